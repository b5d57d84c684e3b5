import Autograd
import ComputationGraph
import Diagrams
import Drawings
import Foundation
import Graphviz
import NeuralNetworks
import TestSupport
import Testing

@testable import Rendering

@Suite struct RasterTests {
  @Test func pngHasTheSizeOfTheDrawing() throws {
    let diagrams = SVGTests.diagrams()
    let svg = try #require(
      SVGStructure(Data(try Picture(of: diagrams).svg()[0])))
    let root = try #require(svg.all("svg").first)
    let header = try #require(
      PNGHeader(Data(try Picture(of: diagrams).png()[0])))
    let width = try #require(root.number("width"))
    let height = try #require(root.number("height"))
    // A point is a pixel and a third; either side may round by one.
    #expect(abs(Double(header.width) - width * 96 / 72) <= 2)
    #expect(abs(Double(header.height) - height * 96 / 72) <= 2)
  }

  @Test func pngCarriesItsSource() throws {
    let diagrams = SVGTests.diagrams()
    let picture = Picture(of: diagrams)
    let files = try picture.png()
    for (file, diagram) in zip(files, diagrams) {
      #expect(
        SourceMark(in: file) == SourceMark(of: try picture.drawing(of: diagram).graph.dotText))
    }
    #expect(SourceMark(in: files[0]) != SourceMark(in: files[1]))
    #expect(SourceMark(in: Array(files[0].prefix(33))) == nil)
    // FNV-1a's published value for the empty string.
    #expect(SourceMark(of: "").hash == "cbf29ce484222325")
    #expect(SourceMark(of: "foobar").hash == "85944171f73967e8")
  }

  /// What stands in the file is what cairo drew, without a pixel that lets anything through.
  @Test(arguments: [0.5, 1, 2]) func pngHasEveryPixel(scale: Double) throws {
    let diagram = SVGTests.diagrams()[1]
    let raster = RasterOptions(scale: scale)
    let bitmap = try Picture(of: [diagram], raster: raster).bitmaps()[0]
    let file = try Picture(of: [diagram], raster: raster).png()[0]
    let png = try DecodedPNG(file)
    #expect(bitmap.isOpaque)
    let isSame = png.pixels == bitmap.pixels.map { $0 << 8 | 255 }
    #expect(isSame)
    #expect(png.chunks.map(\.type) == ["IHDR", "pHYs", "tEXt", "IDAT", "IEND"])
    #expect(png.colorType == 2)
    // The background of the theme reaches all four corners.
    let background = 0xFF00_0000 | diagram.theme.background.number
    let corners = [
      0, bitmap.width - 1, bitmap.pixels.count - bitmap.width, bitmap.pixels.count - 1,
    ]
    #expect(corners.allSatisfy { bitmap.pixels[$0] == background })
    let usual = try Picture(of: [diagram]).bitmaps()[0]
    #expect(abs(Double(bitmap.width) - Double(usual.width) * scale) <= 1)
    let perMeter = Double(DecodedPNG.number(png.content("pHYs").prefix(4)))
    #expect(abs(perMeter * 0.0254 - 96 * scale) < 0.02)
    // So the size on paper stays.
    let inches = Double(bitmap.width) / (perMeter * 0.0254)
    #expect(abs(inches - Double(usual.width) / 96) < 0.03)
  }

  /// A reader of PNG that is not ours finds every chunk whole.
  @Test(.enabled(if: Command.path(of: "python3") != nil, "python3 is not installed"))
  func pngChunksAreValid() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.png", Data(Picture(of: SVGTests.diagrams()).png()[1]))
    let script = """
      import struct, zlib
      data = open("a.png", "rb").read()
      start, kinds = 8, []
      while start < len(data):
          length, kind = struct.unpack(">I4s", data[start:start + 8])
          body = data[start + 8:start + 8 + length]
          (crc,) = struct.unpack(">I", data[start + 8 + length:start + 12 + length])
          assert crc == zlib.crc32(kind + body), kind
          kinds.append(kind.decode())
          start += 12 + length
      print(kinds[0], kinds[-1], "tEXt" in kinds)
      """
    let result = try #require(try Command.tool("python3", ["-c", script], in: folder))
    #expect(result.text == "IHDR IEND True\n")
  }

  @Test func pdfIsTheSameLater() throws {
    let diagrams = [SVGTests.diagrams()[1]]
    let first = try Picture(of: diagrams).pdf()[0]
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try Picture(of: diagrams).pdf()[0] == first)
    #expect(first.starts(with: Array("%PDF-".utf8)))
  }

  /// Of many stages only one is there at a time: each is made when its page is drawn.
  @Test func aDocumentHasAPageOfEachStage() throws {
    let diagrams = SVGTests.diagrams()
    var events: [String] = []
    let made = diagrams.indices.lazy.map { stage in
      events.append("stage \(stage)")
      return diagrams[stage]
    }
    let file = try Picture(of: made).pdfDocument { events.append("page \($0)") }
    #expect(events == ["stage 0", "page 1", "stage 1", "page 2"])
    let alone = try Picture(of: diagrams).pdf().map { PDFStructure(Data($0)) }
    let found = PDFStructure(Data(file))
    #expect(found.pages == alone.flatMap(\.pages))
    #expect(Set(found.contents).count == 2)
    #expect(found.contents[0] == alone[0].contents[0])
    #expect(try Picture(of: diagrams).pdfDocument() == file)
    #expect(Picture(of: made).lastDescription == diagrams[1].description)
  }

  /// A whole small network in every format and style. (With `shape=plain`, Graphviz 2.42 aborts on
  /// this very graph: an edge gets no spline.)
  @Test(arguments: DiagramOptions.Style.allCases, PictureFormat.all)
  func network(_ style: DiagramOptions.Style, _ format: PictureFormat) throws {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP([3, 4, 4, 1], using: &generator, on: tape)
    let output = tape.group("sample 1") {
      model([2, 3, -1].map { Value($0, role: .input, on: tape) })
    }
    let loss = tape.group("loss") {
      meanSquaredError(predictions: output, targets: [Value(1, role: .target, on: tape)])
    }
    loss.backward()
    let after = GraphSnapshot(root: loss, extent: .wholeTape)
    let diagrams = DiagramBuilder(stages: [after], options: DiagramOptions(style: style)).diagrams()
    let file =
      switch format.content {
      case .graph: Data(try format.file(of: after))
      case .stages(let write): Data(try write(Picture(of: diagrams))[0])
      case .whole(let write): Data(try write(Picture(of: diagrams)))
      // Many frames.
      case .motion(let write):
        Data(try write(Picture(of: diagrams, raster: RasterOptions(scale: 0.1))))
      }
    let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
    switch format {
    case .svg:
      #expect(SVGStructure(file)?.groups("node").count == diagrams[0].nodes.count)
      #expect(SVGStructure(file)?.groups("edge").count == diagrams[0].edges.count)
    case .png: #expect(try #require(PNGHeader(file)).width > (style == .network ? 500 : 2000))
    case .pdf: #expect(PDFStructure(file).date == "20000101000000Z")
    case .gif: #expect(try DecodedGIF(Array(file)).width > (style == .network ? 40 : 200))
    case .dot:
      // Graphviz draws wires as edges.
      let wires = diagrams[0].nodes.count { $0.wire != nil }
      #expect(
        lines.filter { $0.contains(" -> ") }.count == diagrams[0].edges.count + wires)
    case .json: #expect(try GraphFile.graph(from: Array(file), file: "") == after)
    // A title, a description and what stands over the picture, then a line for each.
    case .text:
      #expect(lines.count == 2 + (style == .network ? 1 : 0) + diagrams[0].nodes.count)
    case .mermaid:
      let isNode = /^ *\w+(\[|\(\(|\(\[)".*/
      #expect(lines.count { $0.wholeMatch(of: isNode) != nil } == diagrams[0].nodes.count)
      let isEdge = /^ *\w+ [-=.]+>?(\|.*\|)? \w+$/
      #expect(lines.count { $0.wholeMatch(of: isEdge) != nil } == diagrams[0].edges.count)
    case .graphML:
      #expect(SVGStructure(file)?.all("node").count == after.nodes.count)
      let operands = after.nodes.reduce(0) { $0 + $1.inputs.count }
      #expect(SVGStructure(file)?.all("edge").count == operands)
    case .modelExplorer:
      let graph = try ModelExplorerGraph(Array(file))
      #expect(graph.nodes.map(\.id) == after.nodes.map { "n\($0.id)" })
    case .onnx:
      let model = try DecodedONNX(Array(file))
      let given = after.nodes.count { $0.inputs.isEmpty }
      #expect(model.nodes.count == after.nodes.count - given)
      #expect(model.inputs.count == 4)
    default: Issue.record("Nothing looks at what is written as \(format.name).")
    }
  }

  @Test func scalesThatCanBeDrawn() throws {
    let scales = RasterOptions.scales
    for (scale, isDrawn) in [
      (scales.lowerBound, true), (scales.upperBound, true), (scales.lowerBound - 1e-4, false),
      (scales.upperBound + 0.01, false),
    ] {
      let picture = Picture(
        of: [DOTTests.diagram()], raster: RasterOptions(scale: scale))
      let bitmap = try? picture.bitmaps()[0]
      #expect((bitmap != nil) == isDrawn, "\(scale)")
    }
  }

  @Test func tooLargeAPNGIsRefusedBeforeDrawing() throws {
    let tape = Tape()
    var x = Value(1, on: tape)
    for _ in 0..<400 { x = x.tanh() }
    let options = DiagramOptions(collapse: .none)
    let diagrams = DiagramBuilder(stages: [GraphSnapshot(root: x)], options: options).diagrams()
    let error = #expect(throws: GraphvizError.self) {
      try Picture(of: diagrams, layout: .dot).png()
    }
    guard case .pictureTooLarge(let width, _, let limit, _)? = error else {
      Issue.record("\(String(describing: error)) is not about the size")
      return
    }
    #expect(limit == 32767)
    #expect(width > limit)

    var warnings: [String] = []
    let files = try Picture(
      of: diagrams + diagrams, raster: RasterOptions(fits: true), layout: .dot
    ) {
      warnings.append($0)
    }.png()
    let header = try #require(PNGHeader(Data(files[0])))
    #expect((32_000..<32_767).contains(header.width))
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix("The picture is drawn at a scale of 0.") == true)
    #expect(try Picture(of: diagrams).svg()[0].count > 100_000)
  }
}
