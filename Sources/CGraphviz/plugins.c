#define _GNU_SOURCE  // dladdr
#include "internal.h"

#include <dlfcn.h>
#include <graphviz_version.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cgv_plugin_folder(char *folder, size_t capacity) {
  const char *chosen = getenv("GVBINDIR");
  if (chosen != NULL) return (size_t)snprintf(folder, capacity, "%s", chosen) < capacity;

  // Not `&gvContext`, which may be the address of a stub in the program itself.
  Dl_info info;
  char library[PATH_MAX];
  void *symbol = dlsym(RTLD_DEFAULT, "gvContext");
  if (symbol == NULL || dladdr(symbol, &info) == 0 || info.dli_fname == NULL) return false;
  if (realpath(info.dli_fname, library) == NULL) return false;
  char *slash = strrchr(library, '/');
  if (slash == NULL) return false;
  *slash = 0;
  return (size_t)snprintf(folder, capacity, "%s/graphviz", library) < capacity;
}

const cgv_plugin *cgv_plugin_load(const char *folder, const char *name, const char **reason) {
#if defined(__APPLE__)
  const char *pattern = "%s/libgvplugin_%s.%d.dylib";
#else
  const char *pattern = "%s/libgvplugin_%s.so.%d";
#endif
  char path[PATH_MAX + 64], symbol[96];
  snprintf(path, sizeof path, pattern, folder, name, GVPLUGIN_VERSION);
  snprintf(symbol, sizeof symbol, "gvplugin_%s_LTX_library", name);
  void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
  void *library = handle == NULL ? NULL : dlsym(handle, symbol);
  if (library == NULL) {
    const char *error = dlerror();
    *reason = error == NULL ? "unknown" : error;
  }
  return library;
}

gvplugin_installed_t *cgv_plugin_types(const gvplugin_library_t *library, api_t api) {
  for (gvplugin_api_t *entry = library->apis; entry->types != NULL; entry++) {
    if (entry->api == api) return entry->types;
  }
  return NULL;
}

gvplugin_installed_t *cgv_plugin_type(const cgv_plugin *plugin, api_t api, const char *type) {
  gvplugin_installed_t *entry = cgv_plugin_types(cgv_library(plugin), api);
  for (; entry != NULL && entry->type != NULL; entry++) {
    if (strcmp(entry->type, type) == 0) return entry;
  }
  return NULL;
}

bool cgv_plugin_has_engine(const cgv_plugin *plugin, const char *engine) {
  return cgv_plugin_type(plugin, API_layout, engine) != NULL;
}

bool cgv_plugin_has_format(const cgv_plugin *plugin, const char *format) {
  char type[64];
  snprintf(type, sizeof type, "%s:cairo", format);
  return cgv_plugin_type(plugin, API_device, type) != NULL;
}

bool cgv_plugin_draws_pixels(const cgv_plugin *plugin) {
  return cgv_plugin_type(plugin, API_render, "cairo") != NULL;
}

static gvplugin_api_t end_of_list = {(api_t)0, NULL};

static GVC_t *open_context(
  const lt_symlist_t *plugins, gvplugin_library_t *ours, gvplugin_api_t apis[], size_t count
) {
  apis[count] = end_of_list;
  ours->apis = apis;
  return gvContextPlugins(plugins, 0);  // 0: no registry file, no search for plugins
}

cgv_context *cgv_context_layout(const cgv_plugin *dot) {
  static gvplugin_library_t ours = {"recorder", NULL};
  static gvplugin_api_t apis[4];
  static lt_symlist_t plugins[3];
  apis[0] = cgv_text_layout_api;
  apis[1] = cgv_recorder_render_api;
  apis[2] = cgv_recorder_device_api;
  plugins[0] = (lt_symlist_t){"gvplugin_recorder_LTX_library", &ours};
  plugins[1] = (lt_symlist_t){"gvplugin_dot_layout_LTX_library", cgv_library(dot)};
  return (cgv_context *)open_context(plugins, &ours, apis, 3);
}

/// What a context keeps pointers into, as long as the process lives.
struct raster_plugins {
  gvplugin_library_t ours;
  gvplugin_api_t apis[5];
  lt_symlist_t plugins[4];
  char name[64];
};

cgv_context *cgv_context_raster(
  const cgv_plugin *engines, const char *name, const cgv_plugin *pango
) {
  gvplugin_installed_t *text = cgv_plugin_types(cgv_library(pango), API_textlayout);
  struct raster_plugins *kept = text == NULL ? NULL : calloc(1, sizeof *kept);
  if (kept == NULL) return NULL;
  snprintf(kept->name, sizeof kept->name, "gvplugin_%s_LTX_library", name);
  cgv_text_layout_set_pango(text[0].engine);
  kept->ours = (gvplugin_library_t){"metrics", NULL};
  kept->apis[0] = cgv_text_layout_over_pango_api;
  kept->apis[1] = cgv_pixels_device_api;
  size_t count = 2;
  if (cgv_pages_prepare(pango)) {
    kept->apis[count++] = cgv_pages_render_api;
    kept->apis[count++] = cgv_pages_device_api;
  }
  kept->plugins[0] = (lt_symlist_t){"gvplugin_metrics_LTX_library", &kept->ours};
  kept->plugins[1] = (lt_symlist_t){kept->name, cgv_library(engines)};
  kept->plugins[2] = (lt_symlist_t){"gvplugin_pango_LTX_library", cgv_library(pango)};
  return (cgv_context *)open_context(kept->plugins, &kept->ours, kept->apis, count);
}

void cgv_version(char *version, size_t capacity) {
  static gvplugin_library_t ours = {"none", NULL};
  static gvplugin_api_t apis[2];
  static lt_symlist_t plugins[2];
  apis[0] = cgv_text_layout_api;
  plugins[0] = (lt_symlist_t){"gvplugin_none_LTX_library", &ours};
  GVC_t *context = open_context(plugins, &ours, apis, 1);
  snprintf(version, capacity, "%s", context == NULL ? "unknown" : gvcVersion(context));
  if (context != NULL) gvFreeContext(context);
}
