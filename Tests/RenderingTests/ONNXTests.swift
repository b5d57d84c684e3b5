import Autograd
import ComputationGraph
import Testing

@testable import Rendering

// That the checker of ONNX accepts what is written, and that onnxruntime computes our numbers by it, is
// tested in Python.
@Suite struct ONNXTests {
  private func model(
    warn: (String) -> Void = { _ in }, _ body: (Tape) -> Value
  ) throws -> DecodedONNX {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      let root = body(tape)
      root.backward()
      return GraphSnapshot(root: root, extent: .wholeTape)
    }
    return try DecodedONNX(try PictureFormat.onnx.file(of: graph, warn: warn))
  }

  private typealias Node = GraphSnapshot.Node

  /// A model of nodes, whose last is the root.
  private func model(of nodes: [Node], warn: (String) -> Void = { _ in }) throws -> DecodedONNX {
    let graph = GraphSnapshot(stage: .before, root: nodes.count - 1, nodes: nodes)
    return try DecodedONNX(try PictureFormat.onnx.file(of: graph, warn: warn))
  }

  @Test func everythingOfAGraphIsThere() throws {
    let model = try model { tape in
      let x = Value(3, label: "x", role: .parameter, on: tape)
      let y = tape.group("layer 1") { x.pow(2) } - x
      y.label = "y"
      return y
    }
    #expect(model.formatVersion == 10)
    #expect(model.about == "The graph after backward, whose root is y.")
    #expect(model.domains == ["": 16] && model.functions == [])
    #expect(model.nodes.map(\.operation) == ["Pow", "Sub"])
    #expect(model.nodes.map(\.domain) == ["", ""])
    #expect(model.nodes.map(\.inputs) == [["x", "2.0"], ["n1", "x"]])
    #expect(model.nodes.map(\.output) == ["n1", "y"])
    #expect(model.nodes.map(\.name) == ["layer 1/n1", "y"])
    #expect(model.outputs == ["y"] && model.inputs == [] && model.others == [])
    #expect(model.tensorNames == ["x", "2.0"])
    #expect(model.tensors.mapValues(\.value) == ["x": 3, "2.0": 2])
    #expect(
      model.tensors["x"]?.notes == [
        "op": "leaf", "label": "x", "data": "3.0", "grad": "5.0", "role": "parameter",
      ])
    #expect(
      model.nodes.map(\.notes) == [
        [
          "op": "**", "data": "9.0", "grad": "1.0", "parameter": "2.0", "group": "layer 1",
          "local": "6.0",
        ],
        ["op": "-", "label": "y", "data": "6.0", "grad": "1.0", "local": "1.0, -1.0"],
      ])
  }

  @Test func operandsKeepTheirOrder() throws {
    let model = try model { tape in
      let (a, b) = (Value(2, label: "a", on: tape), Value(5, label: "b", on: tape))
      return (b / a).pow(a + a) - b.pow(3)
    }
    #expect(
      model.nodes.map { "\($0.operation) \($0.inputs)" } == [
        "Div [\"b\", \"a\"]", "Add [\"a\", \"a\"]", "Pow [\"n2\", \"n3\"]",
        "Pow [\"b\", \"3.0\"]", "Sub [\"n4\", \"n5\"]",
      ])
  }

  /// Data may be fed, and what has a name; what training changes and constants may not.
  @Test func whatMayBeFed() throws {
    let model = try model { tape in
      let x = Value(1, role: .input, on: tape)
      let target = Value(2, label: "t", role: .target, on: tape)
      let w = Value(3, label: "w", role: .parameter, on: tape)
      let (named, nameless) = (Value(4, label: "a", on: tape), Value(5, on: tape))
      return Value.sum([x, target, w, named, nameless]) * 6
    }
    #expect(model.inputs == ["n0", "t", "a"])
    #expect(model.tensorNames == ["n0", "t", "w", "a", "n4", "n6"])
    #expect(model.tensorNames.map { model.tensors[$0]?.value } == [1, 2, 3, 4, 5, 6])
    #expect(model.nodes[0].operation == "Sum" && model.nodes[0].inputs.count == 5)
  }

  @Test func namesAreUnique() throws {
    func leaf(
      _ id: Int, _ label: String?, _ group: GroupPath? = nil, role: LeafRole? = nil
    ) -> Node {
      Node(id: id, operation: .builtIn(.leaf), label: label, data: 0, group: group, role: role)
    }
    let leaves = [
      leaf(0, "w", "layer 1"), leaf(1, "w", "layer 2"), leaf(2, "w", "layer 2"), leaf(3, ""),
      leaf(4, "n3"), leaf(5, nil), leaf(6, "layer 1/w"), leaf(7, "2.0"), leaf(8, "\0\u{202E}\n"),
      leaf(9, "b", "layer 1"), leaf(10, "b", ""),
      leaf(11, "x1", "sample 1", role: .input), leaf(12, "w4", "layer 2", role: .parameter),
    ]
    let root = Node(
      id: 13, operation: .builtIn(.powerOfConstant), data: 0, inputs: [0], localDerivatives: [0],
      parameter: 2, group: "layer 1")
    let model = try model(of: leaves + [root])
    #expect(
      model.tensorNames == [
        "layer 1/w_0", "layer 2/w_1", "layer 2/w_2", "n3_", "n3", "n5", "layer 1/w", "2.0",
        "\0\u{202E}\n", "layer 1/b", "b", "x1", "layer 2/w4", "2.0_",
      ])
    #expect(
      model.nodes[0].inputs == ["layer 1/w_0", "2.0_"] && model.nodes[0].name == "layer 1/n13")
  }

  @Test func numbersKeepTheirBits() throws {
    let numbers = [0.0, -0.0, 0.1, .pi, .leastNonzeroMagnitude, .infinity, -.infinity, .nan]
    let leaves = numbers.enumerated().map { Node(id: $0, operation: .builtIn(.leaf), data: $1) }
    let model = try model(of: leaves)
    #expect(
      model.tensorNames.map { model.tensors[$0]?.value.bitPattern } == numbers.map(\.bitPattern))
    #expect(
      model.tensorNames.suffix(3).map { model.tensors[$0]?.notes["data"] }
        == ["Infinity", "-Infinity", "NaN"])
    // A leaf that is the root is the output.
    #expect(model.outputs == ["n7"] && model.nodes.isEmpty)
  }

  /// Those that ONNX lacks, or onnxruntime in doubles, come with the model, and what they use.
  @Test func functionsAreThereThatAreUsed() throws {
    let model = try model { tape in
      let x = Value(0.5, on: tape)
      return x.acos() + x.leakyReLU(slope: 0.25)
    }
    #expect(model.functions == ["leaky_relu", "cos", "atan", "acos"])
    #expect(model.domains == ["": 16, "multigrad.functions": 1])
    #expect(model.nodes.map(\.operation) == ["acos", "leaky_relu", "Add"])
    #expect(model.nodes.map(\.domain) == ["multigrad.functions", "multigrad.functions", ""])
    #expect(model.nodes[1].inputs == ["n0", "0.25"])
    #expect(model.tensors["0.25"]?.value == 0.25)
  }

  /// Every operation is an operator of ONNX or one of our functions, each of which somebody uses.
  @Test func everyOperationIsKnown() {
    var functions: Set<String> = ["erfc_above_0"]
    for operation in Value.Operation.allCases where operation != .custom {
      let found = ONNXOperator(.builtIn(operation))
      #expect((found == nil) == (operation == .leaf || operation == .constant))
      if found?.domain == ONNXOperator.functionDomain { functions.insert(operation.symbol) }
    }
    #expect(Set(ONNXFunction.all.map(\.name)) == functions)
    #expect(Set(ONNXFunction.needed(by: functions).map(\.name)) == functions)
  }

  @Test func operationsOfTheUsersAreWarnedOf() throws {
    func custom(_ id: Int, _ name: String) -> Node {
      Node(
        id: id, operation: .custom(name), data: 1, inputs: id == 0 ? [] : [id - 1],
        localDerivatives: id == 0 ? [] : [1])
    }
    var warnings: [String] = []
    // It may be called as an operator of ONNX, or a function of ours.
    let model = try model(of: [custom(0, "Add"), custom(1, "erfc_above_0"), custom(2, "Add")]) {
      warnings.append($0)
    }
    #expect(model.nodes.allSatisfy { $0.domain == "multigrad" })
    #expect(model.domains == ["": 16, "multigrad": 1] && model.functions == [])
    #expect(model.others == ["n0", "n1"] && model.outputs == ["n2"])
    #expect(
      warnings == [
        "No program can run this ONNX model, only show it: 'Add' and 'erfc_above_0' are operations of "
          + "your own."
      ])
    warnings = []
    _ = try self.model(of: (0..<6).map { custom($0, "f\($0)") }) { warnings.append($0) }
    #expect(warnings.map { $0.contains("'f0', 'f1', 'f2', 'f3' and others are") } == [true])
    warnings = []
    _ = try self.model(of: [custom(0, "f")]) { warnings.append($0) }
    #expect(warnings.map { $0.hasSuffix(": 'f' is an operation of your own.") } == [true])
    _ = try self.model(warn: { warnings.append($0) }) { Value(1, on: $0).gelu() }
    #expect(warnings.count == 1)
  }

  /// A sum of nothing is a number that is given.
  @Test func aSumOfNothing() throws {
    let nothing = Node(id: 0, operation: .builtIn(.sum), data: 0)
    let root = Node(
      id: 1, operation: .builtIn(.negate), data: 0, inputs: [0], localDerivatives: [-1])
    let model = try model(of: [nothing, root])
    #expect(model.tensorNames == ["n0"] && model.inputs == [])
    #expect(model.nodes.map(\.inputs) == [["n0"]])
  }
}
