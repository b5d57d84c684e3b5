import Autograd
import ComputationGraph
import Diagrams
import Testing
import Text

@Suite struct StepDiagramTests {
  private func diagrams(of graph: GraphSnapshot, _ options: DiagramOptions = DiagramOptions())
    -> [Diagram]
  {
    let steps = graph.backwardSteps()
    return DiagramBuilder(
      stages: steps.indices.map { graph.after(steps[...$0]) }, steps: steps, options: options
    ).diagrams()
  }

  @Test func arithmeticIsWrittenOut() {
    let graph = snapshot { tape in
      let x = Value(0.5, label: "x1", on: tape)
      let w = Value(-3, label: "w1", on: tape)
      let out = x * w
      out.label = "out"
      let o = out + x
      o.label = "o"
      return o
    }
    let diagrams = diagrams(of: graph)
    #expect(
      diagrams.map(\.headerTexts) == [
        [
          "backward, step 1 of 2: o = out + x1", "out.grad += o.grad × 1 = 1 × 1 = 1",
          "x1.grad += o.grad × 1 = 1 × 1 = 1",
        ],
        [
          "backward, step 2 of 2: out = x1 * w1",
          "x1.grad += out.grad × w1.data = 1 × (-3) = -3, now -2",
          "w1.grad += out.grad × x1.data = 1 × 0.5 = 0.5",
        ],
      ])
  }

  /// The rule as it is written, worked out by hand at x = 4 and y = 2, is the number beside it.
  @Test(arguments: [
    ("tanh", "(1 - o.data²)"), ("sigmoid", "o.data·(1 - o.data)"), ("exp", "o.data"),
    ("log", "1/x.data"), ("sqrt", "1/(2·o.data)"), ("sin", "cos(x.data)"),
    ("cos", "(-sin(x.data))"), ("abs", "sign(x.data)"), ("relu", "[x.data > 0]"),
    ("neg", "(-1)"), ("softplus", "sigmoid(x.data)"), ("gelu", "(Φ(x.data) + x.data·φ(x.data))"),
    ("/", "1/y.data"), ("-", "1"),
    ("**2", "2·x.data"), ("**3", "3·x.data²"), ("**-1", "(-1)·x.data**(-2)"), ("**1", "1"),
    ("**4", "4·x.data**3"), ("*", "y.data"), ("max", "[first wins]"),
    ("**", "y.data·x.data**(y.data - 1)"), ("elu", "(1 or 0.5·exp(x.data))"),
    ("silu", "sigmoid(x.data)·(1 + x.data·sigmoid(-x.data))"), ("expm1", "exp(x.data)"),
    ("log2", "1/(x.data·log(2))"), ("log10", "1/(x.data·log(10))"), ("log1p", "1/(1 + x.data)"),
    ("tan", "(1 + o.data²)"), ("asin", "1/sqrt(1 - x.data²)"), ("acos", "(-1/sqrt(1 - x.data²))"),
    ("atan", "1/(1 + x.data²)"), ("sinh", "cosh(x.data)"), ("cosh", "sinh(x.data)"),
    ("erf", "2/sqrt(π)·exp(-x.data²)"),
  ])
  func rules(_ name: String, _ rule: String) throws {
    let graph = snapshot { tape in
      let (x, y) = (Value(4, label: "x", on: tape), Value(2, label: "y", on: tape))
      let o: Value =
        switch name {
        case "tanh": x.tanh()
        case "sigmoid": x.sigmoid()
        case "exp": x.exp()
        case "log": x.log()
        case "sqrt": x.sqrt()
        case "sin": x.sin()
        case "cos": x.cos()
        case "abs": x.abs()
        case "relu": x.relu()
        case "neg": -x
        case "gelu": x.gelu()
        case "softplus": x.softplus()
        case "elu": x.elu(alpha: 0.5)
        case "silu": x.silu()
        case "expm1": x.expm1()
        case "log2": x.log2()
        case "log10": x.log10()
        case "log1p": x.log1p()
        case "tan": x.tan()
        case "asin": x.asin()
        case "acos": x.acos()
        case "atan": x.atan()
        case "sinh": x.sinh()
        case "cosh": x.cosh()
        case "erf": x.erf()
        case "/": x / y
        case "-": x - y
        case "*": x * y
        case "max": max(x, y)
        case "**": x.pow(y)
        default: x.pow(Double(name.dropFirst(2)) ?? .nan)
        }
      o.label = "o"
      return o
    }
    let line = try #require(diagrams(of: graph)[0].headerTexts.dropFirst().first)
    #expect(line.hasPrefix("x.grad += o.grad × \(rule) = "), "\(line)")
  }

  @Test func aSumIsOneStep() {
    let graph = snapshot { tape in
      let x = (1...3).map { Value(Double($0), label: "x\($0)", on: tape) }
      let o = (x[0] + x[1] + x[2]).tanh()
      o.label = "o"
      return o
    }
    let options = DiagramOptions(folding: .sums, edges: .flow, numbers: NumberStyle(digits: 2))
    let steps = graph.backwardSteps(in: GraphOutline(graph, folding: .sums))
    let diagrams = DiagramBuilder(
      stages: steps.indices.map { graph.after(steps[...$0]) }, steps: steps, options: options
    ).diagrams()
    #expect(diagrams.count == 2)
    #expect(
      diagrams[1].headerTexts.prefix(2) == [
        "backward, step 2 of 2: Σ = x1 + x2 + x3", "x1.grad += Σ.grad × 1 = 2.5e-5 × 1 = 2.5e-5",
      ])
    #expect(diagrams[0].edges.map { $0.label?.text } == ["–", "–", "–", "+2.5e-5"])
    #expect(Set(diagrams[1].edges.map { $0.label?.text }) == ["+2.5e-5"])
  }

  @Test func labelsThatAreFormulasAreInParentheses() {
    let graph = snapshot { tape in
      let (a, b) = (Value(4, label: "a", on: tape), Value(2, label: "b", on: tape))
      let sum = a + b
      sum.label = "a + b"
      return sum * a
    }
    #expect(
      diagrams(of: graph)[0].headerTexts.prefix(3) == [
        "backward, step 1 of 2: (a + b) * a",
        "(a + b).grad += ((a + b) * a).grad × a.data = 1 × 4 = 4",
        "a.grad += ((a + b) * a).grad × (a + b).data = 1 × 6 = 6",
      ])
    #expect(diagrams(of: graph)[0].description.contains("computed as (a + b) * a."))
  }

  @Test func negativeNumbersAreInParentheses() {
    let graph = snapshot { -4 / Value(2, label: "x", on: $0) }
    #expect(
      diagrams(of: graph)[0].headerTexts[1]
        == "x.grad += (-4 / x).grad × (-(-4)/x.data²) = 1 × 1 = 1")
  }

  @Test func stagesHaveOneGeometry() {
    let graph = snapshot { tape in
      let x = Value(1234.5, label: "x", on: tape)
      return (x * x * x).sqrt().log() + x / 7
    }
    let diagrams = diagrams(of: graph, DiagramOptions(edges: .flow, title: "Steps"))
    #expect(diagrams.count == 6)
    for diagram in diagrams {
      #expect(diagram.nodes.map(\.width) == diagrams[0].nodes.map(\.width))
      #expect(diagram.nodes.map(\.height) == diagrams[0].nodes.map(\.height))
      for width in [200, 400, 800] {
        let (size, rows) = (diagram.header.size(over: width), diagram.headerRows(over: width))
        #expect(size == diagrams[0].header.size(over: width))
        #expect(rows.height == size.height)
        #expect(rows.allSatisfy { $0.width == size.width })
      }
      #expect(diagram.edges.map(\.label?.width) == diagrams[0].edges.map(\.label?.width))
    }
  }

  @Test func oneNodeIsAtWork() {
    let graph = snapshot { tape in
      let x = Value(2, label: "x", on: tape)
      return (x * x).tanh()
    }
    let diagrams = diagrams(of: graph)
    let local = Theme.light.forward
    #expect(diagrams.map { $0.nodes.firstIndex { $0.classes.contains("active") } } == [2, 1])
    #expect(
      diagrams.map { $0.edges.map { $0.color == local } } == [
        [false, false, true], [true, true, false],
      ])
    #expect(
      diagrams.map { $0.edges.map(\.runsBack) } == [[false, false, true], [true, true, false]])
    // x has no gradient before its step.
    #expect(diagrams[0].nodes[0].texts.last == "–")
    #expect(diagrams[1].nodes[0].texts.last != "–")
  }

  /// Upstream gradient, local derivative and product have a colour each, where they stand in the picture as
  /// in the arithmetic.
  @Test(arguments: [DiagramOptions.Style.cards, .micrograd, .circuit])
  func factorsHaveTheColoursOfTheirPlaces(_ style: DiagramOptions.Style) throws {
    let graph = snapshot { tape in
      let (x, w) = (Value(2, label: "x", on: tape), Value(-3, label: "w", on: tape))
      let n = x * w
      n.label = "n"
      return n.tanh()
    }
    let diagram = try DiagramBuilder(backwardOf: graph, options: DiagramOptions(style: style))
      .diagram(at: 2)
    let theme = Theme.light
    let line = try #require(
      diagram.headerRows().map { $0.cells[0] }.first { $0.text.hasPrefix("x.grad") })
    func pieces(_ color: Color) -> [String] {
      line.pieces.filter { $0.color == color }.map(\.text.withoutBlanks)
    }
    #expect(pieces(theme.accent).count == 2 && pieces(theme.accent)[0] == "n.grad")
    #expect(pieces(theme.forward) == ["w.data", "(-3)"])
    #expect(pieces(theme.backward).first == "x.grad")
    func fills(_ name: String) -> [Color?] {
      diagram.nodes.filter { node in
        node.allRows.flatMap(\.cells).contains { $0.text == name }
      }.flatMap(\.allRows).flatMap { row in
        row.cells.filter(\.isGradient).map { $0.fill ?? row.fill }
      }
    }
    #expect(fills("n") == [theme.accent])
    #expect(fills("x") == [theme.backward] && fills("w") == [theme.backward])
    let active = diagram.edges.filter(\.runsBack)
    #expect(active.count == 2 && active.allSatisfy { $0.color == theme.forward })
  }

  @Test func valuesWithoutANameGetOne() throws {
    let graph = snapshot { tape in
      let x = Value(2, label: "v2", on: tape)
      return ((x * 3).tanh() + x).exp()
    }
    let builder = try DiagramBuilder(backwardOf: graph)
    let diagram = builder.diagram(at: 1)
    #expect(
      diagram.nodes.compactMap { $0.rows[0].cells[0].text } == ["v2", "3", "v₁", "v₃", "v₄", "v₅"])
    #expect(diagram.headerTexts.first == "backward, step 1 of 4: v₅ = exp(v₄)")
    // A folded sum has one, and what is in it has none.
    let sum = snapshot { tape in
      let x = (1...3).map { Value(Double($0), label: "x\($0)", on: tape) }
      return (x[0] + x[1] + x[2]).tanh()
    }
    let folded = try DiagramBuilder(
      backwardOf: sum, options: DiagramOptions(folding: .sums)
    ).diagram(at: 1)
    #expect(folded.nodes.map { $0.rows[0].cells[0].text } == ["x1", "x2", "x3", "v₁", "v₂"])
  }

  @Test func flowsWaitForTheirStep() {
    let graph = snapshot { tape in
      let x = Value(2, label: "x", on: tape)
      return (x * x).tanh()
    }
    let diagrams = diagrams(of: graph, DiagramOptions(edges: .flow))
    #expect(diagrams[0].edges.map { $0.label?.text == "–" } == [true, true, false])
    #expect(diagrams[1].edges.map { $0.label?.text == "–" } == [false, false, false])
  }

  @Test func aLongSumIsCutShort() {
    let graph = snapshot { tape in
      Value.sum((1...50).map { Value(Double($0), label: "x\($0)", on: tape) })
    }
    let texts = diagrams(of: graph)[0].headerTexts
    #expect(texts.count == 8)
    #expect(texts.last == "and 44 more in the same way")
  }
}
