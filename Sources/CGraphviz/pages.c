#define _GNU_SOURCE  // dladdr
#include "internal.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef int (*cairo_writer)(void *closure, const unsigned char *bytes, unsigned int length);
enum { CAIRO_SUCCESS = 0, CAIRO_WRITE_ERROR = 11, CAIRO_CREATE_DATE = 5 };

/// Cairo's own functions for pages. They are looked up where pango's plugin has its own from, so that
/// cairo is nothing that we are built with.
static struct {
  void *(*new_surface)(cairo_writer writer, void *closure, double width, double height);
  void (*set_metadata)(void *surface, int key, const char *text);
  void (*set_size)(void *surface, double width, double height);
  void (*finish)(void *surface);
  int (*status)(void *surface);
  void (*destroy_surface)(void *surface);
  void *(*new_pen)(void *surface);
  void (*destroy_pen)(void *pen);
  void (*save)(void *pen);
  void (*show_page)(void *pen);
  void (*restore)(void *pen);
} cairo;

struct cgv_document {
  void *surface, *pen;
  char *bytes;
  size_t length, capacity;
};

/// The document that gets the graph being drawn, and whether it came to the end of a page.
static struct {
  cgv_document *document;
  bool done;
} drawn;

static bool load_cairo(const cgv_plugin *pango) {
  Dl_info info;
  if (dladdr(pango, &info) == 0 || info.dli_fname == NULL) return false;
  // A handle that was there already, and stays: plugins are never unloaded.
  void *library = dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
  if (library == NULL) return false;
  struct {
    const char *name;
    void *function;
  } wanted[] = {
    {"cairo_pdf_surface_create_for_stream", &cairo.new_surface},
    {"cairo_pdf_surface_set_metadata", &cairo.set_metadata},
    {"cairo_pdf_surface_set_size", &cairo.set_size},
    {"cairo_surface_finish", &cairo.finish},
    {"cairo_surface_status", &cairo.status},
    {"cairo_surface_destroy", &cairo.destroy_surface},
    {"cairo_create", &cairo.new_pen},
    {"cairo_destroy", &cairo.destroy_pen},
    {"cairo_save", &cairo.save},
    {"cairo_show_page", &cairo.show_page},
    {"cairo_restore", &cairo.restore},
  };
  bool found = true;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    void *symbol = dlsym(library, wanted[i].name);
    memcpy(wanted[i].function, &symbol, sizeof symbol);
    found = found && symbol != NULL;
  }
  dlclose(library);
  return found;
}

// Cairo's renderer as it is, but for where a page begins and ends: it ends its file with the page.
static gvrender_engine_t engine;
static void (*begin_page_of_cairo)(GVJ_t *job);

static void begin_page(GVJ_t *job) {
  cgv_document *document = drawn.document;
  cairo.set_size(document->surface, job->width, job->height);
  cairo.save(document->pen);
  job->context = document->pen;
  begin_page_of_cairo(job);
}

static void end_page(GVJ_t *job) {
  cairo.show_page(job->context);
  cairo.restore(job->context);
  job->context = NULL;
  drawn.done = true;
}

static gvplugin_installed_t renderers[2], devices[2];
gvplugin_api_t cgv_pages_render_api = {API_render, renderers};
gvplugin_api_t cgv_pages_device_api = {API_device, devices};

/// Whether the functions and the renderer are there.
static bool is_ready;

bool cgv_pages_prepare(const cgv_plugin *pango) {
  if (is_ready) return true;
  gvplugin_installed_t *renderer = cgv_plugin_type(pango, API_render, "cairo");
  gvplugin_installed_t *device = cgv_plugin_type(pango, API_device, "pdf:cairo");
  if (renderer == NULL || device == NULL || !load_cairo(pango)) return false;
  engine = *(gvrender_engine_t *)renderer->engine;
  begin_page_of_cairo = engine.begin_page;
  engine.begin_job = NULL;
  engine.begin_page = begin_page;
  engine.end_page = end_page;
  engine.end_job = NULL;
  // A page is what it is in cairo's PDF: its margin, its resolution.
  renderers[0] = (gvplugin_installed_t){
    .id = renderer->id, .type = CGV_PAGES_FORMAT, .engine = &engine,
    .features = renderer->features};
  devices[0] = (gvplugin_installed_t){
    .id = device->id, .type = CGV_PAGES_FORMAT ":" CGV_PAGES_FORMAT, .features = device->features};
  return is_ready = true;
}

static int append(void *closure, const unsigned char *bytes, unsigned int length) {
  cgv_document *document = closure;
  if (document->capacity - document->length < length) {
    size_t wanted = 2 * (document->length + length);
    char *grown = realloc(document->bytes, wanted);
    if (grown == NULL) return CAIRO_WRITE_ERROR;
    document->bytes = grown;
    document->capacity = wanted;
  }
  memcpy(document->bytes + document->length, bytes, length);
  document->length += length;
  return CAIRO_SUCCESS;
}

cgv_document *cgv_document_open(void) {
  cgv_document *document = is_ready ? calloc(1, sizeof *document) : NULL;
  if (document == NULL) return NULL;
  // Every page says its size itself.
  document->surface = cairo.new_surface(append, document, 0, 0);
  // That of today would make every file another one.
  cairo.set_metadata(document->surface, CAIRO_CREATE_DATE, "2000-01-01T00:00:00Z");
  document->pen = cairo.new_pen(document->surface);
  return document;
}

bool cgv_document_add(cgv_document *document, cgv_context *context, cgv_graph *graph) {
  drawn.document = document;
  drawn.done = false;
  return cgv_graph_render(context, graph, CGV_PAGES_FORMAT) && drawn.done;
}

bool cgv_document_finish(cgv_document *document, const char **bytes, size_t *length) {
  cairo.finish(document->surface);
  *bytes = document->bytes;
  *length = document->length;
  return cairo.status(document->surface) == CAIRO_SUCCESS;
}

void cgv_document_close(cgv_document *document) {
  cairo.destroy_pen(document->pen);
  cairo.destroy_surface(document->surface);
  free(document->bytes);
  free(document);
}
