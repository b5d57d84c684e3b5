internal import Autograd
internal import ComputationGraph
internal import JSON

/// A graph as a model of ONNX, whose values are single doubles and whose output is the root.
struct ONNXModel {
  let bytes: [UInt8]
  /// The user's operations in it, which no program knows how to compute.
  let unknownOperations: [String]

  /// O(nodes + edges).
  init(_ graph: GraphSnapshot) {
    var names = ONNXNames(of: graph)
    var (nodes, tensors, inputs): ([ProtobufMessage], [ProtobufMessage], [ProtobufMessage]) = (
      [], [], []
    )
    var (unknownValues, unknown): ([ProtobufMessage], [String]) = ([], [])
    var functions: Set<String> = []
    var parameters: [UInt64: String] = [:]
    for (index, node) in graph.nodes.enumerated() {
      let name = names[index]
      guard let operation = ONNXOperator(node) else {
        tensors.append(
          ONNXSchema.tensor([node.data], name: name, notes: node.attributes(JSONText.words)))
        if node.isFed { inputs.append(ONNXSchema.number(name)) }
        continue
      }
      var operands = node.inputs.map { names[$0] }
      if let parameter = node.parameter, node.builtIn.hasParameter {
        let known = parameters[parameter.bitPattern] ?? names.claim(JSONText.words(parameter))
        if parameters.updateValue(known, forKey: parameter.bitPattern) == nil {
          tensors.append(ONNXSchema.tensor([parameter], name: known))
        }
        operands.append(known)
      }
      if operation.domain == ONNXOperator.functionDomain { functions.insert(operation.name) }
      if operation.domain == ONNXOperator.userDomain {
        if !unknown.contains(operation.name) { unknown.append(operation.name) }
        // Nothing else says what comes out of it.
        if index != graph.root { unknownValues.append(ONNXSchema.number(name)) }
      }
      let locals = node.localDerivatives.map(JSONText.words).joined(separator: ", ")
      nodes.append(
        ONNXSchema.node(
          operation, inputs: operands, output: name, name: names.path(of: node, called: name),
          notes: node.attributes(JSONText.words) + [("local", locals)]))
    }
    unknownOperations = unknown
    var domains = [""]
    if !unknown.isEmpty { domains.append(ONNXOperator.userDomain) }
    if !functions.isEmpty { domains.append(ONNXOperator.functionDomain) }
    bytes =
      ONNXSchema.model(
        graph: ONNXSchema.graph(
          nodes: nodes, tensors: tensors, inputs: inputs,
          outputs: [ONNXSchema.number(names[graph.root])], others: unknownValues),
        functions: ONNXFunction.needed(by: functions).map(\.message), domains: domains,
        about: "The graph \(graph.stage.rawValue) backward, whose root is \(names[graph.root])."
      ).bytes
  }
}

extension ONNXOperator {
  /// What computes a node; `nil` where its number is given, as that of a sum of nothing.
  fileprivate init?(_ node: GraphSnapshot.Node) {
    if node.builtIn == .sum && node.inputs.isEmpty { return nil }
    self.init(node.operation)
  }
}

extension GraphSnapshot.Node {
  /// Whether whoever runs a model may give another number for it: for data, and for what has a name and
  /// is no parameter of a network.
  fileprivate var isFed: Bool {
    guard builtIn == .leaf else { return false }
    return switch role {
    case .input, .target: true
    case .parameter: false
    case nil: shownLabel != nil
    }
  }
}
