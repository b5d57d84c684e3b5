#include "internal.h"

#include <string.h>

typedef unsigned char (*layout_byte)(textspan_t *, char **);
typedef bool (*layout_bool)(textspan_t *, char **);

static gvtextlayout_engine_t *pango;

static struct {
  size_t (*columns)(const char *text, size_t length);
  double advance, line_height;
} measures;

void cgv_measure_with(
  size_t (*columns)(const char *text, size_t length), double advance, double line_height
) {
  measures.columns = columns;
  measures.advance = advance;
  measures.line_height = line_height;
}

static void set_size(textspan_t *span) {
  double size = span->font->size;
  size_t columns = measures.columns(span->str, strlen(span->str));
  span->size.x = (double)columns * size * measures.advance;  // in this order, to be free of noise
  span->size.y = measures.line_height * size;
}

static bool measure(textspan_t *span) {
  set_size(span);
  span->layout = NULL;
  span->free_layout = NULL;
  span->yoffset_layout = 0;
  span->yoffset_centerline = 0.1 * span->font->size;
  return true;
}

/// Cairo draws what pango has set, but in the room that we give.
static bool measure_over_pango(textspan_t *span, char **font_path) {
  if (!pango->textlayout(span, font_path)) return measure(span);
  set_size(span);
  return true;
}

// Our engines, with the result type that this version of Graphviz wants.

CGV_ONE_OF_MANY static unsigned char own_byte(textspan_t *span, char **font_path) {
  (void)font_path;
  return measure(span);
}

CGV_ONE_OF_MANY static bool own_bool(textspan_t *span, char **font_path) {
  (void)font_path;
  return measure(span);
}

CGV_ONE_OF_MANY static unsigned char over_byte(textspan_t *span, char **font_path) {
  return measure_over_pango(span, font_path);
}

CGV_ONE_OF_MANY static bool over_bool(textspan_t *span, char **font_path) {
  return measure_over_pango(span, font_path);
}

#define LAYOUT(byte, boolean) \
  _Generic(((gvtextlayout_engine_t *)0)->textlayout, layout_byte: byte, layout_bool: boolean)

static gvtextlayout_engine_t own = {LAYOUT(own_byte, own_bool)};
static gvtextlayout_engine_t over = {LAYOUT(over_byte, over_bool)};

static gvplugin_installed_t own_types[] = {{0, "textlayout", 1000, &own, NULL}, {0}};
static gvplugin_installed_t over_types[] = {{0, "textlayout", 1000, &over, NULL}, {0}};

gvplugin_api_t cgv_text_layout_api = {API_textlayout, own_types};
gvplugin_api_t cgv_text_layout_over_pango_api = {API_textlayout, over_types};

void cgv_text_layout_set_pango(gvtextlayout_engine_t *engine) { pango = engine; }
