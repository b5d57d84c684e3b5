/// The messages of ONNX that we write, by the numbers that `onnx.proto` gives their fields.
enum ONNXSchema {
  /// The version of the format: the first in which nodes and tensors carry notes (`metadata_props`).
  static let formatVersion = 10
  /// The version of the operators: the newest that changed one of those used, and so read by most.
  static let operatorVersion = 16

  /// The element type of all our tensors.
  static let double = 11

  static func model(
    graph: ProtobufMessage, functions: [ProtobufMessage], domains: [String], about: String
  ) -> ProtobufMessage {
    ProtobufMessage {
      $0.append(1, formatVersion)
      $0.append(2, "multigrad")
      $0.append(6, about)
      $0.append(7, graph)
      for domain in domains { $0.append(8, operatorSet(domain)) }
      for function in functions { $0.append(25, function) }
    }
  }

  static func graph(
    nodes: [ProtobufMessage], tensors: [ProtobufMessage], inputs: [ProtobufMessage],
    outputs: [ProtobufMessage], others: [ProtobufMessage]
  ) -> ProtobufMessage {
    ProtobufMessage {
      for node in nodes { $0.append(1, node) }
      $0.append(2, "multigrad")
      for tensor in tensors { $0.append(5, tensor) }
      for input in inputs { $0.append(11, input) }
      for output in outputs { $0.append(12, output) }
      for other in others { $0.append(13, other) }
    }
  }

  static func function(
    _ name: String, domain: String, inputs: [String], output: String, nodes: [ProtobufMessage],
    domains: [String]
  ) -> ProtobufMessage {
    ProtobufMessage {
      $0.append(1, name)
      for input in inputs { $0.append(4, input) }
      $0.append(5, output)
      for node in nodes { $0.append(7, node) }
      for domain in domains { $0.append(9, operatorSet(domain)) }
      $0.append(10, domain)
    }
  }

  /// An operator at its inputs.
  ///
  /// - Parameters:
  ///   - name: What the node is called; nothing within a function.
  ///   - notes: What is to be known of it.
  static func node(
    _ operation: ONNXOperator, inputs: [String], output: String, name: String? = nil,
    notes: [(key: String, value: String)] = []
  ) -> ProtobufMessage {
    ProtobufMessage {
      for input in inputs { $0.append(1, input) }
      $0.append(2, output)
      if let name { $0.append(3, name) }
      $0.append(4, operation.name)
      for attribute in operation.attributes { $0.append(5, message(of: attribute)) }
      if !operation.domain.isEmpty { $0.append(7, operation.domain) }
      for note in notes { $0.append(9, entry(note)) }
    }
  }

  /// A number, or a list of them.
  static func tensor(
    _ numbers: [Double], isList: Bool = false, name: String? = nil,
    notes: [(key: String, value: String)] = []
  ) -> ProtobufMessage {
    ProtobufMessage {
      if isList { $0.append(1, numbers.count) }
      $0.append(2, double)
      if let name { $0.append(8, name) }
      $0.append(9, raw: numbers)
      for note in notes { $0.append(16, entry(note)) }
    }
  }

  /// That a value is one number.
  static func number(_ name: String) -> ProtobufMessage {
    let type = ProtobufMessage {
      $0.append(1, double)
      // A shape without dimensions; without a shape, any would do.
      $0.append(2, ProtobufMessage())
    }
    return ProtobufMessage {
      $0.append(1, name)
      $0.append(2, ProtobufMessage { $0.append(1, type) })
    }
  }

  private static func message(of attribute: ONNXOperator.Attribute) -> ProtobufMessage {
    ProtobufMessage {
      switch attribute {
      case .constant(let numbers, let isList):
        $0.append(1, "value")
        $0.append(5, tensor(numbers, isList: isList))
        $0.append(20, 4)
      case .elementType(let type):
        $0.append(1, "to")
        $0.append(3, type)
        $0.append(20, 2)
      }
    }
  }

  private static func operatorSet(_ domain: String) -> ProtobufMessage {
    ProtobufMessage {
      $0.append(1, domain)
      $0.append(2, domain.isEmpty ? operatorVersion : 1)
    }
  }

  private static func entry(_ note: (key: String, value: String)) -> ProtobufMessage {
    ProtobufMessage {
      $0.append(1, note.key)
      $0.append(2, note.value)
    }
  }
}
