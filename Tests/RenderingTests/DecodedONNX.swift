import Testing

/// A message of protocol buffers, read by its format alone.
struct DecodedMessage {
  private(set) var numbers: [Int: [UInt64]] = [:]
  private(set) var contents: [Int: [ArraySlice<UInt8>]] = [:]

  init(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    func varint() throws -> UInt64 {
      var value: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 7) {
        let byte = try #require(rest.first)
        rest = rest.dropFirst()
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
      }
      throw CancellationError()
    }
    while !rest.isEmpty {
      let tag = try varint()
      let field = Int(tag >> 3)
      switch tag & 7 {
      case 0: numbers[field, default: []].append(try varint())
      case 2:
        let length = Int(try varint())
        try #require(length <= rest.count)
        contents[field, default: []].append(rest.prefix(length))
        rest = rest.dropFirst(length)
      default: throw CancellationError()
      }
    }
  }

  func number(_ field: Int) -> Int? { numbers[field]?.last.map { Int($0) } }

  func texts(_ field: Int) throws -> [String] {
    try (contents[field] ?? []).map { try #require(String(validating: $0, as: UTF8.self)) }
  }

  func text(_ field: Int) throws -> String { try texts(field).last ?? "" }

  func messages(_ field: Int) throws -> [DecodedMessage] {
    try (contents[field] ?? []).map { try DecodedMessage($0) }
  }

  /// The pairs of a field.
  func notes(_ field: Int) throws -> [String: String] {
    try messages(field).reduce(into: [:]) { $0[try $1.text(1)] = try $1.text(2) }
  }
}

/// A model, by the numbers of the fields in `onnx.proto`.
struct DecodedONNX {
  struct Node {
    let inputs: [String]
    let output, name, operation, domain: String
    let notes: [String: String]
  }
  struct Tensor {
    let value: Double
    let notes: [String: String]
  }

  let formatVersion: Int?
  let about: String
  let domains: [String: Int]
  let functions: [String]
  let nodes: [Node]
  let tensors: [String: Tensor]
  /// In their order.
  let tensorNames, inputs, outputs, others: [String]

  init(_ file: [UInt8]) throws {
    let model = try DecodedMessage(file[...])
    formatVersion = model.number(1)
    about = try model.text(6)
    domains = try model.messages(8).reduce(into: [:]) { $0[try $1.text(1)] = $1.number(2) }
    functions = try model.messages(25).map { try $0.text(1) }
    let graph = try #require(try model.messages(7).first)
    nodes = try graph.messages(1).map {
      Node(
        inputs: try $0.texts(1), output: try $0.text(2), name: try $0.text(3),
        operation: try $0.text(4), domain: try $0.text(7), notes: try $0.notes(9))
    }
    let tensors = try graph.messages(5)
    tensorNames = try tensors.map { try $0.text(8) }
    self.tensors = try tensors.reduce(into: [:]) {
      // A double without dimensions.
      #expect($1.number(2) == 11 && $1.numbers[1] == nil)
      let bytes = try #require($1.contents[9]?.first)
      try #require(bytes.count == 8)
      let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      $0[try $1.text(8)] = Tensor(value: Double(bitPattern: bits), notes: try $1.notes(16))
    }
    func scalars(_ field: Int) throws -> [String] {
      try graph.messages(field).map {
        let type = try #require(try $0.messages(2).first?.messages(1).first)
        #expect(type.number(1) == 11 && type.contents[2]?.map(\.count) == [0])
        return try $0.text(1)
      }
    }
    (inputs, outputs, others) = (try scalars(11), try scalars(12), try scalars(13))
  }
}
