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

  private static let programs = [
    "readme": """
    a = Value(-4.0)
    b = Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    """,
    "rnn": """
    wxh, whh, bh, why = Value(0.5), Value(-0.8), Value(0.1), Value(1.5)
    h = Value(0.0)
    for x in [1.0, -2.0, 0.5]:
        h = (wxh*Value(x) + whh*h + bh).tanh()
    L = (why*h - 1.0)**2
    """,
    "lstm": """
    x, h, c = Value(0.7), Value(-0.3), Value(0.4)
    wi, wf, wo, wg = Value(0.5), Value(0.9), Value(-0.2), Value(1.1)
    i = 1/(1+(-(wi*x + h)).exp())
    f = 1/(1+(-(wf*x + h)).exp())
    o = 1/(1+(-(wo*x + h)).exp())
    g = (wg*x + h).tanh()
    c1 = f*c + i*g
    h1 = o*c1.tanh()
    """,
    "norm": """
    x1, x2, x3 = Value(1.0), Value(2.0), Value(4.0)
    mu = (x1+x2+x3)/3
    d1, d2, d3 = x1-mu, x2-mu, x3-mu
    inv = ((d1**2+d2**2+d3**2)/3 + 1e-5)**-0.5
    L = (d1*inv)*0.3 + (d2*inv)*-0.5 + (d3*inv)*0.9
    """,
  ]

  /// About as few crossings as a person would draw: 18 + 36 between the layers of 3-4-4-1, and
  /// 28 + 784 + 84 between those of 2-8-8-3.
  @Test(arguments: [
    ("mlp 3,4,4,1 --rows 0..0 --collapse none", 54),
    ("mlp 3,4,4,1 --rows 0..0 --collapse none --sums merged --constants inline", 56),
    ("mlp 2,8,8,3 --data FILE --rows 0..0 --collapse none", 905),
    ("mlp 4,3 --data iris --loss softmax --rows 60..60 --sums merged --constants inline", 22),
    ("mlp 4,3 --data iris --loss svm --rows 60..60 --sums merged --constants inline", 20),
    ("mlp 3,4,4,1", 0), ("neuron --inputs 12 --sums merged", 0), ("neuron", 0),
    ("render readme", 7), ("render rnn", 3), ("render lstm", 4), ("render norm", 5),
  ])
  func linesCrossSeldom(words: String, most: Int) throws {
    let folder = try TemporaryFolder()
    for (name, program) in LayoutTests.programs { try folder.write(name, program) }
    let rows = (0..<6).map { "\($0),\(7 - $0),\("abc".dropFirst($0 % 3).prefix(1))" }
    try folder.write("three.csv", (["x,y,class"] + rows).joined(separator: "\n") + "\n")
    let quality = try picture(words.replacing("FILE", with: "three.csv"), folder).quality
    #expect(quality.crossings <= most)
    #expect(hasNoFaults(quality), "\(quality)")
  }

  @Test(arguments: ["LR", "TB", "RL", "BT"], ["cards", "micrograd"])
  func everyDirectionIsClear(direction: String, style: String) throws {
    let folder = try TemporaryFolder()
    for (name, program) in LayoutTests.programs { try folder.write(name, program) }
    for words in [
      "neuron --edges local", "mlp 2,3,1 --data moons --rows 0..1 --collapse none",
      "mlp 3,4,1 --rows 0..1", "render readme", "render lstm --edges flow", "render norm --title X",
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
  @Test(arguments: ["neuron --inputs 4", "mlp 3,4,1 --rows 0..0 --collapse none", "render readme"])
  func geometryIsOne(words: String) throws {
    let folder = try TemporaryFolder()
    for (name, program) in LayoutTests.programs { try folder.write(name, program) }
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
