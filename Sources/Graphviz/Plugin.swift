import CGraphviz

/// A loaded plugin library of Graphviz.
struct Plugin: @unchecked Sendable {
  let handle: OpaquePointer

  /// Loads a plugin; Graphviz's own names are `dot_layout` and `pango`.
  static func load(_ name: String, from folder: String) throws(GraphvizError) -> Plugin {
    var reason: UnsafePointer<CChar>?
    guard let handle = cgv_plugin_load(folder, name, &reason) else {
      throw .pluginUnavailable(
        name: name, folder: folder, reason: reason.map { String(cString: $0) } ?? "")
    }
    return Plugin(handle: handle)
  }

  /// Where the plugins of the library in use are: `GVBINDIR` if set, as Graphviz itself does.
  static func folder() -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress, cgv_plugin_folder(start, buffer.count) else {
        return ""
      }
      return String(cString: start)
    }
  }

  func has(_ engine: LayoutEngine) -> Bool { cgv_plugin_has_engine(handle, engine.rawValue) }

  func draws(_ format: String) -> Bool { cgv_plugin_has_format(handle, format) }

  var drawsPixels: Bool { cgv_plugin_draws_pixels(handle) }
}
