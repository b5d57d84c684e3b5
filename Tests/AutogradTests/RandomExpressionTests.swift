import Autograd
import Foundation
import Testing

/// A node of a graph of objects with closures: the textbook way, and another one than ours.
private final class Node {
  let data: Double
  let inputs: [Node]
  let isLeaf: Bool
  var gradient: Double?
  /// What the gradient would be if no terms cancelled: the scale of its rounding errors.
  var scale = 0.0
  let locals: [Double]
  /// How far rounding may have moved the data.
  let error: Double

  init(_ data: Double, _ inputs: [Node] = [], _ locals: [Double] = [], isLeaf: Bool = false) {
    self.data = data
    self.inputs = inputs
    self.locals = locals
    self.isLeaf = isLeaf
    error = zip(inputs, locals).reduce(isLeaf ? 0 : data.ulp) { $0 + $1.0.error * abs($1.1) }
  }

  /// Depth-first order, then the chain rule from behind; leaves add to what they had.
  func backward() {
    var order: [Node] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ node: Node) {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return }
      for input in node.inputs { visit(input) }
      order.append(node)
    }
    visit(self)
    var adjoints: [ObjectIdentifier: (sum: Double, scale: Double)] = [:]
    adjoints[ObjectIdentifier(self)] = (1, 1)
    for node in order.reversed() {
      let adjoint = adjoints[ObjectIdentifier(node)] ?? (0, 0)
      for (input, local) in zip(node.inputs, node.locals) {
        adjoints[ObjectIdentifier(input), default: (0, 0)].sum += adjoint.sum * local
        adjoints[ObjectIdentifier(input), default: (0, 0)].scale += adjoint.scale * abs(local)
      }
      node.gradient = node.isLeaf ? (node.gradient ?? 0) + adjoint.sum : adjoint.sum
      node.scale = node.isLeaf ? node.scale + adjoint.scale : adjoint.scale
    }
  }
}

@Suite struct RandomExpressionTests {
  /// One node more, in both worlds.
  private static func grow(
    _ pool: inout [(ours: Value, theirs: Node)], with generator: inout SplitMix64
  ) {
    let (a, x) = pool.randomElement(using: &generator)!
    let (b, y) = pool.randomElement(using: &generator)!
    let u = x.data
    let v = y.data
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: pool.append((a + b, Node(u + v, [x, y], [1, 1])))
    case 1: pool.append((a - b, Node(u - v, [x, y], [1, -1])))
    case 2, 3: pool.append((a * b, Node(u * v, [x, y], [v, u])))
    case 4 where v != 0: pool.append((a / b, Node(u / v, [x, y], [1 / v, -u / (v * v)])))
    case 5: pool.append((-a, Node(-u, [x], [-1])))
    case 6: pool.append((a.pow(3), Node(u * u * u, [x], [3 * u * u])))
    case 7 where u != 0: pool.append((a.pow(-1), Node(1 / u, [x], [-1 / (u * u)])))
    case 8 where u > 0 && abs(v) < 5:
      let power = pow(u, v)
      pool.append((a.pow(b), Node(power, [x, y], [v * pow(u, v - 1), power * log(u)])))
    case 9, 10: pool.append((a.tanh(), Node(tanh(u), [x], [1 - tanh(u) * tanh(u)])))
    case 11:
      let s = u < 0 ? exp(u) / (1 + exp(u)) : 1 / (1 + exp(-u))
      pool.append((a.sigmoid(), Node(s, [x], [s * (1 - s)])))
    case 12: pool.append((a.relu(), Node(max(0, u), [x], [u > 0 ? 1 : 0])))
    case 13:
      pool.append((a.leakyReLU(slope: 0.1), Node(u > 0 ? u : 0.1 * u, [x], [u > 0 ? 1 : 0.1])))
    case 14 where u < 4: pool.append((a.exp(), Node(exp(u), [x], [exp(u)])))
    case 15 where u > 0: pool.append((a.log(), Node(log(u), [x], [1 / u])))
    case 16 where u > 0: pool.append((a.sqrt(), Node(u.squareRoot(), [x], [0.5 / u.squareRoot()])))
    case 17: pool.append((a.sin(), Node(sin(u), [x], [cos(u)])))
    case 18: pool.append((max(a, b), Node(max(u, v), [x, y], u >= v ? [1, 0] : [0, 1])))
    default:
      pool.append((Value.sum([a, b, a]), Node(u + v + u, [x, y, x], [1, 1, 1])))
    }
  }

  @Test(arguments: 0..<200)
  func agreesWithAGraphOfObjects(seed: Int) {
    var generator = SplitMix64(state: UInt64(seed) &* 0x1234_5678_9ABC_DEF1)
    let tape = Tape()
    var pool: [(ours: Value, theirs: Node)] = []
    for _ in 0..<6 {
      let data = Double.random(in: -2...2, using: &generator)
      pool.append((Value(data, on: tape), Node(data, isLeaf: true)))
    }
    for _ in 0..<60 {
      RandomExpressionTests.grow(&pool, with: &generator)
      // Where rounding is blown up, two right ways to compute need not agree.
      let node = pool[pool.count - 1].theirs
      if !(node.error <= 1e-13 * max(1, abs(node.data))) || abs(node.data) > 1e6 {
        pool.removeLast()
      }
    }
    for _ in 0..<3 {
      let (root, reference) = pool.randomElement(using: &generator)!
      root.backward()
      reference.backward()
      for (value, node) in pool {
        #expect(agree(value.data, node.data, within: 1e-12))
        guard let expected = node.gradient, let found = value.gradient else {
          #expect(value.gradient == node.gradient)
          continue
        }
        let isClose = abs(found - expected) <= 1e-9 * node.scale
        #expect(isClose || agree(found, expected, within: 1e-9), "\(found), not \(expected)")
      }
    }
  }
}
