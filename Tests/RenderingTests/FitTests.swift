import Autograd
import ComputationGraph
import Diagrams
import Drawings
import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct FitTests {
  /// A chain of operations, and a constant at each of them.
  private func chain(_ count: Int) -> GraphSnapshot {
    let tape = Tape()
    return withExtendedLifetime(tape) {
      let x = Value(0.5, label: "x", on: tape)
      let root = (0..<count).reduce(x) { value, _ in (value * 2).tanh() }
      root.backward()
      return GraphSnapshot(root: root, extent: .wholeTape)
    }
  }

  private func picture(
    of graph: GraphSnapshot, _ options: DiagramOptions, _ canvas: Canvas
  ) -> Picture {
    Picture(of: DiagramBuilder(stages: [graph], options: options).diagrams(), on: canvas)
  }

  private func fitted(
    _ graph: GraphSnapshot, _ options: DiagramOptions = DiagramOptions(collapse: .none),
    changing freedom: FitFreedom = .all, to room: Canvas.Room
  ) throws -> (picture: Picture, options: DiagramOptions) {
    let canvas = Canvas(room: room)
    let found = try Picture.fitted(options, changing: freedom, on: canvas) {
      (picture(of: graph, $0, canvas), ())
    }
    return (found.picture, found.options)
  }

  /// A drawing of 176 × 76 points, which is 200 × 100 with its margins.
  @Test(arguments: [
    // As large as it is.
    (Canvas(), 1.0, 200.0, 100.0), (Canvas(fontSize: 18), 1.5, 300, 150),
    // As much of the room as it needs, and no more.
    (Canvas(room: .readme), 1, 200, 100), (Canvas(room: .init(width: 100)), 0.5, 100, 50),
    (Canvas(room: .init(width: 199)), 0.995, 199, 100),
    (Canvas(room: .init(width: 200)), 1, 200, 100),
    (Canvas(room: .init(width: 500, height: 20)), 0.2, 40, 20),
    (Canvas(room: .init(width: 250), fontSize: 24), 1.25, 250, 125),
    // All of the room.
    (Canvas(room: .slide), 6.4, 1280, 720),
    (Canvas(room: .init(width: 400, height: 400, isFilled: true)), 2, 400, 400),
    (Canvas(room: .init(width: 400, height: 400, isFilled: true), fontSize: 12), 1, 400, 400),
  ])
  func drawingsStandOnTheirCanvas(
    canvas: Canvas, scale: Double, width: Double, height: Double
  ) throws {
    let placing = canvas.placing(ofWidth: 176, height: 76)
    #expect(abs(placing.scale - scale) < 1e-9)
    #expect(placing.pixelWidth == width && placing.pixelHeight == height)
    // What is left of the room is the same on both sides.
    let (left, right) = (placing.origin.x, placing.width - placing.origin.x - 176)
    let (above, below) = (placing.origin.y, placing.height - placing.origin.y - 76)
    #expect(abs(left - right) < 1e-9 && abs(above - below) < 1e-9)
    #expect(abs(placing.width * scale - width) < 1 && abs(placing.height * scale - height) < 1)
  }

  @Test func everyFormatHasTheSizeThatIsAskedFor() throws {
    let graph = chain(2)
    let slide = picture(of: graph, DiagramOptions(), Canvas(room: .slide))
    let svg = try #require(SVGStructure(Data(try slide.svg()[0]))?.all("svg").first)
    #expect(svg.number("width") == 1280 && svg.number("height") == 720)
    let png = try #require(PNGHeader(Data(try slide.png()[0])))
    #expect(png.width == 1280 && png.height == 720)
    // 96 pixels are an inch, and 72 points.
    #expect(
      String(decoding: try slide.pdf()[0], as: UTF8.self).contains("/MediaBox [ 0 0 960 540 ]"))
    let double = Picture(
      of: slide.diagrams, on: slide.canvas, raster: RasterOptions(scale: 2))
    #expect(try #require(PNGHeader(Data(try double.png()[0]))).width == 2560)
    let large = picture(of: graph, DiagramOptions(), Canvas(fontSize: 18))
    let plain = picture(of: graph, DiagramOptions(), Canvas())
    let (a, b) = (
      try #require(PNGHeader(Data(try large.png()[0]))),
      try #require(PNGHeader(Data(try plain.png()[0])))
    )
    #expect(abs(Double(a.width) - 1.5 * Double(b.width)) <= 2)
  }

  /// A font size is written, and no transform lies above it.
  @Test func textHasItsSize() throws {
    let svg = try #require(
      SVGStructure(
        Data(try picture(of: chain(1), DiagramOptions(), Canvas(fontSize: 18)).svg()[0])))
    let root = try #require(svg.all("g").first)
    #expect(root.number("font-size") == 18)
    #expect(svg.all("g").allSatisfy { !($0.attributes["transform"] ?? "").contains("scale") })
    let plain = try #require(
      SVGStructure(Data(try picture(of: chain(1), DiagramOptions(), Canvas()).svg()[0])))
    for (large, small) in zip(svg.all("text"), plain.all("text")) {
      #expect(large.text == small.text)
      let (x, y) = (try #require(large.number("x")), try #require(small.number("x")))
      #expect(abs(x - 1.5 * y) < 0.02)
    }
  }

  @Test func variantsChangeTheLeastFirst() {
    let options = DiagramOptions()
    let all = options.variants(with: .all, in: .page)
    #expect(all[0] == options)
    #expect(Set(all.map { "\($0.direction) \($0.folding) \($0.longestLine ?? 0)" }).count == 16)
    // Nothing is merged as long as anything else is left to try.
    let merged = all.map { $0.folding.contains(.sums) }
    #expect(merged == Array(repeating: false, count: 8) + Array(repeating: true, count: 8))
    #expect(options.variants(with: [], in: .readme).allSatisfy { $0.folding == options.folding })
    #expect(
      options.variants(with: [.constants], in: .readme).allSatisfy {
        $0.direction == .leftToRight && !$0.folding.contains(.sums)
      })
    // A README has no end downwards.
    let down = DiagramOptions(direction: .topToBottom).variants(with: [], in: .readme)
    #expect(down.count == 1)
  }

  /// Empty space is used, with the same cards.
  @Test func aSlideIsFilled() throws {
    let plain = Canvas(room: .slide)
    let graph = chain(6)
    let (picture, options) = try fitted(graph, to: .slide)
    #expect(options.folding == [])
    let asked = self.picture(of: graph, DiagramOptions(collapse: .none), plain)
    #expect(try picture.textSize() > 1.25 * asked.textSize())
    // A picture of the shape of a slide stays as it is.
    #expect(try fitted(chain(1), changing: [.constants], to: .slide).options.longestLine == nil)
  }

  /// What fits stays as it is; what does not changes as little as it must.
  @Test func theFirstThatCanBeReadIsTaken() throws {
    #expect(try fitted(chain(1), to: .readme).options == DiagramOptions(collapse: .none))
    let long = try fitted(chain(5), changing: .constants, to: .readme)
    #expect(long.options.direction == .leftToRight && long.options.longestLine != nil)
    #expect(try long.picture.textSize() >= Canvas.readableSize)
    // With nothing to choose from, it is as large as it can be.
    let small = try fitted(chain(5), changing: [], to: Canvas.Room(width: 120))
    #expect(try small.picture.textSize() < Canvas.readableSize)
  }

  /// The sizes of text that the file itself says.
  @Test(
    arguments: [Canvas.Room.readme, .column, .slide, .page],
    [DiagramOptions.Style.cards, .micrograd, .circuit])
  func textCanBeRead(_ room: Canvas.Room, _ style: DiagramOptions.Style) throws {
    let options = DiagramOptions(style: style, collapse: .none)
    let (picture, _) = try fitted(chain(6), options, to: room)
    let svg = try #require(SVGStructure(Data(try picture.svg()[0])))
    let root = try #require(svg.all("svg").first)
    let box = try #require(root.attributes["viewBox"]).split(separator: " ").compactMap {
      Double($0)
    }
    let (width, height) = (
      try #require(root.number("width")), try #require(root.number("height"))
    )
    #expect(width <= Double(room.width) && height <= Double(room.height ?? .max))
    if room.isFilled { #expect(width == 1280 && height == 720) }
    let sizes = svg.all("text").map { $0.number("font-size") ?? 12 }
    let smallest = try #require(sizes.min()) * width / box[2]
    #expect(smallest >= 9)
    #expect(abs(try picture.textSize() - smallest) < 0.1)
    #expect(
      LayoutQuality(
        of: try picture.layout(), edges: picture.diagrams.first!.edges.map { ($0.tail, $0.head) }
      ).overlaps == 0)
  }

  @Test func aTransparentPictureHasNoGround() throws {
    var theme = Theme.light
    theme.isTransparent = true
    let transparent = picture(of: chain(1), DiagramOptions(theme: theme), Canvas())
    let svg = try #require(SVGStructure(Data(try transparent.svg()[0])))
    let ground = try #require(svg.all("rect").first { $0.classes.contains("background") })
    #expect(ground.attributes["fill"] == "none")
    #expect(try transparent.bitmaps()[0].pixels[0] >> 24 == 0)
    #expect(try picture(of: chain(1), DiagramOptions(), Canvas()).bitmaps()[0].isOpaque)
  }

  @Test func aFontOfOnesOwnComesFirst() throws {
    var theme = Theme.light
    theme.font = FontName("Fira Code")
    let drawn = picture(of: chain(1), DiagramOptions(theme: theme), Canvas())
    let svg = String(decoding: try drawn.svg()[0], as: UTF8.self)
    #expect(svg.contains("font-family=\"'Fira Code', ui-monospace, "))
    let dot = String(decoding: try drawn.dot()[0], as: UTF8.self)
    #expect(dot.contains("fontname=\"Fira Code,DejaVu Sans Mono,"))
    #expect(try drawn.pdf()[0].starts(with: Array("%PDF-".utf8)))
  }

  @Test(arguments: ["", " Arial", "a'b", "a\"b", "a,b", "日本", "a\nb", "<b>"])
  func namesOfNoFont(_ name: String) { #expect(FontName(name) == nil) }

  @Test(arguments: ["Arial", "Fira Code", "PT Mono 1.0", "STIX-Two_Text"])
  func namesOfFonts(_ name: String) { #expect(FontName(name)?.description == name) }
}
