/// What Swift sees of Graphviz: opaque handles and plain C types, no header of Graphviz.
///
/// Graphviz keeps state for the whole process, so every function here must be called by one thread
/// at a time.
#ifndef CGRAPHVIZ_H
#define CGRAPHVIZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

// MARK: Text

/// Sets what measures text: the columns that one line of UTF-8 takes in a monospace font, and the
/// width of a column and the height of a line, both as a part of the font size. To be called before
/// a context is made.
void cgv_measure_with(
  size_t (*columns)(const char *text, size_t length), double advance, double line_height);

// MARK: Messages

/// Starts to collect what Graphviz would write to standard error.
void cgv_messages_begin(void);

/// Stops collecting. The text stays readable until the next `cgv_messages_begin`.
void cgv_messages_end(void);

/// What was collected, never null. Lines end in a newline, mostly.
const char *cgv_messages(void);

/// Whether anything worse than a warning was reported since `cgv_messages_begin`.
bool cgv_messages_have_error(void);

// MARK: Plugins

/// One loaded plugin library of Graphviz.
typedef struct cgv_plugin cgv_plugin;

/// Writes the folder that holds the plugins of the libgvc in use; false if it cannot be found.
bool cgv_plugin_folder(char *folder, size_t capacity);

/// Loads a plugin such as "dot_layout", or returns null and the reason. Never unloaded: Graphviz
/// keeps pointers into it.
const cgv_plugin *cgv_plugin_load(const char *folder, const char *name, const char **reason);

/// Whether the plugin brings a layout engine of this name.
bool cgv_plugin_has_engine(const cgv_plugin *plugin, const char *engine);

/// Whether the plugin brings a device for this format, through cairo.
bool cgv_plugin_has_format(const cgv_plugin *plugin, const char *format);

/// Whether the plugin brings cairo, on which our device for pixels stands.
bool cgv_plugin_draws_pixels(const cgv_plugin *plugin);

// MARK: Contexts

/// A Graphviz context with a fixed set of plugins.
typedef struct cgv_context cgv_context;

/// A context that lays out: our text layout, our recording renderer, and `dot`.
cgv_context *cgv_context_layout(const cgv_plugin *dot);

/// A context that draws with cairo: our text layout above pango's, our device for pixels, and the
/// layout engines of a plugin of the given name. Null if memory ran out, or pango sets no text.
cgv_context *cgv_context_raster(
  const cgv_plugin *engines, const char *name, const cgv_plugin *pango);

/// Writes the version of Graphviz.
void cgv_version(char *version, size_t capacity);

// MARK: Graphs

/// A directed graph under construction, with room for a known number of parts.
typedef struct cgv_graph cgv_graph;

/// What an attribute or a stroke belongs to.
typedef enum { CGV_GRAPH, CGV_CLUSTER, CGV_NODE, CGV_EDGE } cgv_owner;

/// An empty graph; null if memory ran out.
cgv_graph *cgv_graph_open(const char *name, size_t nodes, size_t edges, size_t clusters);

/// Frees the graph and, if there is one, its layout.
void cgv_graph_close(cgv_graph *graph);

/// Appends a node; false if the name is taken.
bool cgv_graph_add_node(cgv_graph *graph, const char *name);

/// Appends an edge between two nodes, named by index.
bool cgv_graph_add_edge(cgv_graph *graph, size_t tail, size_t head);

/// Appends a cluster inside the cluster `parent`, or inside the graph if that is negative; false if
/// memory ran out. Graphviz knows it by a name of our own (see `intern_cluster_names`).
bool cgv_graph_add_cluster(cgv_graph *graph, ptrdiff_t parent);

/// Puts a node into a cluster and all around it; false if memory ran out.
bool cgv_graph_include(cgv_graph *graph, size_t cluster, size_t node);

/// Sets what all nodes or all edges start with; false if Graphviz did not take it.
bool cgv_graph_default(cgv_graph *graph, cgv_owner kind, const char *name, const char *value);

/// Sets an attribute of one part, false if Graphviz did not take it; `markup` marks an
/// HTML-like label.
bool cgv_graph_set(
  cgv_graph *graph, cgv_owner kind, size_t index, const char *name, const char *value,
  bool markup);

// MARK: Results

/// A point, or an extent, in 72nds of an inch, with y pointing down.
typedef struct { double x, y; } cgv_point;

/// What a stroke's points mean.
typedef enum {
  CGV_BOX,      ///< centre and size of the part itself
  CGV_LABEL,    ///< centre and size of its label
  CGV_CURVE,    ///< control points of cubic Bézier segments
  CGV_POLYGON,  ///< corners
  CGV_LINE,     ///< corners of an open line
  CGV_ELLIPSE,  ///< centre and radii
} cgv_shape;

/// One item of the display list.
typedef struct {
  cgv_owner owner;
  cgv_shape shape;
  uint32_t index;  ///< which node, edge or cluster, in the order of creation
  bool filled;
  bool at_tail;    ///< of an arrowhead: whether it is at the edge's beginning
  size_t first;    ///< its first point in `points`
  size_t count;
} cgv_stroke;

/// All that was recorded of one graph.
typedef struct {
  const cgv_stroke *strokes;
  size_t stroke_count;
  const cgv_point *points;
} cgv_drawing;

/// Lays the graph out; false if Graphviz refused.
bool cgv_graph_layout(cgv_context *context, cgv_graph *graph, const char *engine);

/// The size of a graph that has been laid out, in points, without padding.
cgv_point cgv_graph_size(const cgv_graph *graph);

/// Sets the resolution of a graph that has been laid out. (The attribute is only read before.)
void cgv_graph_set_dpi(cgv_graph *graph, double dpi);

/// Runs the recording renderer; false if Graphviz refused or memory ran out. The drawing lives
/// until the next call or `cgv_drawing_free`.
bool cgv_graph_record(cgv_context *context, cgv_graph *graph, cgv_drawing *drawing);

/// Frees what the recording renderer holds.
void cgv_drawing_free(void);

/// Gets pixels row by row, without a gap: alpha in the highest byte, then red, green and blue, each
/// multiplied with alpha. They are gone when it returns.
typedef void (*cgv_pixel_receiver)(
  void *receiver, const uint32_t *pixels, size_t width, size_t height);

/// Draws pixels and hands them over; false if Graphviz refused or nothing was handed over.
bool cgv_graph_draw_pixels(
  cgv_context *context, cgv_graph *graph, cgv_pixel_receiver receive, void *receiver);

/// A PDF document that gets a page from each graph.
typedef struct cgv_document cgv_document;

/// An empty document, for graphs of contexts that draw with cairo; null if the plugin's cairo has no
/// pages, or memory ran out.
cgv_document *cgv_document_open(void);

/// Appends a page of a graph that has been laid out; false if Graphviz refused.
bool cgv_document_add(cgv_document *document, cgv_context *context, cgv_graph *graph);

/// Ends the document, whose bytes live until it is closed; false if memory ran out.
bool cgv_document_finish(cgv_document *document, const char **bytes, size_t *length);

/// Frees a document.
void cgv_document_close(cgv_document *document);

#if defined(__cplusplus)
}
#endif

#endif
