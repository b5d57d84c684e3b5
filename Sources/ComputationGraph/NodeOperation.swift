public import Autograd

/// What a node of a snapshot was computed by.
public enum NodeOperation: Sendable, Hashable {
  /// An operation of ours, whose rule is known.
  case builtIn(Value.Operation)
  /// An operation of the user's, of which there are its name and its local derivatives alone.
  case custom(String)

  /// The operation of a name in a file: one of ours with the number of inputs, or else the user's.
  public init(name: String, inputCount: Int) {
    self =
      Value.Operation(symbol: name, inputCount: inputCount).map { .builtIn($0) } ?? .custom(name)
  }
}

extension NodeOperation: CustomStringConvertible {
  /// The name that files, pictures and reports use.
  public var name: String {
    switch self {
    case .builtIn(let operation): operation.symbol
    case .custom(let name): name
    }
  }

  /// The name.
  public var description: String { name }
}

extension NodeOperation {
  /// The built-in operation; `custom` where the operation is the user's.
  var builtIn: Value.Operation {
    if case .builtIn(let operation) = self { operation } else { .custom }
  }

  /// The name of an operation of the user's.
  var customName: String? {
    if case .custom(let name) = self { name } else { nil }
  }
}
