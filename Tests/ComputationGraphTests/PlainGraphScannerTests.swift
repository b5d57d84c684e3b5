import Autograd
import JSON
import Mathematics
import Testing

@testable import ComputationGraph

/// What the scanner reads is what the reader of any document reads, and of what it cannot read it says so.
@Suite struct PlainGraphScannerTests {
  private static func scanned(_ text: String) -> GraphSnapshot? {
    guard
      let document = Array(text.utf8).withUnsafeBufferPointer(PlainGraphScanner.document)
    else { return nil }
    return try? GraphReader().graph(
      document.stage, rootID: document.root, rootOffset: 0, of: document.nodes)
  }

  private static func read(_ text: String) -> GraphSnapshot? {
    try? GraphReader().graph(from: JSONParser.parse(Array(text.utf8)))
  }

  /// A graph with all that a plain file may hold.
  private static let text: String = {
    let tape = Tape()
    let x = Value(2, label: "x λ", role: .input, on: tape)
    let w = Value(-0.30000000000000004, label: "w", role: .parameter, on: tape)
    let zero = Value(0, on: tape)
    var sum = tape.group("sample 1/layer 2") { x.pow(3).leakyReLU(slope: 0.1) + w * 1e300 }
    sum = tape.group("sample 2/layer 2") {
      Value.sum([sum, 1 / zero, zero.log(), x * Double.leastNonzeroMagnitude * 1e4])
    }
    w.isDropped = true
    sum.backward()
    sum.backward()
    return GraphFile.text(of: GraphSnapshot(root: sum, extent: .wholeTape))
  }()

  @Test func readsWhatWeWrite() throws {
    let graph = try #require(Self.scanned(Self.text))
    #expect(GraphFile.text(of: graph) == Self.text)
    let other = try #require(Self.read(Self.text))
    #expect("\(graph)" == "\(other)")
  }

  /// Python's `json.dumps` writes keys in any order, one line or many, and whole numbers without a point.
  @Test(arguments: [
    #"{"nodes": [{"inputs": [], "grad": null, "op": "leaf", "data": 3, "id": 7, "group": null, "label": "a"}], "root": 7, "stage": "before", "version": 1, "format": "multigrad-graph"}"#,
    "{\n \"format\":\"multigrad-graph\",\"version\":1 ,\"stage\":\"after\",\"root\":0,\r\n\"nodes\":[\t{ \"id\":0,\"op\":\"leaf\",\"label\":null,\"data\":-0.0,\"grad\":1E-2,\"inputs\":[ ],\"group\":\"\"} ] }\n\n",
  ])
  func readsOtherOrdersAndBlanks(_ text: String) throws {
    let graph = try #require(Self.scanned(text))
    #expect("\(graph)" == "\(try #require(Self.read(text)))")
  }

  /// Whatever is changed in a file, the scanner reads it as the reader does or not at all: it never reads what
  /// the reader refuses.
  @Test func neverReadsAnythingElse() {
    let bytes = Array(Self.text.utf8)
    let inserted = Array("\"\\{}[],:.0123456789eE+-ntx \n/".utf8) + [0, 0x1F, 0x7F, 0xC3]
    var generator = SeededGenerator(seed: 7)
    var readCount = 0
    for _ in 0..<6000 {
      var changed = bytes
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: changed.remove(at: place)
      case 1: changed[place] = inserted.randomElement(using: &generator) ?? 0
      default: changed.insert(inserted.randomElement(using: &generator) ?? 0, at: place)
      }
      guard let text = String(validating: changed, as: UTF8.self), let scanned = Self.scanned(text)
      else { continue }
      readCount += 1
      #expect(Self.read(text).map { "\($0)" } == "\(scanned)", "\(text)")
    }
    // Digits and blanks may be changed without harm.
    #expect(readCount > 300)
  }

  /// More operations than are remembered, each used twice.
  @Test func manyOperationsOfOnesOwn() throws {
    let nodes = (0..<200).map { index in
      let (input, name) = (index == 0 ? "" : "0", index == 0 ? "leaf" : "mine \(index % 100)")
      return
        #"{"id": \#(index), "op": "\#(name)", "label": null, "data": 1, "grad": null, "inputs": [\#(input)], "#
        + #""local": [\#(index == 0 ? "" : "2.5")], "group": null}"#
    }
    let text =
      #"{"format": "multigrad-graph", "version": 1, "stage": "before", "root": 199, "nodes": ["#
      + nodes.joined(separator: ", ") + "]}"
    let graph = try #require(Self.scanned(text))
    #expect("\(graph)" == "\(try #require(Self.read(text)))")
    #expect(
      graph.nodes[163].operation == .custom("mine 63")
        && graph.nodes[199].operation.name == "mine 99")
  }

  /// Numbers to the last bit, also those of which 17 digits are written, and those that no double is.
  @Test func numbersAreTheNearest() throws {
    var generator = SeededGenerator(seed: 8)
    var numbers = [
      "0", "-0", "0.1", "9007199254740993", "9007199254740993.5", "1e22", "1e23",
      "123456789012345678901234567890", "4.9e-324", "1.7976931348623157e308",
      "0.000000000000000000000001", "5e-325",
    ]
    for _ in 0..<2000 {
      let double = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      if double.isFinite { numbers.append("\(double)") }
      numbers.append(
        "\(Int.random(in: -1_000_000...1_000_000, using: &generator)).\(Int.random(in: 0..<1_000_000_000_000, using: &generator))"
      )
    }
    for number in numbers {
      let text = """
        {"format": "multigrad-graph", "version": 1, "stage": "before", "root": 0, "nodes": [{"id": 0, "op": "leaf", "label": null, "data": \(number), "grad": null, "inputs": [], "group": null}]}
        """
      let graph = try #require(Self.scanned(text), "\(number)")
      #expect(graph.nodes[0].data.bitPattern == Double(number)?.bitPattern, "\(number)")
    }
  }

  /// What is out of the ordinary is the reader's, who reads it.
  @Test(arguments: [
    ("\"x λ\"", "\"x \\u03bb\""), ("\"passes\": 2", "\"passes\": 2.0"),
    ("\"id\": 0", "\"id\": 0, \"more\": {}"),
    ("\"Infinity\"", "Infinity"), ("\"version\": 1", "\"version\": 1, \"made by\": \"hand\""),
  ])
  func leavesTheRestToTheReader(_ old: String, _ new: String) throws {
    let text = Self.text.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.text && Self.scanned(text) == nil)
    let graph = try GraphFile.graph(from: Array(text.utf8), file: "t.json")
    #expect(GraphFile.text(of: graph) == Self.text)
  }
}
