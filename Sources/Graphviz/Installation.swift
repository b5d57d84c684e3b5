internal import CGraphviz

/// What is installed of Graphviz, and what works.
package struct Installation: Sendable, Equatable {
  /// A plugin that is needed.
  package struct Plugin: Sendable, Equatable {
    /// The name that Graphviz knows it by.
    package var name: String

    /// Why it does not load, or nil if it does.
    package var problem: String?
  }

  /// The version of the library, as it says itself.
  package var version: String

  /// The folder where the plugins are looked for.
  package var pluginFolder: String

  /// The plugins that are needed: `dot_layout` for the layout of Graphviz, `neato_layout`, which draws
  /// what is laid out already, and `pango` for PNG and PDF.
  package var plugins: [Plugin]

  /// The engines that can lay a graph out.
  package var engines: [GraphvizEngine]

  /// The names of the formats that cairo can draw.
  package var formats: [String]

  /// What to install for everything to work; empty if all does.
  package var advice: [String] {
    plugins.filter { $0.problem != nil }.map { Self.advice(forPlugin: $0.name) }
  }

  /// Looks at the installation of this machine.
  ///
  /// Loads the plugins.
  package static func inspect() -> Installation {
    Contexts.alone { _ in
      var found = Installation(
        version: readVersion(), pluginFolder: Graphviz.Plugin.folder(), plugins: [], engines: [],
        formats: [])
      for engine in GraphvizEngine.allCases {
        if let plugin = found.look(for: engine.plugin), plugin.has(engine) {
          found.engines.append(engine)
        }
      }
      if let pango = found.look(for: "pango"), found.engines.contains(.nop2) {
        found.formats = (pango.drawsPixels ? ["png"] : []) + (pango.draws("pdf") ? ["pdf"] : [])
      }
      return found
    }
  }

  /// What to install for a plugin.
  static func advice(forPlugin name: String) -> String {
    switch name {
    case "pango":
      "Install it with: apt install libgvc6, or libgvplugin-pango8 where there is one; "
        + "brew install graphviz."
    case "neato_layout":
      "Install it with: apt install libgvc6, or libgvplugin-neato-layout8 where there is one; "
        + "brew install graphviz."
    default: "Install it with: apt install libgvc6, or graphviz; brew install graphviz."
    }
  }

  private mutating func look(for name: String) -> Graphviz.Plugin? {
    do {
      let plugin = try Graphviz.Plugin.load(name, from: pluginFolder)
      plugins.append(Plugin(name: name, problem: nil))
      return plugin
    } catch {
      guard case .pluginUnavailable(_, _, let reason) = error else { return nil }
      plugins.append(Plugin(name: name, problem: reason))
      return nil
    }
  }

  private static func readVersion() -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      cgv_version(start, buffer.count)
      return String(cString: start)
    }
  }
}

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

  func has(_ engine: GraphvizEngine) -> Bool { cgv_plugin_has_engine(handle, engine.rawValue) }

  func draws(_ format: String) -> Bool { cgv_plugin_has_format(handle, format) }

  var drawsPixels: Bool { cgv_plugin_draws_pixels(handle) }
}
