import Foundation
import Measuring

/// The time of training loops written in Python, as a ratio to the time that CPython takes for them,
/// start-up of both included; and that of ten million statements.
///
/// CPython needs the classes of the lecture, which are built in here. Runs alternate, so that a machine
/// that gets faster or slower does so for both.
@main
struct ProgramCost {
  static let rounds = 10

  static func main() throws {
    guard CommandLine.arguments.count == 2, let python = path(of: "python3") else {
      print("usage: ProgramCost <path of multigrad>   (python3 must be installed)")
      exit(64)
    }
    let multigrad = URL(fileURLWithPath: CommandLine.arguments[1]).absoluteURL
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("program-cost-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    print("200 steps over micrograd's samples, \(rounds) interleaved runs, medians:")
    for (name, classes, program) in [
      ("with MLP", valueClass + networkClasses, training), ("with lists", valueClass, listTraining),
    ] {
      try program.write(
        to: folder.appendingPathComponent("ours.py"), atomically: true, encoding: .utf8)
      try (classes + program).write(
        to: folder.appendingPathComponent("theirs.py"), atomically: true, encoding: .utf8)
      var ours: [Double] = []
      var theirs: [Double] = []
      for round in 0..<rounds + 2 {
        let words = ["render", "ours.py", "-q", "--stage", "after", "-f", "text", "-o", "a.txt"]
        let a = try seconds(running: multigrad, words, in: folder)
        let b = try seconds(running: python, ["theirs.py"], in: folder)
        // The first rounds warm the caches.
        if round >= 2 {
          ours.append(a)
          theirs.append(b)
        }
      }
      let ratio = median(zip(theirs, ours).map { $0 / $1 })
      print("  \(name)")
      print("    multigrad render -f text  \(text(median(ours) * 1000)) ms")
      print("    python3                   \(text(median(theirs) * 1000)) ms")
      print("    ratio                     \(text(ratio)) (20 is wanted, drawing apart)")
    }
    try statements.write(
      to: folder.appendingPathComponent("count.py"), atomically: true, encoding: .utf8)
    let words = ["render", "count.py", "-q", "-f", "json", "-o", "count.json"]
    let count = try seconds(running: multigrad, words, in: folder)
    print("ten million statements      \(text(count)) s (at most 5 is wanted)")
  }

  /// A minimal Value for CPython.
  static let valueClass = """
    import math, random

    class Value:
        def __init__(self, data, parents=(), op=''):
            self.data, self.grad = data, 0.0
            self._prev, self._backward, self._op = set(parents), lambda: None, op
        def __add__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            out = Value(self.data + other.data, (self, other), '+')
            def _backward():
                self.grad += out.grad
                other.grad += out.grad
            out._backward = _backward
            return out
        def __mul__(self, other):
            other = other if isinstance(other, Value) else Value(other)
            out = Value(self.data * other.data, (self, other), '*')
            def _backward():
                self.grad += other.data * out.grad
                other.grad += self.data * out.grad
            out._backward = _backward
            return out
        def __pow__(self, n):
            out = Value(self.data ** n, (self,), '**')
            def _backward():
                self.grad += n * self.data ** (n - 1) * out.grad
            out._backward = _backward
            return out
        def tanh(self):
            t = math.tanh(self.data)
            out = Value(t, (self,), 'tanh')
            def _backward():
                self.grad += (1 - t * t) * out.grad
            out._backward = _backward
            return out
        def backward(self):
            order, seen = [], set()
            def visit(node):
                if node not in seen:
                    seen.add(node)
                    for child in node._prev:
                        visit(child)
                    order.append(node)
            visit(self)
            self.grad = 1.0
            for node in reversed(order):
                node._backward()
        def __radd__(self, other): return self + other
        def __rmul__(self, other): return self * other
        def __neg__(self): return self * -1
        def __sub__(self, other): return self + (-other)
        def __rsub__(self, other): return other + (-self)


    """

  /// The classes of the lecture, for CPython.
  static let networkClasses = """
    class Neuron:
        def __init__(self, nin):
            self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
            self.b = Value(random.uniform(-1, 1))
        def __call__(self, x):
            return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).tanh()
        def parameters(self): return self.w + [self.b]

    class Layer:
        def __init__(self, nin, nout): self.neurons = [Neuron(nin) for _ in range(nout)]
        def __call__(self, x):
            outs = [n(x) for n in self.neurons]
            return outs[0] if len(outs) == 1 else outs
        def parameters(self): return [p for n in self.neurons for p in n.parameters()]

    class MLP:
        def __init__(self, nin, nouts):
            sizes = [nin] + nouts
            self.layers = [Layer(a, b) for a, b in zip(sizes, nouts)]
        def __call__(self, x):
            for layer in self.layers:
                x = layer(x)
            return x
        def parameters(self): return [p for layer in self.layers for p in layer.parameters()]


    """

  static let training = """
    random.seed(7)
    net = MLP(3, [4, 4, 1])
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    for step in range(200):
        loss = sum((net(x) - y) ** 2 for x, y in zip(xs, ys))
        for p in net.parameters():
            p.grad = 0.0
        loss.backward()
        for p in net.parameters():
            p.data += -0.05 * p.grad
    print(repr(loss.data))

    """

  /// The same with a network of functions and lists.
  static let listTraining = """
    random.seed(7)
    sizes = [3, 4, 4, 1]
    layers = [
        [([Value(random.uniform(-1, 1)) for _ in range(n)], Value(random.uniform(-1, 1)))
         for _ in range(m)]
        for n, m in zip(sizes, sizes[1:])]
    parameters = [p for layer in layers for w, b in layer for p in w + [b]]

    def network(x):
        for layer in layers:
            x = [sum((wi * xi for wi, xi in zip(w, x)), b).tanh() for w, b in layer]
        return x[0]

    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    for step in range(200):
        loss = sum((network(x) - y) ** 2 for x, y in zip(xs, ys))
        for p in parameters:
            p.grad = 0.0
        loss.backward()
        for p in parameters:
            p.data += -0.05 * p.grad
    print(repr(loss.data))

    """

  static let statements = """
    total = 0.0
    for i in range(3333330):
        half = i * 0.5
        more = half + 1
        total += more
    x = Value(2.0) * 3

    """

  /// Where a program is, by the search path.
  static func path(of program: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(program) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
