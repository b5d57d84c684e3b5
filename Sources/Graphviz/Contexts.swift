internal import CGraphviz
internal import Synchronization
internal import Text

/// The contexts of this process, made on first use.
///
/// Graphviz keeps state for the whole process, so one lock is around everything, from the opening
/// of a graph to its end.
struct Contexts: ~Copyable {
  private var layout: Context?
  private var raster: [GraphvizEngine: Context] = [:]

  private static let shared = Mutex(Contexts())

  private init() {
    let columns: @convention(c) (UnsafePointer<CChar>?, Int) -> Int = { text, length in
      let bytes = UnsafeRawBufferPointer(start: text, count: length)
      return TextMetrics.columns(of: String(decoding: bytes, as: UTF8.self))
    }
    cgv_measure_with(columns, TextMetrics.advance, TextMetrics.lineHeight)
  }

  /// A Graphviz context.
  ///
  /// Lives as long as the process.
  struct Context: @unchecked Sendable {
    let handle: OpaquePointer
    let engines: Plugin
    let pango: Plugin?
  }

  /// Runs the body alone in this process, with Graphviz's messages kept off standard error.
  static func alone<Result: Sendable, Failure: Error>(
    _ body: (inout Contexts) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try shared.withLock { (contexts) throws(Failure) -> Result in
      cgv_messages_begin()
      defer { cgv_messages_end() }
      return try body(&contexts)
    }
  }

  /// The context that lays out.
  ///
  /// What fails is tried again the next time.
  mutating func layoutContext() throws(GraphvizError) -> Context {
    if let layout { return layout }
    let dot = try Plugin.load("dot_layout", from: Plugin.folder())
    guard let handle = cgv_context_layout(dot.handle) else { throw .outOfMemory }
    let context = Context(handle: handle, engines: dot, pango: nil)
    layout = context
    return context
  }

  /// The context that draws what an engine lays out.
  ///
  /// What fails is tried again the next time.
  mutating func rasterContext(for engine: GraphvizEngine) throws(GraphvizError) -> Context {
    if let context = raster[engine] { return context }
    let folder = Plugin.folder()
    let engines = try Plugin.load(engine.plugin, from: folder)
    let pango = try Plugin.load("pango", from: folder)
    guard let handle = cgv_context_raster(engines.handle, engine.plugin, pango.handle) else {
      throw .pluginUnavailable(name: "pango", folder: folder, reason: "it sets no text")
    }
    let context = Context(handle: handle, engines: engines, pango: pango)
    raster[engine] = context
    return context
  }

  /// Throws what Graphviz said, if it said anything worse than a warning or gave nothing.
  static func check(_ isDone: Bool) throws(GraphvizError) {
    guard isDone, !cgv_messages_have_error() else {
      throw .failed(message: messages().joined(separator: "\n"))
    }
  }

  /// The lines that Graphviz said since the lock was taken.
  static func messages() -> [String] {
    String(cString: cgv_messages()).split(separator: "\n").map(String.init)
  }
}
