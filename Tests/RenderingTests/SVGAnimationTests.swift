import Autograd
import ComputationGraph
import Diagrams
import Foundation
import Rendering
import TestSupport
import Testing

@Suite struct SVGAnimationTests {
  private func pictures(_ style: DiagramOptions.Style) throws -> (moving: String, still: String) {
    let tape = Tape()
    let diagrams = withExtendedLifetime(tape) {
      let x = Value(2, label: "x", on: tape)
      let y = tape.group("g") { (x * -3 + 7).tanh() * x }
      y.backward()
      let graph = GraphSnapshot(root: y, extent: .wholeTape)
      return DiagramBuilder(
        stages: [graph.beforeBackward(), graph],
        options: DiagramOptions(style: style, edges: .flow)
      ).diagrams()
    }
    return (
      String(decoding: try Picture(of: diagrams).animatedSVG(), as: UTF8.self),
      String(decoding: try Picture(of: diagrams).svg()[1], as: UTF8.self)
    )
  }

  /// Where nothing moves, the end is seen: the same texts at the same points, below the line that says what
  /// is going on.
  @Test(arguments: DiagramOptions.Style.allCases)
  func withoutMotionItIsTheEnd(_ style: DiagramOptions.Style) throws {
    let (moving, still) = try pictures(style)
    // What is there only in motion has no opacity otherwise.
    let seen = moving.replacing(/<g class="d\d+" opacity="0">.*?<\/g>/, with: "")
      .replacing(/<g class="t\d+" opacity="0">.*?<\/g>/, with: "")
      .replacing(/<path[^>]*opacity="0"[^>]*>/, with: "")
    let caption = 19.0 + 8
    func texts(_ text: String, below top: Double = 0) throws -> Set<[String]> {
      Set(
        try #require(SVGStructure(Data(text.utf8))).all("text")
          .filter { !$0.text.hasPrefix("backward, step ") }.map { element in
            let y = (element.number("y") ?? 0) - top
            return [element.text, "\((y * 100).rounded())"]
              + ["x", "fill"].map { element.attributes[$0] ?? "" }
          })
    }
    #expect(try texts(seen, below: caption) == texts(still))
    #expect(try texts(moving).count > texts(still).count)
    let captions = try #require(SVGStructure(Data(seen.utf8))).texts.filter {
      $0.hasPrefix("backward, step ") || $0 == "forward"
    }
    #expect(captions.count == 1)
    let (a, b) = (
      try #require(SVGStructure(Data(moving.utf8))), try #require(SVGStructure(Data(still.utf8)))
    )
    let (moved, stood) = (try #require(a.all("svg").first), try #require(b.all("svg").first))
    #expect(moved.number("width") == stood.number("width"))
    #expect(moved.number("height") == stood.number("height").map { $0 + caption })
    for name in ["title", "desc"] {
      #expect(a.all(name).first?.text == b.all(name).first?.text)
    }
  }

  @Test func onlyStyleSheetsMoveIt() throws {
    let (moving, _) = try pictures(.cards)
    #expect(!moving.contains("<script") && !moving.contains("<animate"))
    let sheet = try #require(moving.firstMatch(of: /<style>((?s).*)<\/style>/)).1
    #expect(sheet.hasPrefix("@media (prefers-reduced-motion: no-preference){"))
    // Every class that moves has its rule and its frames, and nothing else has.
    let used = Set(moving.matches(of: /class="(?:[^"]* )?([abdfrt]\d+)"/).map { String($0.1) })
    let ruled = Set(sheet.matches(of: /\.([a-z]\d+)\{animation:/).map { String($0.1) })
    let framed = Set(sheet.matches(of: /@keyframes ([a-z]\d+)\{/).map { String($0.1) })
    #expect(ruled == framed)
    #expect(used.isSubset(of: ruled))
    #expect(used.count > 10)
  }

  /// In each rule, time goes on from 0 % to 100 %, and all rules take the same time.
  @Test func timeGoesOn() throws {
    let (moving, _) = try pictures(.cards)
    for rule in moving.split(separator: "\n") where rule.hasPrefix("@keyframes") {
      let times = rule.matches(of: /([\d.]+)%/).compactMap { Double($0.1) }
      #expect(times.first == 0 && times.last == 100)
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "\(rule)")
    }
    let durations = Set(moving.matches(of: /animation:\w+ ([\d.]+)s/).map { String($0.1) })
    #expect(durations.count == 1)
  }
}
