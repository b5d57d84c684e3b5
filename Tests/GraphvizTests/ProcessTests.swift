import Foundation
import Drawings
import Graphviz
import Testing

/// What must be seen in a process of its own.
@Suite struct ProcessTests {
  @Test func sixtyFourTasks() async throws {
    let expected = try (0..<8).map { try tree(5 + 3 * $0).layout() }
    let picture = try tree(8).bitmap()
    let failures = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<64 {
        group.addTask {
          do {
            if task % 16 == 0 { return try tree(8).bitmap() == picture }
            if task % 16 == 1 { return refusal(of: labelled(.html("<b"))) != nil }
            return try tree(5 + 3 * (task % 8)).layout() == expected[task % 8]
          } catch {
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 0 : 1) }
    }
    #expect(failures == 0)
  }

  @Test func installation() {
    let installation = Installation.inspect()
    #expect(installation.version.first?.isNumber == true)
    #expect(installation.plugins.map(\.name) == ["dot_layout", "neato_layout", "pango"])
    #expect(installation.engines == [.dot, .nop2])
    #expect(installation.formats == ["png", "pdf"])
    #expect(installation.advice.isEmpty)
    #expect(installation.pluginFolder.hasSuffix("graphviz"))
  }

  @Test func missingFolder() async {
    await #expect(processExitsWith: .success) {
      setenv("GVBINDIR", "/nonexistent", 1)
      guard case .pluginUnavailable("dot_layout", "/nonexistent", let reason)? = refusal(of: pair())
      else { fatalError("laid out") }
      precondition(!reason.isEmpty)
      let installation = Installation.inspect()
      precondition(installation.pluginFolder == "/nonexistent")
      precondition(installation.version.first?.isNumber == true)
      precondition(installation.engines.isEmpty && installation.formats.isEmpty)
      precondition(installation.plugins.allSatisfy { $0.problem != nil })
      precondition(installation.advice.count == 3)
      // Once the plugins are there, all is well.
      unsetenv("GVBINDIR")
      precondition(refusal(of: pair()) == nil)
    }
  }

  #if os(Linux)
    @Test func missingPango() async {
      await #expect(processExitsWith: .success) {
        let folder = NSTemporaryDirectory() + "graphviz-\(getpid())"
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        let source = Installation.inspect().pluginFolder
        for name in try files.contentsOfDirectory(atPath: source)
        where name.contains("dot_layout") {
          try files.createSymbolicLink(
            atPath: "\(folder)/\(name)", withDestinationPath: "\(source)/\(name)")
        }
        setenv("GVBINDIR", folder, 1)
        precondition(refusal(of: pair()) == nil)
        let error = thrown { () throws(GraphvizError) in _ = try pair().pdf() }
        guard case .pluginUnavailable("pango", folder, _)? = error else { fatalError("drawn") }
        precondition(error?.description.contains("libgvplugin-pango8") == true)
        precondition(Installation.inspect().engines == [.dot])
        precondition(Installation.inspect().formats.isEmpty)
      }
    }

    /// A layout cannot depend on fonts if nothing that knows of fonts is in the process.
    @Test func layoutsNeedNoFonts() async {
      await #expect(processExitsWith: .success) {
        precondition(refusal(of: labelled(.text("no font for 日本 λ"))) == nil)
        let libraries = ["libpango-1.0.so.0", "libfontconfig.so.1", "libcairo.so.2"]
        for library in libraries { precondition(!isLoaded(library)) }
        _ = try pair().pdf()
        for library in libraries { precondition(isLoaded(library)) }
      }
    }

    @Test func memoryStaysFlat() async {
      await #expect(processExitsWith: .success) {
        let graph = tree(12)
        func work(_ rounds: Int) throws {
          for round in 0..<rounds {
            _ = try graph.layout()
            if round % 10 == 0 { _ = refusal(of: labelled(.html("<b"))) }
            if round % 10 == 1 { _ = refusal(of: pair(edge: [Attribute("weight", .number(-1))])) }
          }
        }
        // The heap grows to its size, and libraries are paged in, on the first rounds.
        try work(1000)
        let before = try residentPages()
        try work(1000)
        // One kilobyte lost in each layout would be 250 pages, and a graph takes more than that.
        let grown = try residentPages() - before
        if grown >= 100 { fatalError("The process grew by \(grown) pages.") }
      }
    }
  #endif

  @Test func standardErrorStaysQuiet() async throws {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      _ = try pair(node: [Attribute("color", .keyword("nosuch"))]).layout()
      _ = refusal(of: labelled(.html("<b")))
      _ = refusal(of: pair(graph: [Attribute("ordering", .keyword("x"))]))
      _ = try pair().pdf()
      _ = thrown { () throws(GraphvizError) in
        let wide = boxes(width: 28_800, height: 18)
        _ = try GraphDescription(name: "g", nodes: [.init(name: "a", attributes: wide)])
          .bitmap()
      }
      setenv("GVBINDIR", "/nonexistent", 1)
      _ = Installation.inspect()
    }
    let content = try #require(result)
    #expect(String(decoding: content.standardErrorContent, as: UTF8.self) == "")
    #expect(content.standardOutputContent.isEmpty)
  }
}

#if os(Linux)
  private func isLoaded(_ library: String) -> Bool {
    dlopen(library, RTLD_LAZY | RTLD_NOLOAD) != nil
  }

  private func residentPages() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return Int(text.split(separator: " ")[1]) ?? 0
  }
#endif
