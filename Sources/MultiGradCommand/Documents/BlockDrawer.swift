internal import Autograd
internal import CommandLineArguments
internal import ComputationGraph
internal import Documentation
internal import Text

/// Draws the blocks of a document by the subcommands of this command.
struct BlockDrawer {
  /// What errors call the document.
  let document: String
  /// Its folder, with a slash at its end; empty for the current one.
  let folder: String

  func draw(_ request: PictureRequest) throws -> DrawnBlock {
    let arguments = try BlockWords(request.words, usualFormat: request.usualFormat).arguments
    let program = request.program.map { DocumentProgram(document: document, program: $0) }
    // Each on its own, since a graph is all that its tape holds.
    let (drawing, inputs) = try InputFile.reading(from: folder) {
      let parsed = try MultiGradCommand.parseAsRoot(arguments)
      guard let command = parsed as? any DrawingCommand else {
        fatalError("Words of a block chose a command that does not draw.")
      }
      return try Tape.current.step { try command.draw(program) }
    }
    return DrawnBlock(pictures: drawing.pictures, inputs: inputs) { query in
      guard let graph = drawing.graph else { throw NumberError.noGraph }
      return try NumberQuery(query).number(in: graph, drawing.numbers)
    }
  }
}

/// A number of a graph, as documents name it: `o.data`, `w1.grad`, `layer 1/neuron 2/b.grad`.
struct NumberQuery {
  private enum Part: String, CaseIterable { case data, grad }

  private let name: String
  private let part: Part

  init(_ text: String) throws(NumberError) {
    guard let dot = text.lastIndex(of: "."),
      let part = Part(rawValue: String(text[text.index(after: dot)...]))
    else { throw .malformed(text) }
    name = String(text[..<dot])
    self.part = part
  }

  /// The number as pictures of the graph write it.
  func number(in graph: GraphSnapshot, _ numbers: NumberStyle) throws(NumberError) -> String {
    let names = GraphComparison.names(in: graph)
    let byLabel = graph.nodes.indices.filter { graph.nodes[$0].label == name }
    let found =
      byLabel.count == 1
      ? byLabel[0]
      : graph.nodes.indices.first { names[$0] == name || "n\(graph.nodes[$0].id)" == name }
    guard let found else {
      throw byLabel.isEmpty
        ? .unknown(name, known: zip(graph.nodes, names).filter { $0.0.label != nil }.map(\.1))
        : .ambiguous(name, names: byLabel.map { names[$0] })
    }
    let node = graph.nodes[found]
    return switch part {
    case .data: numbers.text(node.data)
    case .grad: node.gradient.map { numbers.text($0) } ?? "–"
    }
  }
}

/// Why there is no such number.
enum NumberError: Error, CustomStringConvertible {
  case malformed(String)
  case noGraph
  case unknown(String, known: [String])
  case ambiguous(String, names: [String])

  var description: String {
    switch self {
    case .malformed(let text):
      "'\(text.quotable)' is no number of a picture; write the name of a value and .data or .grad, "
        + "as o.data."
    case .noGraph: "the picture is of no single graph, and has no numbers; leave the markers out."
    case .unknown(let name, let known):
      "the graph has no value '\(name.quotable)'; \(NearestWord.list(of: known, nearTo: name))"
    case .ambiguous(let name, let names):
      "\(names.count) values are called '\(name.quotable)'; name one of them: "
        + names.prefix(4).map { "'\($0.quotable)'" }.joined(separator: ", ")
        + (names.count > 4 ? ", …" : ".")
    }
  }
}
