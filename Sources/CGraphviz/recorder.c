#include "internal.h"

#include <math.h>
#include <stdlib.h>

/// The display list of the graph being rendered, and what is needed to turn y around.
static struct {
  cgv_stroke *strokes;
  size_t stroke_count, stroke_capacity;
  cgv_point *points;
  size_t point_count, point_capacity;
  double left, top;
  bool complete, out_of_memory;
} list;

static bool reserve(void **array, size_t *capacity, size_t needed, size_t size) {
  if (needed <= *capacity) return true;
  size_t wanted = needed * 2 < 256 ? 256 : needed * 2;
  void *grown = realloc(*array, wanted * size);
  if (grown == NULL) return !(list.out_of_memory = true);
  *array = grown;
  *capacity = wanted;
  return true;
}

/// Appends a stroke and returns where its points go; null if memory ran out.
static cgv_point *append(cgv_owner owner, size_t index, cgv_shape shape, size_t count) {
  if (!reserve((void **)&list.strokes, &list.stroke_capacity, list.stroke_count + 1,
        sizeof(cgv_stroke)) ||
      !reserve((void **)&list.points, &list.point_capacity, list.point_count + count,
        sizeof(cgv_point))) {
    return NULL;
  }
  list.strokes[list.stroke_count++] = (cgv_stroke){
    .owner = owner, .shape = shape, .index = (uint32_t)index,
    .first = list.point_count, .count = count,
  };
  cgv_point *room = list.points + list.point_count;
  list.point_count += count;
  return room;
}

/// A point with its origin at the top left, and y pointing down.
static cgv_point turned(pointf point) {
  return (cgv_point){point.x - list.left, list.top - point.y};
}

static void append_box(
  cgv_owner owner, size_t index, cgv_shape shape, pointf center, double width, double height
) {
  cgv_point *room = append(owner, index, shape, 2);
  if (room == NULL) return;
  room[0] = turned(center);
  room[1] = (cgv_point){width, height};
}

static void append_label(cgv_owner owner, size_t index, textlabel_t *label) {
  if (label == NULL || !label->set) return;
  append_box(owner, index, CGV_LABEL, label->pos, label->dimen.x, label->dimen.y);
}

static void append_bounds(cgv_owner owner, size_t index, boxf box) {
  pointf center = {(box.LL.x + box.UR.x) / 2, (box.LL.y + box.UR.y) / 2};
  append_box(owner, index, CGV_BOX, center, box.UR.x - box.LL.x, box.UR.y - box.LL.y);
}

// Cgraph numbers nodes, edges and subgraphs from 1 on, in the order of creation.
static size_t index_of(void *object) { return (size_t)AGSEQ(object) - 1; }

static void append_clusters(graph_t *graph) {
  for (graph_t *cluster = agfstsubg(graph); cluster != NULL; cluster = agnxtsubg(cluster)) {
    append_bounds(CGV_CLUSTER, index_of(cluster), GD_bb(cluster));
    append_label(CGV_CLUSTER, index_of(cluster), GD_label(cluster));
    append_clusters(cluster);
  }
}

/// Sizes go to inches and back, which changes their last digits.
static double without_noise(double points) { return round(points * 1e6) / 1e6; }

/// Takes every box at once, since Graphviz does not call for what is invisible.
static void begin_graph(GVJ_t *job) {
  graph_t *graph = job->obj->u.g;
  list.left = GD_bb(graph).LL.x;
  list.top = GD_bb(graph).UR.y;
  append_bounds(CGV_GRAPH, 0, GD_bb(graph));
  append_label(CGV_GRAPH, 0, GD_label(graph));
  append_clusters(graph);
  for (node_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node)) {
    double width = without_noise(ND_lw(node) + ND_rw(node));
    double height = without_noise(ND_ht(node));
    append_box(CGV_NODE, index_of(node), CGV_BOX, ND_coord(node), width, height);
    for (edge_t *edge = agfstout(graph, node); edge != NULL; edge = agnxtout(graph, edge)) {
      append_label(CGV_EDGE, index_of(edge), ED_label(edge));
    }
  }
}

static void end_graph(GVJ_t *job) {
  (void)job;
  list.complete = true;
}

/// Keeps an edge's own strokes; those of its label, and all that belongs to nodes and clusters,
/// are drawn by what reads the layout.
static void stroke(GVJ_t *job, cgv_shape shape, pointf *points, size_t count, bool filled) {
  obj_state_t *object = job->obj;
  if (object->type != EDGE_OBJTYPE) return;
  bool is_head = object->emit_state == EMIT_HDRAW, is_tail = object->emit_state == EMIT_TDRAW;
  bool wanted = shape == CGV_CURVE ? object->emit_state == EMIT_EDRAW : is_head || is_tail;
  if (!wanted) return;
  cgv_point *room = append(CGV_EDGE, index_of(object->u.e), shape, count);
  if (room == NULL) return;
  cgv_stroke *stroke = &list.strokes[list.stroke_count - 1];
  stroke->filled = filled;
  stroke->at_tail = is_tail;
  for (size_t i = 0; i < count; i++) room[i] = turned(points[i]);
}

// Graphviz gives the centre and one corner.
static void ellipse(GVJ_t *job, pointf *points, int filled) {
  size_t before = list.stroke_count;
  stroke(job, CGV_ELLIPSE, points, 2, filled != 0);
  if (list.stroke_count == before) return;
  cgv_point *room = list.points + list.strokes[before].first;
  room[1].x = points[1].x - points[0].x;
  room[1].y = points[1].y - points[0].y;
}

// The same callbacks with the arguments that one or another version of Graphviz wants.

typedef void (*polygon_int)(GVJ_t *, pointf *, int, int);
typedef void (*polygon_size)(GVJ_t *, pointf *, size_t, int);
typedef void (*line_int)(GVJ_t *, pointf *, int);
typedef void (*line_size)(GVJ_t *, pointf *, size_t);
typedef void (*curve_arrows)(GVJ_t *, pointf *, int, int, int, int);
typedef void (*curve_int)(GVJ_t *, pointf *, int, int);
typedef void (*curve_size)(GVJ_t *, pointf *, size_t, int);

CGV_ONE_OF_MANY static void polygon_i(GVJ_t *job, pointf *points, int count, int filled) {
  stroke(job, CGV_POLYGON, points, (size_t)count, filled != 0);
}

CGV_ONE_OF_MANY static void polygon_z(GVJ_t *job, pointf *points, size_t count, int filled) {
  stroke(job, CGV_POLYGON, points, count, filled != 0);
}

CGV_ONE_OF_MANY static void line_i(GVJ_t *job, pointf *points, int count) {
  stroke(job, CGV_LINE, points, (size_t)count, false);
}

CGV_ONE_OF_MANY static void line_z(GVJ_t *job, pointf *points, size_t count) {
  stroke(job, CGV_LINE, points, count, false);
}

CGV_ONE_OF_MANY static void curve_a(
  GVJ_t *job, pointf *points, int count, int arrow_at_start, int arrow_at_end, int filled
) {
  (void)arrow_at_start, (void)arrow_at_end, (void)filled;
  stroke(job, CGV_CURVE, points, (size_t)count, false);
}

CGV_ONE_OF_MANY static void curve_i(GVJ_t *job, pointf *points, int count, int filled) {
  (void)filled;
  stroke(job, CGV_CURVE, points, (size_t)count, false);
}

CGV_ONE_OF_MANY static void curve_z(GVJ_t *job, pointf *points, size_t count, int filled) {
  (void)filled;
  stroke(job, CGV_CURVE, points, count, false);
}

#define MEMBER(name) ((gvrender_engine_t *)0)->name

static gvrender_engine_t engine = {
  .begin_graph = begin_graph,
  .end_graph = end_graph,
  .ellipse = ellipse,
  .polygon = _Generic(MEMBER(polygon), polygon_int: polygon_i, polygon_size: polygon_z),
  .polyline = _Generic(MEMBER(polyline), line_int: line_i, line_size: line_z),
  .beziercurve = _Generic(
    MEMBER(beziercurve), curve_arrows: curve_a, curve_int: curve_i, curve_size: curve_z),
};

static gvrender_features_t render_features = {
  .flags = GVRENDER_Y_GOES_DOWN | GVRENDER_DOES_TRANSFORM,
  .color_type = COLOR_STRING,
};

static gvdevice_features_t device_features = {
  .flags = GVDEVICE_NO_WRITER,
  .default_dpi = {72, 72},
};

static gvplugin_installed_t render_types[] = {
  {0, CGV_RECORDER_FORMAT, 1, &engine, &render_features}, {0}};
static gvplugin_installed_t device_types[] = {
  {0, CGV_RECORDER_FORMAT ":" CGV_RECORDER_FORMAT, 1, NULL, &device_features}, {0}};

gvplugin_api_t cgv_recorder_render_api = {API_render, render_types};
gvplugin_api_t cgv_recorder_device_api = {API_device, device_types};

void cgv_recorder_reset(void) {
  list.stroke_count = list.point_count = 0;
  list.complete = list.out_of_memory = false;
}

bool cgv_recorder_finish(cgv_drawing *drawing) {
  *drawing = (cgv_drawing){list.strokes, list.stroke_count, list.points};
  return list.complete && !list.out_of_memory;
}

void cgv_drawing_free(void) {
  free(list.strokes);
  free(list.points);
  list.strokes = NULL;
  list.points = NULL;
  list.stroke_count = list.stroke_capacity = list.point_count = list.point_capacity = 0;
}
