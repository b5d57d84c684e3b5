#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cgv_graph {
  Agraph_t *root;
  GVC_t *laid_out_by;
  Agnode_t **nodes;
  Agedge_t **edges;
  Agraph_t **clusters;
  char **cluster_names;
  size_t node_count, edge_count, cluster_count;
};

// Cgraph takes `char *` where it only reads, until version 9 or later.
static char *mutable(const char *text) { return (char *)text; }

typedef int (*free_plain)(Agraph_t *, char *);
typedef int (*free_const)(Agraph_t *, const char *);
typedef int (*free_kind)(Agraph_t *, const char *, bool);

CGV_ONE_OF_MANY static void free_string_plain(
  free_plain function, Agraph_t *root, char *text, bool markup
) {
  (void)markup;
  function(root, text);
}

CGV_ONE_OF_MANY static void free_string_const(
  free_const function, Agraph_t *root, char *text, bool markup
) {
  (void)markup;
  function(root, text);
}

CGV_ONE_OF_MANY static void free_string_kind(
  free_kind function, Agraph_t *root, char *text, bool markup
) {
  function(root, text, markup);
}

static void free_string(Agraph_t *root, char *text, bool markup) {
  _Generic(&agstrfree, free_plain: free_string_plain, free_const: free_string_const,
    free_kind: free_string_kind)(&agstrfree, root, text, markup);
}

static int by_address(const void *a, const void *b) {
  const char *first = *(char *const *)a, *second = *(char *const *)b;
  return (first > second) - (first < second);
}

/// Chooses the names of the clusters.
///
/// Graphviz goes through subgraphs in the order of the addresses of their names, so that a layout
/// would depend on what the heap looks like. The names are ours: they are made first, and the one
/// at the lowest address is given to the first cluster.
static bool intern_cluster_names(cgv_graph *graph, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char name[32];
    snprintf(name, sizeof name, "cluster_%zu", i);
    graph->cluster_names[i] = agstrdup(graph->root, name);
    if (graph->cluster_names[i] == NULL) return false;
  }
  qsort(graph->cluster_names, count, sizeof *graph->cluster_names, by_address);
  return true;
}

cgv_graph *cgv_graph_open(const char *name, size_t nodes, size_t edges, size_t clusters) {
  cgv_graph *graph = calloc(1, sizeof *graph);
  if (graph == NULL) return NULL;
  graph->nodes = malloc((nodes + 1) * sizeof *graph->nodes);
  graph->edges = malloc((edges + 1) * sizeof *graph->edges);
  graph->clusters = malloc((clusters + 1) * sizeof *graph->clusters);
  graph->cluster_names = calloc(clusters + 1, sizeof *graph->cluster_names);
  if (graph->nodes != NULL && graph->edges != NULL && graph->clusters != NULL
      && graph->cluster_names != NULL) {
    graph->root = agopen(mutable(name), Agdirected, NULL);
  }
  if (graph->root != NULL && intern_cluster_names(graph, clusters)) return graph;
  cgv_graph_close(graph);
  return NULL;
}

void cgv_graph_close(cgv_graph *graph) {
  if (graph->laid_out_by != NULL) gvFreeLayout(graph->laid_out_by, graph->root);
  for (char **name = graph->cluster_names; name != NULL && *name != NULL; name++) {
    free_string(graph->root, *name, false);
  }
  if (graph->root != NULL) agclose(graph->root);
  free(graph->cluster_names);
  free(graph->nodes);
  free(graph->edges);
  free(graph->clusters);
  free(graph);
}

bool cgv_graph_add_node(cgv_graph *graph, const char *name) {
  Agnode_t *node = agnode(graph->root, mutable(name), 1);
  if (node == NULL || AGSEQ(node) != graph->node_count + 1) return false;
  graph->nodes[graph->node_count++] = node;
  return true;
}

bool cgv_graph_add_edge(cgv_graph *graph, size_t tail, size_t head) {
  Agedge_t *edge = agedge(graph->root, graph->nodes[tail], graph->nodes[head], NULL, 1);
  if (edge == NULL || AGSEQ(edge) != graph->edge_count + 1) return false;
  graph->edges[graph->edge_count++] = edge;
  return true;
}

bool cgv_graph_add_cluster(cgv_graph *graph, ptrdiff_t parent) {
  Agraph_t *around = parent < 0 ? graph->root : graph->clusters[parent];
  Agraph_t *cluster = agsubg(around, graph->cluster_names[graph->cluster_count], 1);
  if (cluster == NULL || AGSEQ(cluster) != graph->cluster_count + 1) return false;
  graph->clusters[graph->cluster_count++] = cluster;
  return true;
}

bool cgv_graph_include(cgv_graph *graph, size_t cluster, size_t node) {
  return agsubnode(graph->clusters[cluster], graph->nodes[node], 1) != NULL;
}

bool cgv_graph_default(cgv_graph *graph, cgv_owner kind, const char *name, const char *value) {
  cgv_messages_reserve(strlen(value));
  int owner = kind == CGV_NODE ? AGNODE : AGEDGE;
  return agattr(graph->root, owner, mutable(name), mutable(value)) != NULL;
}

static void *part(cgv_graph *graph, cgv_owner kind, size_t index) {
  switch (kind) {
    case CGV_NODE: return graph->nodes[index];
    case CGV_EDGE: return graph->edges[index];
    case CGV_CLUSTER: return graph->clusters[index];
    case CGV_GRAPH: break;
  }
  return graph->root;
}

bool cgv_graph_set(
  cgv_graph *graph, cgv_owner kind, size_t index, const char *name, const char *value,
  bool markup
) {
  void *object = part(graph, kind, index);
  cgv_messages_reserve(strlen(value));
  if (!markup) return agsafeset(object, mutable(name), mutable(value), "") == 0;
  // The string counts as markup by its address, which the attribute keeps.
  char *text = agstrdup_html(graph->root, mutable(value));
  if (text == NULL) return false;
  bool done = agsafeset(object, mutable(name), text, "") == 0;
  free_string(graph->root, text, true);
  return done;
}

bool cgv_graph_layout(cgv_context *context, cgv_graph *graph, const char *engine) {
  graph->laid_out_by = (GVC_t *)context;
  return gvLayout((GVC_t *)context, graph->root, engine) == 0;
}

cgv_point cgv_graph_size(const cgv_graph *graph) {
  boxf box = GD_bb(graph->root);
  return (cgv_point){box.UR.x - box.LL.x, box.UR.y - box.LL.y};
}

void cgv_graph_set_dpi(cgv_graph *graph, double dpi) { GD_drawing(graph->root)->dpi = dpi; }

typedef int (*render_uint)(GVC_t *, graph_t *, const char *, char **, unsigned int *);
typedef int (*render_size)(GVC_t *, graph_t *, const char *, char **, size_t *);

CGV_ONE_OF_MANY static int render_u(
  render_uint function, GVC_t *context, graph_t *graph, const char *format, char **bytes,
  size_t *length
) {
  unsigned int count = 0;
  int status = function(context, graph, format, bytes, &count);
  *length = count;
  return status;
}

CGV_ONE_OF_MANY static int render_z(
  render_size function, GVC_t *context, graph_t *graph, const char *format, char **bytes,
  size_t *length
) {
  return function(context, graph, format, bytes, length);
}

bool cgv_graph_render(cgv_context *context, cgv_graph *graph, const char *format) {
  char *bytes = NULL;
  size_t length = 0;
  int status = _Generic(&gvRenderData, render_uint: render_u, render_size: render_z)(
    &gvRenderData, (GVC_t *)context, graph->root, format, &bytes, &length);
  if (bytes != NULL) gvFreeRenderData(bytes);
  return status == 0;
}

bool cgv_graph_record(cgv_context *context, cgv_graph *graph, cgv_drawing *drawing) {
  cgv_recorder_reset();
  bool rendered = cgv_graph_render(context, graph, CGV_RECORDER_FORMAT);
  return cgv_recorder_finish(drawing) && rendered;
}
