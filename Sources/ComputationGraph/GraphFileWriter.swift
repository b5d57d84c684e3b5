internal import Autograd
internal import JSON
internal import Text

/// Writes a graph file from the columns of a graph: in one pass, and without a string made of a node.
struct GraphFileWriter: ~Copyable {
  private let graph: GraphSnapshot
  private let nodes: NodeColumns
  private let hasTensors: Bool
  private var output = ByteWriter()
  /// The names of the built-in operations by their codes, as JSON.
  private let names: [[UInt8]]
  /// The group of the last node as JSON: most nodes are in that of the one before.
  private var lastGroup: (code: Int32, text: [UInt8]) = (InternedColumn<GroupPath>.nothing, [])

  /// After how many nodes it is guessed how long the file will be.
  private static let sampleSize = 1000
  /// From how many bytes on a piece is handed on: it stays in the cache until then.
  private static let pieceSize = 1 << 15

  init(_ graph: GraphSnapshot) {
    (self.graph, nodes, hasTensors) = (graph, graph.nodes.columns, graph.hasTensors)
    var names = [[UInt8]](repeating: [], count: 256)
    for operation in Value.Operation.allCases {
      names[Int(operation.rawValue)] = Array(JSONText.string(operation.symbol).utf8)
    }
    self.names = names
  }

  /// The whole file.
  consuming func bytes() -> [UInt8] {
    writeHead()
    for row in 0..<nodes.count {
      if row == GraphFileWriter.sampleSize {
        output.reserveCapacity(output.byteCount / row * nodes.count * 21 / 20)
      }
      write(row)
    }
    return output.bytes()
  }

  /// Hands the file on in pieces.
  mutating func write<Failure: Error>(
    to body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    writeHead()
    for row in 0..<nodes.count {
      write(row)
      if output.byteCount >= GraphFileWriter.pieceSize { try output.drain(body) }
    }
    try output.drain(body)
  }

  private mutating func writeHead() {
    output.write(
      text: """
        { "format": "\(GraphFile.format)", "version": \(GraphFile.version), \
        "stage": "\(graph.stage.rawValue)", "root": \(nodes.ids[graph.root]),
          "nodes": [

        """)
  }

  private mutating func write(_ row: Int) {
    output.write("    { \"id\": ")
    output.write(nodes.ids[row])
    output.write(", \"op\": ")
    if let name = nodes.customNames[row] {
      output.write(text: JSONText.string(name))
    } else {
      output.write(names[Int(nodes.operations[row].rawValue)])
    }
    output.write(", \"label\": ")
    if let label = nodes.labels[row] {
      output.write(text: JSONText.string(label))
    } else {
      writeNull()
    }
    output.write(", \"data\": ")
    if nodes.isTensor(row) { writeNull() } else { write(nodes.data[row]) }
    output.write(", \"grad\": ")
    if let gradient = nodes.gradients[row].number { write(gradient) } else { writeNull() }
    writeLists(of: row)
    if let parameter = nodes.parameters[row].number {
      output.write(", \"parameter\": ")
      write(parameter)
    }
    output.write(", \"group\": ")
    writeGroup(of: row)
    let marks = nodes.marks[row]
    if let role = marks.role { output.write(text: ", \"role\": \"\(role.rawValue)\"") }
    if nodes.passes[row] > 1 { output.write(text: ", \"passes\": \(nodes.passes[row])") }
    if marks.contains(.dropped) { output.write(", \"dropped\": true") }
    if let tensor = nodes.tensors[row] { write(tensor) }
    output.write(row == nodes.count - 1 ? " } ] }\n" : " },\n")
  }

  private mutating func writeLists(of row: Int) {
    output.write(", \"inputs\": [")
    let edges = nodes.inputs.range(of: row)
    for edge in edges {
      if edge > edges.lowerBound { output.write(", ") }
      output.write(nodes.ids[Int(nodes.inputs.elements[edge])])
    }
    output.write("]")
    if edges.isEmpty || hasTensors && nodes.isOverTensors(row) { return }
    output.write(", \"local\": [")
    let locals = nodes.locals.range(of: row)
    for local in locals {
      if local > locals.lowerBound { output.write(", ") }
      write(nodes.locals.elements[local])
    }
    output.write("]")
  }

  private mutating func writeGroup(of row: Int) {
    let code = nodes.groups.codes[row]
    if code < 0 { return writeNull() }
    if code != lastGroup.code {
      let path = nodes.groups.values[Int(code)].description
      lastGroup = (code, Array(JSONText.string(path).utf8))
    }
    output.write(lastGroup.text)
  }

  private mutating func write(_ number: Double) {
    if number.isFinite { output.write(number) } else { output.write(text: JSONText.number(number)) }
  }

  private mutating func writeNull() { output.write("null") }

  private mutating func write(_ tensor: Tensor) {
    let shape = tensor.shape.map(String.init).joined(separator: ", ")
    output.write(text: ", \"shape\": [\(shape)]")
    guard let summary = tensor.summary else { return }
    let numbers = summary.numbers.map { "\"\($0.key)\": \(JSONText.number($0.value))" }
    output.write(text: ", \"summary\": { \(numbers.joined(separator: ", ")) }")
  }
}
