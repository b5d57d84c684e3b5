internal import Autograd

/// What a node is besides its numbers, in a byte.
package struct NodeMarks: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let input = NodeMarks(rawValue: 1)
  package static let parameter = NodeMarks(rawValue: 2)
  package static let target = NodeMarks(rawValue: 4)
  package static let dropped = NodeMarks(rawValue: 8)
  package static let localsByRule = NodeMarks(rawValue: 16)

  private static let roles: NodeMarks = [.input, .parameter, .target]

  /// What a leaf is in a network.
  var role: LeafRole? {
    get {
      switch intersection(NodeMarks.roles) {
      case .input: .input
      case .parameter: .parameter
      case .target: .target
      default: nil
      }
    }
    set {
      subtract(NodeMarks.roles)
      switch newValue {
      case .input: insert(.input)
      case .parameter: insert(.parameter)
      case .target: insert(.target)
      case nil: break
      }
    }
  }

  init(_ role: LeafRole?, isDropped: Bool, hasLocalsByRule: Bool = false) {
    self.init(rawValue: 0)
    self.role = role
    if isDropped { insert(.dropped) }
    if hasLocalsByRule { insert(.localsByRule) }
  }

  mutating func set(_ mark: NodeMarks, _ isSet: Bool) {
    if isSet { insert(mark) } else { remove(mark) }
  }
}
