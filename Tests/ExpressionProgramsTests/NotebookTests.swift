import Autograd
import ExpressionPrograms
import TestSupport
import Testing

@Suite struct NotebookTests {
  @Test func theReadmeOfMicrogradRunsUnchanged() throws {
    let run = try Run(Programs.microgradReadme)
    #expect(run.root.data == 24.70408163265306)
    #expect(try run.gradient("a") == 138.83381924198252)
    #expect(try run.gradient("b") == 645.5772594752186)
    #expect(run.root.label == "g")
    #expect(run.printed == "24.7041\n138.8338\n645.5773\n")
    #expect(run.result.skipped == ["from micrograd.engine import Value"])
  }

  static let neuron = #"""
    # inputs x1,x2
    x1 = Value(2.0, label='x1')
    x2 = Value(0.0, label='x2')
    # weights w1,w2
    w1 = Value(-3.0, label='w1')
    w2 = Value(1.0, label='w2')
    # bias of the neuron
    b = Value(6.8813735870195432, label='b')
    # x1*w1 + x2*w2 + b
    x1w1 = x1*w1; x1w1.label = 'x1*w1'
    x2w2 = x2*w2; x2w2.label = 'x2*w2'
    x1w1x2w2 = x1w1 + x2w2; x1w1x2w2.label = 'x1*w1 + x2*w2'
    n = x1w1x2w2 + b; n.label = 'n'
    """#

  @Test func theNeuronOfTheLectureRunsUnchanged() throws {
    let run = try Run(
      "import math\nimport numpy as np\n%matplotlib inline\n" + NotebookTests.neuron + #"""

        # ----
        e = (2*n).exp()
        o = (e - 1) / (e + 1)
        # ----
        o.label = 'o'
        o.backward()
        draw_dot(o)
        """#)
    // The lecture shows these with six digits.
    #expect(abs(run.root.data - 0.7071067811865476) < 1e-12)
    for (label, gradient) in [("x1", -1.5), ("w1", 1.0), ("x2", 0.5), ("w2", 0.0), ("b", 0.5)] {
      let found = try #require(try run.gradient(label))
      #expect(abs(found - gradient) < 1e-12, "\(label)")
    }
    #expect(try run.node("x1*w1 + x2*w2").data == -6)
    #expect(try run.node("n").operation == .add)
  }

  @Test func theManualBackwardOfTheLectureRuns() throws {
    let run = try Run(
      NotebookTests.neuron + #"""

        o = n.tanh(); o.label = 'o'
        o.grad = 1.0
        o._backward()
        n._backward()
        b._backward()
        x1w1x2w2._backward()
        x2w2._backward()
        draw_dot(o)
        """#)
    #expect(run.root.label == "o")
    #expect(run.result.hasOwnGradients)
    #expect(run.result.skipped == ["draw_dot"])
    for (label, gradient) in [("n", 0.5), ("b", 0.5), ("x1*w1", 0.5), ("x2", 0.5), ("w2", 0.0)] {
      let found = try #require(try run.gradient(label))
      #expect(abs(found - gradient) < 1e-12, "\(label)")
    }
    // What the program did not hand on has nothing.
    #expect(try run.gradient("x1") == nil)
  }

  @Test func theFirstCellsOfTheLectureRunUnchanged() throws {
    let run = try Run(
      """
      a = Value(2.0, label='a')
      b = Value(-3.0, label='b')
      c = Value(10.0, label='c')
      e = a*b; e.label = 'e'
      d = e + c; d.label = 'd'
      f = Value(-2.0, label='f')
      L = d * f; L.label = 'L'
      L
      L.backward()
      """)
    #expect(run.root.data == -8)
    #expect(try run.gradient("a") == 6)
    #expect(try run.gradient("b") == -4)
    #expect(try run.gradient("f") == 4)
  }

  @Test(arguments: [
    ("Value(2.0).tanh()", ["leaf 2.0", "tanh(0) 'y'"]),
    ("a + 1", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "constant 1.0", "+(0,3) 'y'"]),
    ("2 * a", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "constant 2.0", "*(3,0) 'y'"]),
    ("-a", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "neg(0) 'y'"]),
    ("(a - b) * c", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "-(0,1)", "*(3,2) 'y'"]),
    ("a**-1", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "**(0) [-1.0] 'y'"]),
    ("a.relu()", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "relu(0) 'y'"]),
    ("math.exp(a)", ["leaf 3.0 'a'", "leaf 5.0 'b'", "leaf 7.0 'c'", "exp(0) 'y'"]),
  ])
  func otherCellsAreRead(expression: String, graph: [String]) throws {
    let leaves = expression.contains("Value") ? "" : "a = Value(3.0); b = Value(5); c = Value(7)\n"
    #expect(try Run(leaves + "y = " + expression).graph == graph)
  }
}
