import Autograd
import ComputationGraph
import Testing

@Suite struct CaptureTests {
  @Test func ancestorsOrTheWholeTape() throws {
    let tape = Tape()
    let a = Value(2, label: "a", on: tape)
    let b = Value(3, label: "b", on: tape)
    let forgotten = a + 1
    let product = a * b
    product.backward()
    #expect(GraphSnapshot(root: product).nodes.map(\.id) == [0, 1, 4])
    let whole = GraphSnapshot(root: product, extent: .wholeTape)
    #expect(whole.nodes.map(\.id) == [0, 1, 2, 3, 4])
    #expect(whole.nodes[forgotten.index].gradient == nil)
    #expect(whole.reachesRoot() == [true, true, false, false, true])
    #expect(whole.nodes[4].inputs == [0, 1])
    #expect(whole.nodes[4].localDerivatives == [3, 2])
    #expect(whole.stage == .after)
    #expect(whole.nodes[0].passes == 1)
  }

  @Test func beforeBackwardHasNoGradients() {
    let tape = Tape()
    let a = Value(2, on: tape)
    let square = a * a
    #expect(GraphSnapshot(root: square).stage == .before)
    square.backward()
    let before = GraphSnapshot(root: square).beforeBackward()
    #expect(before.stage == .before)
    #expect(before.nodes.allSatisfy { $0.gradient == nil && $0.passes == 0 })
    #expect(before.nodes.map(\.id) == GraphSnapshot(root: square).nodes.map(\.id))
  }

  /// Our backward over a snapshot agrees with the tape's, node by node, on every operation.
  @Test func backwardOverASnapshotAgreesWithTheTape() throws {
    let tape = Tape()
    let x = Value(0.7, on: tape)
    let y = Value(1.3, on: tape)
    let swish = CustomOperation("swish") { x in
      x * x
    } derivative: { x, _ in
      2 * x
    }
    var terms = [x + y, x - y, x * y, x / y, -x, x.pow(3), x.pow(y), x.tanh(), x.sigmoid()]
    terms += [
      x.relu(), (-x).leakyReLU(slope: 0.2), x.softplus(), x.gelu(), x.exp(), x.log(), x.sqrt(),
    ]
    terms += [x.sin(), x.cos(), (-x).abs(), max(x, y), min(x, y), swish(x), 2 * x]
    terms += [x.elu(alpha: 0.5), (-x).elu(), x.silu(), x.expm1(), x.log2(), x.log10(), x.log1p()]
    terms += [x.tan(), x.asin(), x.acos(), x.atan(), x.sinh(), x.cosh(), x.erf()]
    let total = Value.sum(terms).pow(2)
    total.backward()
    let graph = GraphSnapshot(root: total, extent: .wholeTape)
    #expect(Set(graph.nodes.map(\.builtIn)) == Set(Value.Operation.allCases))
    let ours = graph.beforeBackward().afterBackward()
    for (a, b) in zip(ours.nodes, graph.nodes) {
      #expect(a.gradient == b.gradient, "node \(a.id), \(a.operation)")
      #expect(a.passes == b.passes)
    }
    #expect(ours.stage == .after)
  }

  @Test func groupsRolesAndLabelsAreCaptured() {
    let tape = Tape()
    let x = tape.group("sample 1") {
      Value(1, label: "x", role: .input, on: tape)
    }
    let y = tape.group("layer 1") { tape.group("neuron 2") { x.tanh() } }
    let nodes = GraphSnapshot(root: y).nodes
    #expect(nodes.map(\.group) == ["sample 1", "layer 1/neuron 2"])
    #expect(nodes.map(\.role) == [.input, nil])
    #expect(nodes.map(\.label) == ["x", nil])
  }
}
