import CGraphviz

/// What is installed of Graphviz, and what works.
public struct Installation: Sendable, Equatable {
  /// A plugin that is needed.
  public struct Plugin: Sendable, Equatable {
    /// The name that Graphviz knows it by.
    public var name: String

    /// Why it does not load, or nil if it does.
    public var problem: String?
  }

  /// The version of the library, as it says itself.
  public var version: String

  /// The folder where the plugins are looked for.
  public var pluginFolder: String

  /// The plugins that are needed: `dot_layout` for all, `pango` for PNG and PDF.
  public var plugins: [Plugin]

  /// The engines that can place a graph.
  public var engines: [LayoutEngine]

  /// The names of the formats that cairo can draw.
  public var formats: [String]

  /// What to install for everything to work; empty if all does.
  public var advice: [String] {
    plugins.filter { $0.problem != nil }.map { Self.advice(forPlugin: $0.name) }
  }

  /// Looks at the installation of this machine.
  ///
  /// Loads the plugins.
  public static func inspect() -> Installation {
    Engine.alone { _ in
      var found = Installation(
        version: readVersion(), pluginFolder: Graphviz.Plugin.folder(), plugins: [], engines: [],
        formats: [])
      if let dot = found.look(for: "dot_layout") {
        found.engines = LayoutEngine.allCases.filter { dot.has($0) }
      }
      if let pango = found.look(for: "pango"), !found.engines.isEmpty {
        found.formats = (pango.drawsPixels ? ["png"] : []) + (pango.draws("pdf") ? ["pdf"] : [])
      }
      return found
    }
  }

  /// What to install for a plugin.
  static func advice(forPlugin name: String) -> String {
    name == "pango"
      ? "Install it with: apt install libgvc6, or libgvplugin-pango8 where there is one; "
        + "brew install graphviz."
      : "Install it with: apt install libgvc6, or graphviz; brew install graphviz."
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
