import Autograd
import ComputationGraph
import Diagrams
import Foundation
import Rendering
import TestSupport
import Testing

@Suite struct SVGThemeTests {
  private func file(_ theme: Theme) throws -> String {
    let graph = SVGThemeTests.graph()
    let diagrams = DiagramBuilder(
      stages: [graph.beforeBackward(), graph],
      options: DiagramOptions(edges: .flow, theme: theme, title: "Themes", hasLegend: true)
    ).diagrams()
    return String(decoding: try Picture(of: diagrams).svg()[1], as: UTF8.self)
  }

  private static func graph() -> GraphSnapshot {
    let tape = Tape()
    return withExtendedLifetime(tape) {
      let x = Value(2, label: "x", role: .input, on: tape)
      _ = Value(1, label: "unused", role: .parameter, on: tape)
      let y = tape.group("a") { tape.group("b") { (x * -3 + 1).log() } }
      y.backward()
      return GraphSnapshot(root: y, extent: .wholeTape)
    }
  }

  /// Who ignores style sheets sees the light theme, attribute for attribute.
  @Test func autoWithoutItsStyleSheetIsTheLightTheme() throws {
    let plain = try file(.auto)
      .replacing(/<style>.*<\/style>\n/, with: "")
      .replacing(/\ class="c\d+"/, with: "").replacing(/(class="[^"]*?) c\d+"/) { "\($0.1)\"" }
    #expect(try plain == file(.light))
  }

  /// With it, in the dark, every colour is that of the dark theme.
  @Test func autoInTheDarkIsTheDarkTheme() throws {
    let auto = try file(.auto)
    let sheet = try #require(auto.firstMatch(of: /<style>(.*)<\/style>/)).1
    #expect(sheet.hasPrefix("@media (prefers-color-scheme: dark){"))
    var colors: [String: [String: String]] = [:]
    for rule in sheet.matches(of: /\.(c\d+)\{([^}]*)\}/) {
      for declaration in rule.2.split(separator: ";") {
        let parts = declaration.split(separator: ":").map(String.init)
        colors[String(rule.1), default: [:]][parts[0]] = parts[1]
      }
    }
    func painted(_ text: String) throws -> [[String?]] {
      try #require(SVGStructure(Data(text.utf8))).elements.compactMap { element in
        guard element.attributes["fill"] != nil || element.attributes["stroke"] != nil else {
          return nil
        }
        let own = element.classes.compactMap { colors[String($0)] }.first ?? [:]
        return ["fill", "stroke"].map { own[$0] ?? element.attributes[$0] }
      }
    }
    let dark = try file(.dark)
    #expect(try painted(auto).count > 40)
    #expect(try painted(auto) == painted(dark))
  }

  @Test func themesDifferInColourAlone() throws {
    func skeleton(_ theme: Theme) throws -> String {
      try file(theme).replacing(/"#[0-9a-f]{6}"/, with: "\"\"")
    }
    let light = try skeleton(.light)
    var greys = Theme.print
    greys.hasStripes = false
    for theme in [Theme.dark, .highContrast, greys] { #expect(try skeleton(theme) == light) }
    #expect(try skeleton(.print) != light)
    #expect(try !file(.light).contains("<style>"))
  }

  @Test func printHasGreysOnly() throws {
    for match in try file(.print).matches(of: /"#(..)(..)(..)"/) {
      #expect(match.1 == match.2 && match.2 == match.3)
    }
  }
}
