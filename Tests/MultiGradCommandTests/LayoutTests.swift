import Drawings
import Foundation
import TestSupport
import Testing

/// Pictures of the command, measured in its files.
@Suite struct LayoutTests {
  private func picture(
    _ words: String, _ folder: TemporaryFolder, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> MeasuredPicture {
    let result = try Command.shell(
      "multigrad \(words) --stage after -q -o a.svg --force", in: folder)
    #expect(result.code == 0, "\(result.errors)", sourceLocation: sourceLocation)
    return try #require(MeasuredPicture(try folder.data("a.svg")), sourceLocation: sourceLocation)
  }

  private func hasNoFaults(_ quality: LayoutQuality) -> Bool {
    quality.struckBoxes == 0 && quality.struckTitles == 0 && quality.overlaps == 0
  }

  /// A folder with the graphs that layouts are compared over.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let graphs = GalleryTests.gallery.deletingLastPathComponent()
      .appendingPathComponent("Benchmarks/Graphs")
    for name in try FileManager.default.contentsOfDirectory(atPath: graphs.path) {
      try folder.write(
        name, String(contentsOf: graphs.appendingPathComponent(name), encoding: .utf8))
    }
    return folder
  }

  /// About as few crossings as a person would draw: 18 + 36 between the layers of 3-4-4-1, and
  /// 28 + 784 + 84 between those of 2-8-8-3.
  @Test(arguments: [
    ("mlp 3,4,4,1 --rows 0..0 --collapse none", 54),
    ("mlp 3,4,4,1 --rows 0..0 --collapse none --sums merged --constants inline", 56),
    ("mlp 2,8,8,3 --data three.csv --rows 0..0 --collapse none", 905),
    ("mlp 4,3 --data iris --loss softmax --rows 60..60 --sums merged --constants inline", 22),
    ("mlp 4,3 --data iris --loss svm --rows 60..60 --sums merged --constants inline", 20),
    ("mlp 3,4,4,1", 0), ("neuron --inputs 12 --sums merged", 0), ("neuron", 0),
    ("render readme.mg", 7), ("render rnn.mg", 3), ("render lstm.mg", 4), ("render norm.mg", 5),
  ])
  func linesCrossSeldom(words: String, most: Int) throws {
    let folder = try folder()
    let quality = try picture(words, folder).quality
    #expect(quality.crossings <= most)
    #expect(hasNoFaults(quality), "\(quality)")
  }

  @Test(arguments: ["LR", "TB", "RL", "BT"], ["cards", "micrograd", "circuit"])
  func everyDirectionIsClear(direction: String, style: String) throws {
    let folder = try folder()
    for words in [
      "neuron --edges local", "mlp 2,3,1 --data moons --rows 0..1 --collapse none",
      "mlp 3,4,1 --rows 0..1", "render readme.mg", "render lstm.mg --edges flow",
      "render norm.mg --title X",
    ] {
      let quality = try picture("\(words) --direction \(direction) --style \(style)", folder)
        .quality
      #expect(hasNoFaults(quality), "\(words): \(quality)")
    }
  }

  @Test func theGalleryIsClear() throws {
    let gallery = GalleryTests.gallery
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: gallery.path)
    where name.hasSuffix(".svg") && !name.hasPrefix("activation") && !name.hasSuffix("loss.svg") {
      let file = try Data(contentsOf: gallery.appendingPathComponent(name))
      // What moves has each line several times.
      if name.contains("moving") { continue }
      let picture = try #require(MeasuredPicture(file), "\(name)")
      #expect(!picture.edges.isEmpty)
      #expect(hasNoFaults(picture.quality), "\(name): \(picture.quality)")
      count += 1
    }
    #expect(count > 25)
  }

  /// Of what cannot change places, the first operand enters above, or on the left.
  @Test(arguments: ["LR", "TB", "RL", "BT"])
  func operandsAreInOrder(direction: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.mg",
      """
      a, b, c = Value(3.0), Value(2.0), Value(4.0)
      d = (a - b) / (b - a)
      e = (c ** d) - (d / c)
      f = max(e, a) - min(a, e)
      """)
    let picture = try picture("render a.mg --direction \(direction)", folder)
    let graph = try Command.shell("multigrad render a.mg -f json --stage after -o -", in: folder)
      .text
    let file = try #require(
      JSONSerialization.jsonObject(with: Data(graph.utf8)) as? [String: Any])
    let nodes = try #require(file["nodes"] as? [[String: Any]])
    var count = 0
    for node in nodes {
      guard let operation = node["op"] as? String,
        ["-", "/", "**", "max", "min"].contains(operation),
        let id = node["id"] as? Int, let inputs = node["inputs"] as? [Int], inputs.count == 2
      else { continue }
      let ends = inputs.map { input in
        let index = picture.edges.firstIndex {
          picture.names[$0.tail] == "n\(input)" && picture.names[$0.head] == "n\(id)"
        }
        return index.flatMap { picture.layout.edges[$0].curves.last?.last }
      }
      let (first, second) = (try #require(ends[0]), try #require(ends[1]))
      let isVertical = direction == "TB" || direction == "BT"
      #expect(isVertical ? first.x < second.x : first.y < second.y)
      count += 1
    }
    #expect(count == 9)
    // The second operand of a difference, a quotient or a power enters at a ring.
    let rings = try #require(SVGStructure(try folder.data("a.svg"))).all("ellipse")
    #expect(rings.count == 7)
  }

  /// Stages, themes, overlays and numbers on arrows move no card past another.
  @Test(arguments: [
    "neuron --inputs 4", "mlp 3,4,1 --rows 0..0 --collapse none", "render readme.mg",
  ])
  func geometryIsOne(words: String) throws {
    let folder = try folder()
    let plain = try picture(words, folder)
    for option in ["--theme dark", "--labels math"] {
      #expect(
        try picture("\(words) \(option)", folder).layout.nodes == plain.layout.nodes, "\(option)")
    }
    for option in ["--edges local", "--edges flow", "--overlay gradient", "--precision 8"] {
      let other = try picture("\(words) \(option)", folder)
      #expect(other.names == plain.names)
      for (a, b) in zip(plain.layout.nodes.indices, plain.layout.nodes.indices.dropFirst()) {
        func order(_ picture: MeasuredPicture) -> [Bool] {
          let (first, second) = (picture.layout.nodes[a], picture.layout.nodes[b])
          let isColumn = abs(first.minX - second.minX) < 1
          return [isColumn, isColumn && first.minY < second.minY, first.minX < second.minX]
        }
        #expect(order(plain) == order(other), "\(option): \(plain.names[a]) and \(plain.names[b])")
      }
    }
  }

  /// Graphviz's own programs find everything where it is in the SVG.
  @Test(arguments: ["LR", "BT"]) func dotHasThePlaces(direction: String) throws {
    let folder = try TemporaryFolder()
    let words = "mlp 2,3,1 --data moons --rows 0..0 --collapse none --direction \(direction)"
    let picture = try picture(words, folder)
    _ = try Command.shell("multigrad \(words) --stage after -q -o a.dot", in: folder)
    guard
      let drawn = try Command.tool("neato", ["-n2", "-Tplain", "a.dot"], in: folder)
    else { return }
    #expect(drawn.code == 0, "\(drawn.errors)")
    let lines = drawn.text.split(separator: "\n").map { $0.split(separator: " ") }
    let height = try #require(lines.first.flatMap { Double($0[3]) }) * 72
    let nodes = lines.filter { $0.first == "node" }
    #expect(nodes.count == picture.names.count)
    for node in nodes {
      let box = try #require(picture.box(String(node[1])))
      let (x, y) = (try #require(Double(node[2])) * 72, try #require(Double(node[3])) * 72)
      #expect(abs(box.center.x - x) < 1 && abs(box.center.y - (height - y)) < 1, "\(node[1])")
    }
    #expect(lines.count { $0.first == "edge" } == picture.edges.count)
  }

  @Test func aLayoutIsChosen() throws {
    let folder = try TemporaryFolder()
    let automatic = try picture("neuron", folder)
    #expect(try picture("neuron --layout auto", folder).layout == automatic.layout)
    #expect(try picture("neuron --layout layered", folder).layout == automatic.layout)
    #expect(try picture("neuron --layout dot", folder).layout != automatic.layout)
    let wrong = try Command.multigrad("neuron", "--layout", "neato", in: folder)
    #expect(wrong.code == 64)
    #expect(
      wrong.errors.contains("auto, dot, layered") || wrong.errors.contains("'auto'"),
      "\(wrong.errors)")
  }
}
