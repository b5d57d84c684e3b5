import Autograd
import Testing

@testable import ExpressionPrograms

/// Neuron, Layer and MLP of the lecture and of micrograd's package, seeded, against CPython.
@Suite struct NetworkObjectTests {
  @Test(arguments: ProgramCase.programs(lecturePrograms))
  func networksOfTheLecture(_ program: ProgramCase) throws { try program.check() }

  @Test(arguments: ProgramCase.programs(packagePrograms))
  func networksOfThePackage(_ program: ProgramCase) throws { try program.check() }

  /// Groups and labels are those of `multigrad mlp`.
  @Test func groupsAndLabels() throws {
    let run = try LanguageRun("net = MLP(2, [2, 1])\ny = net([1.0, Value(2.0, 'x')])\n")
    let parameters = run.entries.filter { $0.role == .parameter }
    #expect(parameters.count == 9)
    #expect(
      Set(parameters.map { $0.group?.description ?? "-" }) == [
        "layer 1/neuron 1", "layer 1/neuron 2", "layer 2/neuron 1",
      ])
    #expect(Set(parameters.map { $0.label ?? "-" }) == ["w1", "w2", "b"])
    #expect(run.root.group?.description == "layer 2/neuron 1")
    #expect(run.root.operationName == "tanh")
    let package = try LanguageRun(
      "from micrograd.nn import MLP\nnet = MLP(1, [1, 1])\ny = net([1.0])\n")
    #expect(package.entries.filter { $0.operationName == "relu" }.count == 1)
    #expect(package.root.operationName != "relu" && package.root.operationName != "tanh")
  }

  /// Whose networks they are follows from the import, however it is written.
  @Test(arguments: [
    ("from micrograd.nn import Neuron", "Neuron"), ("from micrograd import nn", "nn.Neuron"),
    ("from micrograd.nn import *", "Neuron"), ("import micrograd.nn as nn", "nn.Neuron"),
    ("from micrograd.nn import Neuron as Unit", "Unit"),
    ("from micrograd.nn import Neuron, MLP", "Neuron"),
  ])
  func thePackageHasItsOwn(_ line: String, _ name: String) throws {
    let run = try LanguageRun("\(line)\nn = \(name)(2)\nprint(n.b.data)\ny = n([1.0, 2.0])\n")
    #expect(run.printed == "0.0\n")
    #expect(run.root.operationName == "relu")
  }

  /// As micrograd's package writes them.
  @Test func texts() throws {
    let run = try LanguageRun(
      """
      from micrograd.nn import Neuron, MLP
      print(Neuron(3), Neuron(2, nonlin=False))
      print(MLP(2, [2, 1]))
      """)
    #expect(
      run.printed == """
        ReLUNeuron(3) LinearNeuron(2)
        MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]]

        """)
  }

  /// The same seed gives the same network, and the limits' seed counts where a program has none.
  @Test func seeds() throws {
    func weight(_ text: String, seed: Int) throws -> Double {
      let limits = ProgramLimits(seed: seed)
      let run = try LanguageRun(text + "n = Neuron(1)\ny = n([1.0])\n", limits: limits)
      return run.tape[0].data
    }
    #expect(try weight("", seed: 1) == weight("", seed: 1))
    #expect(try weight("", seed: 1) != weight("", seed: 2))
    #expect(try weight("random.seed(5)\n", seed: 1) == weight("random.seed(5)\n", seed: 2))
    #expect(try weight("random.seed(1)\n", seed: 9) == weight("", seed: 1))
  }

  @Test(arguments: [
    "n([1.0])", "n([1.0, 2.0, 3.0])", "n(1.0)", "n(1.0, 2.0)", "n(['a', 'b'])", "n()",
    "Neuron()", "Neuron('a')", "Neuron(0)", "Neuron(-1)", "Layer(2)", "MLP(2)", "MLP(2, [])",
    "MLP(2, 3)", "n.weights", "n.w = []", "n.parameters(1)", "n + 1", "MLP(2, [1.5])",
    "n.layers", "Neuron(10 ** 12)", "MLP(10 ** 6, [10 ** 6])",
  ])
  func wrongUses(_ line: String) {
    let found = error(of: "n = Neuron(2)\ny = n([1.0, 2.0])\n\(line)\n")
    #expect(found?.first.location?.line == 3)
  }

  static let lecturePrograms = #"""
    # the parameters of a neuron
    random.seed(42)
    n = Neuron(3)
    print([round(w.data, 12) for w in n.w], round(n.b.data, 12))
    print(len(n.parameters()), n.parameters()[-1].data == n.b.data, n.w[0].grad)
    o = n([1.0, -2.0, 3.0])
    print(round(o.data, 12))
    o.backward()
    print([round(p.grad, 12) for p in n.parameters()])
    #> [0.278853596916, -0.949978489555, -0.449941363262] -0.553578523702
    #> 4 True 0.0
    #> 0.268649742277
    #> [0.927827315975, -1.855654631949, 2.783481947924, 0.927827315975]
    #---
    # a layer, of several neurons and of one
    random.seed(7)
    l = Layer(2, 3)
    outs = l([0.5, -0.5])
    print([round(o.data, 12) for o in outs], len(l.neurons), len(l.parameters()))
    one = Layer(2, 1)
    print(round(one([0.5, -0.5]).data, 12), round(l.neurons[2].b.data, 12))
    #> [0.442111724299, -0.62432882962, -0.879701372297] 3 9
    #> -0.425823273337 -0.925008683116
    #---
    # a network
    random.seed(1337)
    net = MLP(3, [4, 4, 1])
    print(len(net.parameters()), len(net.layers), [len(l.neurons) for l in net.layers])
    y = net([2.0, 3.0, -1.0])
    print(round(y.data, 12), round(net.layers[1].neurons[3].w[2].data, 12))
    y.backward()
    print(round(sum(p.grad for p in net.parameters()), 10))
    net.zero_grad()
    print(sum(p.grad for p in net.parameters()))
    #> 41 3 [4, 4, 1]
    #> 0.427678112488 -0.470287623942
    #> -0.5759789705
    #> 0.0
    #---
    # training as in the lecture
    random.seed(1)
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    net = MLP(3, [4, 1])
    for k in range(10):
        ypred = [net(x) for x in xs]
        loss = sum((yout - ygt)**2 for ygt, yout in zip(ys, ypred))
        for p in net.parameters():
            p.grad = 0.0
        loss.backward()
        for p in net.parameters():
            p.data += -0.1 * p.grad
        if k % 3 == 0:
            print(k, round(loss.data, 9))
    print([round(y.data, 7) for y in ypred])
    #> 0 6.258275484
    #> 3 0.701426756
    #> 6 0.097446812
    #> 9 0.069770847
    #> [0.9079814, -0.8341394, -0.9046275, 0.8428448]
    #---
    # the other numbers of random go on behind the network's
    random.seed(3)
    print(round(random.random(), 12))
    n = Neuron(2)
    print(round(random.uniform(-1, 1), 12), random.randint(1, 6), round(random.gauss(0, 1), 12))
    #> 0.237964627092
    #> 0.251440608216 1 -1.724238158299
    #---
    # inputs that are Values take part
    random.seed(2)
    x = Value(0.5, 'x')
    n = Neuron(2)
    y = n([x, x * 2])
    y.backward()
    print(round(x.grad, 12), round(y.data, 12))
    #> 2.194223765631 0.433981745935
    """#

  static let packagePrograms = #"""
    # a neuron is ReLU, its bias is 0
    from micrograd.nn import Neuron, Layer, MLP
    random.seed(42)
    n = Neuron(3)
    print([round(w.data, 12) for w in n.w], n.b.data)
    print(round(n([1.0, -2.0, 3.0]).data, 12), round(n([-1.0, 2.0, -3.0]).data, 12))
    m = Neuron(2, nonlin=False)
    print(round(m([1.0, 1.0]).data, 12), round(m([-1.0, -1.0]).data, 12))
    #> [0.278853596916, -0.949978489555, -0.449941363262] 0.0
    #> 0.82898648624 0.0
    #> -0.080636095374 0.080636095374
    #---
    # a network: ReLU but for its last layer
    from micrograd import nn
    random.seed(1337)
    net = nn.MLP(2, [3, 3, 1])
    print(len(net.parameters()))
    print([round(net([a, b]).data, 12) for a, b in [(1.0, 2.0), (-1.0, 0.5), (0.0, 0.0)]])
    y = net([1.0, -2.0])
    y.backward()
    print([round(p.grad, 9) for p in net.parameters()][:6])
    net.zero_grad()
    print(sum(abs(p.grad) for p in net.parameters()))
    #> 25
    #> [0.31277875499, 0.668206368765, 0.0]
    #> [-0.271708587, 0.543417175, -0.271708587, 0.0, 0.0, 0.0]
    #> 0.0
    #---
    # a hinge loss
    from micrograd.nn import MLP
    random.seed(4)
    net = MLP(2, [4, 1])
    rows = [([1.0, 0.5], 1), ([-1.0, 0.2], -1), ([0.3, -1.0], 1)]
    for step in range(4):
        losses = [(1 + -y * net(x)).relu() for x, y in rows]
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in net.parameters())
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= 0.5 * p.grad
        print(step, round(loss.data, 9))
    #> 0 1.246189168
    #> 1 0.947951202
    #> 2 0.679481792
    #> 3 0.492908202
    """#
}
