import Diagrams
import Foundation
import NeuralNetworks
import Plots
import TestSupport
import Testing

@Suite struct PlotSVGTests {
  private static func plot(
    _ points: [LinePlot.Point], scale: LinePlot.Scale = .linear, title: String = "Title"
  ) -> LinePlot {
    LinePlot(
      title: title, description: "What there is to see.", xAxis: LinePlot.Axis(title: "x"),
      panels: [
        LinePlot.Panel(
          yAxis: LinePlot.Axis(title: "y", scale: scale),
          series: [LinePlot.Series(name: "s", points: points, color: LinePlot.firstColor)])
      ])
  }

  private static func losses(_ count: Int, _ decay: Double, seed: UInt64 = 1) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { step in
      exp(-Double(step) * decay) * .random(in: 0.8...1.2, using: &generator)
    }
  }

  private static func points(_ values: [Double]) -> [LinePlot.Point] {
    values.enumerated().map { LinePlot.Point(x: Double($0), y: $1) }
  }

  /// Plots of all kinds, the common and the wild.
  static let plots: [String: LinePlot] = [
    "one point": plot(points([2.5])),
    "no point": plot([]),
    "no panel": LinePlot(
      title: "Title", description: "Nothing.", xAxis: LinePlot.Axis(title: "x"), panels: []),
    "nothing finite": plot(points([.nan, .infinity])),
    "constant": plot(points(Array(repeating: 0.693, count: 50))),
    "zero": plot(points([0, 0, 0])),
    "noise on a constant": plot(points([1e9, 1e9.nextUp, 1e9])),
    "tiny": plot(points([1e-5, 2e-5, 1.5e-5])),
    "tiniest": plot(points([.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude, 0])),
    "huge": plot(points([-1.7e308, 1.7e308, 0])),
    "huge and logarithmic": plot(points([1e-300, 1, 1e300]), scale: .logarithmic),
    "constant and logarithmic": plot(points([3, 3, 3]), scale: .logarithmic),
    "nothing positive": plot(points([0, -1, -3]), scale: .logarithmic),
    "far to the right": plot([
      LinePlot.Point(x: 1_000_000, y: 1000.0001), LinePlot.Point(x: 1_000_001, y: 1000.0009),
    ]),
    "NaN among few": plot(points([1, .nan, 3, 4])),
    "many": plot(points(losses(100_000, 1e-5))),
    "loss": .lossCurve(of: losses(101, 0.01)),
    "long loss": .lossCurve(of: losses(10_001, 1e-3)),
    "loss and accuracy": .lossCurve(
      of: LinePlot.Progress(
        steps: Array(0...100), losses: losses(101, 0.02),
        accuracies: (0...100).map { 0.3 + 0.007 * Double($0) }),
      test: LinePlot.Progress(
        steps: [0, 50, 100], losses: [1, 0.5, 0.4], accuracies: [0.3, 0.7, 0.9]), unit: "epoch"),
    "no loss": .lossCurve(of: []),
    "one loss": .lossCurve(of: LinePlot.Progress(steps: [0], losses: [2], accuracies: [1])),
    "zones and names": LinePlot(
      title: String(repeating: "A title that is far too long. ", count: 9), description: "",
      xAxis: LinePlot.Axis(title: String(repeating: "x", count: 300), range: -5...5),
      zones: [
        LinePlot.Zone(-Double.infinity ... -3, label: "zone"), LinePlot.Zone(3...9, label: "zone"),
        LinePlot.Zone(6...9, label: "not to be seen"),
      ],
      panels: [
        LinePlot.Panel(
          yAxis: LinePlot.Axis(title: String(repeating: "y", count: 300)),
          series: (0..<9).map { number in
            LinePlot.Series(
              name: String(repeating: "name \(number) ", count: number * number / 2 + 1),
              points: [LinePlot.Point(x: -9, y: 0), LinePlot.Point(x: 9, y: Double(number))],
              color: LinePlot.secondColor,
              style: LinePlot.LineStyle.allCases[number % 5])
          })
      ], width: 300),
  ]

  private func plot(named name: String) throws -> LinePlot {
    try #require(PlotSVGTests.plots[name])
  }

  private func structure(_ name: String) throws -> SVGStructure {
    try #require(SVGStructure(Data(try plot(named: name).svg())))
  }

  @Test(arguments: plots.keys.sorted()) func isAnAccessiblePicture(_ name: String) throws {
    let picture = try structure(name)
    let plot = try plot(named: name)
    let root = try #require(picture.all("svg").first)
    #expect(root.attributes["role"] == "img")
    #expect(
      root.attributes["viewBox"] == "0 0 \(root.attributes["width"]!) \(root.attributes["height"]!)"
    )
    #expect(picture.elements[1].name == "title" && picture.elements[1].text == plot.title)
    #expect(picture.elements[2].name == "desc" && picture.elements[2].text == plot.description)
    #expect(picture.groups("panel").count == plot.panels.count)
    #expect(picture.groups("series").count == plot.panels.flatMap(\.series).count)
    #expect(!picture.texts.contains { $0.isEmpty })
  }

  /// The sides of a text, from a column of 0.6 em.
  private func box(of text: SVGStructure.Element) throws -> CGRect {
    let size = text.number("font-size") ?? 11
    let width = Double(text.text.unicodeScalars.count) * 0.6 * size
    let x = try #require(text.number("x"))
    let y = try #require(text.number("y"))
    let before =
      switch text.attributes["text-anchor"] {
      case "middle": width / 2
      case "end": width
      default: 0.0
      }
    return CGRect(x: x - before, y: y - 0.75 * size, width: width, height: 0.95 * size)
  }

  @Test(arguments: plots.keys.sorted()) func textsOverlapNothing(_ name: String) throws {
    try expectNoOverlap(in: structure(name))
  }

  /// Names that fill the rows of the legend to many different degrees.
  @Test func legendsBreakWhereTheyAreFull() throws {
    var plot = PlotSVGTests.plot(PlotSVGTests.points([1, 2]))
    plot.panels[0].series = (1...8).map { number in
      var series = plot.panels[0].series[0]
      series.name = String(repeating: "n", count: number)
      return series
    }
    for width in stride(from: 240, through: 700, by: 9) {
      plot.width = width
      let picture = try #require(SVGStructure(Data(plot.svg())))
      #expect(picture.texts.contains("nnnnnnnn"))
      try expectNoOverlap(in: picture)
    }
  }

  private func expectNoOverlap(in picture: SVGStructure) throws {
    let root = try #require(picture.all("svg").first)
    let whole = CGRect(
      x: 0, y: 0, width: try #require(root.number("width")),
      height: try #require(root.number("height")))
    let areas = picture.all("rect").filter { $0.classes == ["area"] }.map(rectangle)
    // Samples of the legend cover nothing either.
    let samples = picture.all("rect").filter { $0.classes.contains("sample") }.map(rectangle)
    var boxes = areas + samples
    for text in picture.all("text") where text.text != "no finite numbers to plot" {
      let box = try box(of: text)
      #expect(whole.contains(box), "\(text.text)")
      for other in boxes { #expect(!other.intersects(box), "\(text.text) at \(box), \(other)") }
      boxes.append(box)
    }
    for area in areas { #expect(whole.contains(area)) }
  }

  private func rectangle(_ rect: SVGStructure.Element) -> CGRect {
    CGRect(
      x: rect.number("x")!, y: rect.number("y")!, width: rect.number("width")!,
      height: rect.number("height")!)
  }

  /// The numbers of the lines of the series, by their pieces.
  static func lines(in picture: SVGStructure) -> [[[CGPoint]]] {
    picture.all("path").compactMap { path in
      guard path.attributes["stroke-width"] == "2", !path.classes.contains("sample"),
        let words = path.attributes["d"]
      else { return nil }
      return words.split(separator: "M").map { piece in
        piece.replacing("h0", with: "").split { "L ".contains($0) }.map { pair in
          let numbers = pair.split(separator: ",").map { Double($0)! }
          return CGPoint(x: numbers[0], y: numbers[1])
        }
      }
    }
  }

  @Test(arguments: plots.keys.sorted()) func everyPointIsInsideItsArea(_ name: String) throws {
    let picture = try structure(name)
    let areas = picture.all("rect").filter { $0.classes == ["area"] }.map(rectangle)
    func isInside(_ point: CGPoint) -> Bool {
      areas.contains { area in
        (area.minX...area.maxX).contains(point.x) && (area.minY...area.maxY).contains(point.y)
      }
    }
    for point in PlotSVGTests.lines(in: picture).joined().joined() {
      #expect(isInside(point), "\(point)")
    }
    for circle in picture.all("circle") {
      #expect(isInside(CGPoint(x: circle.number("cx")!, y: circle.number("cy")!)))
    }
    for zone in picture.all("rect") where zone.path.last == "g" && zone.attributes["rx"] == nil {
      guard zone.classes.isEmpty else { continue }
      #expect(areas.contains { $0.union(rectangle(zone)) == $0 })
    }
  }

  @Test(arguments: plots.keys.sorted()) func sameInputSameBytes(_ name: String) throws {
    let plot = try plot(named: name)
    #expect(plot.svg() == plot.svg())
  }

  @Test func sizesHaveALeast() throws {
    var plot = try plot(named: "loss")
    for (asked, drawn) in [(239, "240"), (241, "241")] {
      plot.width = asked
      let picture = try #require(SVGStructure(Data(plot.svg())))
      #expect(picture.all("svg")[0].attributes["width"] == drawn)
    }
    for (asked, drawn) in [(79, "80"), (81, "81")] {
      plot.panels[0].height = asked
      let area = try #require(SVGStructure(Data(plot.svg()))).all("rect").first {
        $0.classes == ["area"]
      }
      #expect(area?.attributes["height"] == drawn)
    }
  }

  @Test func filesStaySmall() throws {
    #expect(try plot(named: "many").svg().count < 50_000)
    #expect(
      PlotSVGTests.plot(PlotSVGTests.points((0..<100_000).map { $0 % 2 == 0 ? 1 : .nan }))
        .svg().count < 50_000)
  }

  @Test func noNumberIsZeroThatIsNot() throws {
    let texts = try structure("tiny").texts
    #expect(texts.contains("1e-5") && texts.contains("1.2e-5"))
    #expect(try structure("nothing finite").texts.contains("no finite numbers to plot"))
    #expect(try !structure("one point").texts.contains("no finite numbers to plot"))
  }

  @Test(arguments: ["<script>", "a & b", "\"'", "\u{0}\u{1}", "]]>", "日本 λ 😀", "a\nb"])
  func anyTextIsWellFormed(_ words: String) throws {
    var plot = PlotSVGTests.plot(PlotSVGTests.points([1, 2]), title: words)
    plot.description = words
    plot.xAxis.title = words
    plot.zones = [LinePlot.Zone(0...0.5, label: words)]
    plot.panels[0].yAxis.title = words
    plot.panels[0].series[0].name = words
    let picture = try #require(SVGStructure(Data(plot.svg())))
    #expect(picture.all("script").isEmpty)
    #expect(picture.groups("legend").count == 1)
  }

  @Test func zonesAreNamedOnce() throws {
    let texts = try structure("zones and names").texts
    #expect(texts.filter { $0 == "zone" }.count == 1)
    #expect(!texts.contains("not to be seen"))
    #expect(try structure("zones and names").groups("zone").count == 2)
  }

  @Test func coloursComeFromTheTheme() throws {
    var theme = Theme.light
    theme.background = Color(0x101418)
    theme.text = Color(0xF0F6FC)
    let plot = try plot(named: "loss")
    let picture = try #require(SVGStructure(Data(plot.svg(theme: theme))))
    #expect(picture.all("rect")[0].attributes["fill"] == "#101418")
    #expect(picture.all("text")[0].attributes["fill"] == "#f0f6fc")
  }

  /// With a theme that follows its reader, the colours of the dark are in a style sheet, each for what
  /// has it in the dark theme.
  @Test func aPlotFollowsItsReader() throws {
    let plot = try plot(named: "zones and names")
    func file(_ theme: Theme) -> String { String(decoding: plot.svg(theme: theme), as: UTF8.self) }
    let adaptive = try #require(SVGStructure(Data(file(.auto).utf8)))
    let dark = try #require(SVGStructure(Data(file(.dark).utf8)))
    var rules: [String: String] = [:]
    for match in file(.auto).matches(of: /\.(c\d+)\{([^}]*)\}/) {
      rules["\(match.1)"] = "\(match.2)"
    }
    #expect(rules.count >= 5)
    for (a, b) in zip(adaptive.elements.filter { $0.name != "style" }, dark.elements) {
      for name in ["fill", "stroke"] {
        guard let color = b.attributes[name], color != "none" else { continue }
        let rule = a.classes.compactMap { rules[String($0)] }.joined(separator: ";")
        let found = rule.split(separator: ";").last { $0.hasPrefix("\(name):") }?.dropFirst(
          name.count + 1)
        #expect(found.map(String.init) ?? a.attributes[name] == color, "\(a.name)")
      }
    }
    let light = file(.light)
    #expect(!light.contains("<style>"))
    let bare = file(.auto).replacing(/<style>.*<\/style>\n/, with: "")
      .replacing(/\ class="(c\d+)"/, with: "").replacing(/\ c\d+"/, with: "\"")
    #expect(bare == light)
  }

  /// On every ground of every theme, lines stand out.
  @Test(arguments: [Theme.light, .dark, .highContrast, .print])
  func linesStandOut(_ theme: Theme) throws {
    let plot = try plot(named: "zones and names")
    let picture = try #require(SVGStructure(Data(plot.svg(theme: theme))))
    let lines = picture.all("path").filter { $0.attributes["stroke-width"] == "2" }
    #expect(!lines.isEmpty)
    for line in lines {
      let number = try #require(UInt32(line.attributes["stroke"]?.dropFirst() ?? "", radix: 16))
      for ground in [theme.background, theme.frameFill(depth: 2)] {
        #expect(Color(number).contrast(to: ground) >= 3)
      }
    }
  }
}

@Suite struct LossCurveTests {
  /// A plot of all activations needs as many colours and line styles.
  @Test func everyActivationHasALook() {
    let count = Activation.allCases.count
    #expect(LinePlot.LineStyle.allCases.count >= count && LinePlot.colors.count >= count)
    #expect(Set(LinePlot.colors).count == LinePlot.colors.count)
  }

  /// More than two decades make the axis logarithmic, if nothing is in the way.
  @Test(
    arguments: [
      ([1, 0.5, 0.011], LinePlot.Scale.linear), ([1, 0.5, 0.0099], .logarithmic),
      ([1, 0.5, 0], .linear), ([1, .nan, 1e-6], .logarithmic), ([1, .infinity], .linear),
      ([-1, 1000], .linear), ([], .linear),
    ] as [([Double], LinePlot.Scale)])
  func scale(_ losses: [Double], _ scale: LinePlot.Scale) {
    #expect(LinePlot.lossCurve(of: losses).panels[0].yAxis.scale == scale)
  }

  @Test func trainAndTestStandAboveTheirSteps() {
    let plot = LinePlot.lossCurve(
      of: LinePlot.Progress(
        steps: [0, 1, 2, 3], losses: [3, 2, 1, 0.5], accuracies: [0.5, 0.75, 1, 1]),
      test: LinePlot.Progress(
        steps: [0, 2, 4], losses: [4, 300, 0.25], accuracies: [0.25, 0.5, 0.9]))
    #expect(plot.panels.count == 2)
    #expect(plot.xAxis.range == 0...4)
    // Of both together, losses span more than two decades.
    #expect(plot.panels[0].yAxis.scale == .logarithmic)
    let expected = [
      (plot.panels[0], [3, 2, 1, 0.5], [4, 300, 0.25]),
      (plot.panels[1], [50, 75, 100, 100], [25, 50, 90]),
    ]
    for (panel, trainValues, testValues) in expected {
      #expect(panel.hasLegend && panel.series.map(\.name) == ["train", "test"])
      let (train, test) = (panel.series[0], panel.series[1])
      #expect(train.points.map(\.x) == [0, 1, 2, 3] && train.points.map(\.y) == trainValues)
      #expect(test.points.map(\.x) == [0, 2, 4] && test.points.map(\.y) == testValues)
      #expect(train.color != test.color && train.style != test.style)
    }
    #expect(
      plot.description
        == "The loss goes from 3 to 0.5 over 3 steps. The loss on the test rows ends "
        + "at 0.25. The accuracy on the training rows ends at 100 %. The accuracy on the test rows "
        + "ends at 90 %.")
  }

  /// Without a test there is nothing to tell apart, and without accuracies one panel.
  @Test func oneLineNeedsNoName() {
    let plot = LinePlot.lossCurve(of: [3, 2, 1])
    #expect(plot.panels.count == 1 && !plot.panels[0].hasLegend)
    #expect(plot.panels[0].series[0].points.map(\.x) == [0, 1, 2])
    let texts = SVGStructure(Data(plot.svg()))?.texts ?? []
    #expect(texts.contains("loss") && !texts.contains("train"))
  }

  /// The axis of accuracies begins at a half, unless one of them is less.
  @Test(arguments: [(0.51, 47.5), (0.49, 46.45)])
  func accuraciesBeginAtAHalf(least: Double, bound: Double) throws {
    let plot = LinePlot.lossCurve(
      of: LinePlot.Progress(steps: [0, 1], losses: [2, 1], accuracies: [least, 0.9]))
    let range = try #require(plot.panels[1].yAxis.range)
    #expect(abs(range.lowerBound - bound) < 1e-9)
  }

  @Test func descriptionsOfOddHistories() {
    #expect(LinePlot.lossCurve(of: []).description == "There are no losses.")
    #expect(LinePlot.lossCurve(of: [2]).description == "The loss is 2.")
    #expect(
      LinePlot.lossCurve(of: [1, .nan], unit: "epoch").description
        == "The loss goes from 1 to NaN over 1 epoch. 1 of the losses is not finite.")
  }
}
