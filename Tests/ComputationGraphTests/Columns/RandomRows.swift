import Autograd
import Mathematics

@testable import ComputationGraph

/// A node as plain fields, which knows nothing of columns: what those are measured by.
struct PlainRow: Equatable {
  var id = 0
  var operation = NodeOperation.builtIn(.leaf)
  var label: String?
  var data = 0.0
  var gradient: Double?
  var inputs: [Int] = []
  var locals: [Double] = []
  var isByRule = false
  var parameter: Double?
  var group: GroupPath?
  var role: LeafRole?
  var passes = 0
  var isDropped = false
  var tensor: Tensor?

  /// Any fields, most of them as in a graph and each of them sometimes as in none.
  init(index: Int, using random: inout SeededGenerator) {
    func often() -> Bool { Int.random(in: 0..<3, using: &random) > 0 }
    func number() -> Double {
      [0, -0.0, 1, .infinity, Double.random(in: -9...9, using: &random)]
        .randomElement(using: &random)!
    }
    id = often() ? index : Int.random(in: 0..<1 << 40, using: &random)
    operation =
      often()
      ? .builtIn(Value.Operation.allCases.randomElement(using: &random)!)
      : .custom(["mine", "yours", ""].randomElement(using: &random)!)
    label = often() ? nil : ["x", "w", "", "λ"].randomElement(using: &random)!
    data = number()
    gradient = often() ? number() : nil
    inputs = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
      Int.random(in: 0...max(0, index - 1), using: &random)
    }
    locals = (0..<(often() ? inputs.count : Int.random(in: 0..<4, using: &random))).map { _ in
      number()
    }
    isByRule = !often()
    parameter = often() ? nil : number()
    group = often() ? nil : ["a", "a/b", "sample 1/a", ""].randomElement(using: &random)!
    role = often() ? nil : LeafRole.allCases.randomElement(using: &random)!
    passes = often() ? 0 : Int.random(in: 0..<1 << 33, using: &random)
    isDropped = !often()
    tensor = often() ? nil : Tensor(shape: [2, id % 3], isNumber: often())
  }

  init(_ node: GraphSnapshot.Node) {
    (id, operation, label, data) = (node.id, node.operation, node.label, node.data)
    (gradient, inputs) = (node.gradient, Array(node.inputs))
    (locals, isByRule) = (Array(node.localDerivatives), node.hasLocalsByRule)
    (parameter, group, role) = (node.parameter, node.group, node.role)
    (passes, isDropped, tensor) = (node.passes, node.isDropped, node.tensor)
  }

  var node: GraphSnapshot.Node {
    var node = GraphSnapshot.Node(
      id: id, operation: operation, label: label, data: data, gradient: gradient, inputs: inputs,
      localDerivatives: locals, parameter: parameter, group: group, role: role, passes: passes,
      isDropped: isDropped, tensor: tensor)
    node.hasLocalsByRule = isByRule
    return node
  }
}
