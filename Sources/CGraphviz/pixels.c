#include "internal.h"

/// Who gets the pixels of the graph being drawn.
static struct {
  cgv_pixel_receiver receive;
  void *receiver;
  bool done;
} hand_over;

/// Called when cairo has drawn, and before its surface goes.
static void format(GVJ_t *job) {
  if (job->imagedata == NULL || job->width == 0 || job->height == 0) return;
  // Cairo pads no rows of four bytes a pixel. The pointer has another type in other versions.
  hand_over.receive(
    hand_over.receiver, (const uint32_t *)(const void *)job->imagedata, job->width, job->height);
  hand_over.done = true;
}

static gvdevice_engine_t engine = {.format = format};

// As cairo's own PNG: the resolution is what the graph says, and a pixel may be transparent.
static gvdevice_features_t features = {
  .flags = GVDEVICE_BINARY_FORMAT | GVDEVICE_NO_WRITER | GVDEVICE_DOES_TRUECOLOR,
  .default_dpi = {96, 96},
};

static gvplugin_installed_t types[] = {
  {0, CGV_PIXELS_FORMAT ":cairo", 1, &engine, &features}, {0}};

gvplugin_api_t cgv_pixels_device_api = {API_device, types};

bool cgv_graph_draw_pixels(
  cgv_context *context, cgv_graph *graph, cgv_pixel_receiver receive, void *receiver
) {
  hand_over.receive = receive;
  hand_over.receiver = receiver;
  hand_over.done = false;
  return cgv_graph_render(context, graph, CGV_PIXELS_FORMAT) && hand_over.done;
}
