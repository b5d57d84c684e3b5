#ifndef CGV_INTERNAL_H
#define CGV_INTERNAL_H

#include <gvc.h>
#include <gvplugin.h>
#include <gvplugin_device.h>
#include <gvplugin_render.h>
#include <gvplugin_textlayout.h>

#include "CGraphviz.h"

// Some functions below exist once for each signature that a version of Graphviz wants.
#define CGV_ONE_OF_MANY __attribute__((unused))

/// A `cgv_plugin` is the library structure itself, seen without its header.
static inline gvplugin_library_t *cgv_library(const cgv_plugin *plugin) {
  return (gvplugin_library_t *)plugin;
}

/// The array of types that a library offers for one interface; null if none.
gvplugin_installed_t *cgv_plugin_types(const gvplugin_library_t *library, api_t api);

/// One of them; null if there is none of the name.
gvplugin_installed_t *cgv_plugin_type(const cgv_plugin *plugin, api_t api, const char *type);

/// Our text layout alone, and the same on top of another engine's.
extern gvplugin_api_t cgv_text_layout_api;
extern gvplugin_api_t cgv_text_layout_over_pango_api;

/// Sets the engine that `cgv_text_layout_over_pango_api` asks first.
void cgv_text_layout_set_pango(gvtextlayout_engine_t *engine);

/// The renderer that records, and the format name that selects it.
extern gvplugin_api_t cgv_recorder_render_api, cgv_recorder_device_api;
#define CGV_RECORDER_FORMAT "layout"

/// The device that hands over what cairo has drawn, and the format name that selects it.
extern gvplugin_api_t cgv_pixels_device_api;
#define CGV_PIXELS_FORMAT "multigrad"

/// Cairo's PDF with as many pages as it gets, and the format name that selects it.
extern gvplugin_api_t cgv_pages_render_api, cgv_pages_device_api;
#define CGV_PAGES_FORMAT "pages"

/// Makes them from the plugin's own; false if it lacks what they stand on.
bool cgv_pages_prepare(const cgv_plugin *pango);

/// Empties the recorder, and asks whether all went well since.
void cgv_recorder_reset(void);
bool cgv_recorder_finish(cgv_drawing *drawing);

/// Lets the plugins of a format have a graph that has been laid out; false if Graphviz refused.
bool cgv_graph_render(cgv_context *context, cgv_graph *graph, const char *format);

/// Makes sure that a message may quote a text of this length.
void cgv_messages_reserve(size_t length);

#endif
