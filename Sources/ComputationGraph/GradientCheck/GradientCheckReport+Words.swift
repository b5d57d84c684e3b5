internal import Autograd

/// The one place that turns what was found into sentences.
extension GradientCheckReport: CustomStringConvertible {
  /// What is wrong, uncomfortable or at a kink, a line each, the gravest first; and the verdict.
  public var description: String {
    let lines = sentences(from: .kink)
    return (lines + ["verdict: \(verdict.name)"]).joined(separator: "\n")
  }

  /// A sentence for each row, and each number, with a verdict that is at least so grave; the gravest
  /// first.
  ///
  /// - Parameter verdict: The least grave verdict that is told of.
  public func sentences(from verdict: GradientVerdict) -> [String] {
    var found: [(verdict: GradientVerdict, text: String)] = []
    for fault in dataFaults where fault.verdict >= verdict {
      found.append((fault.verdict, sentence(of: fault)))
    }
    for row in operations + leaves where row.verdict >= verdict {
      found.append((row.verdict, sentence(of: row)))
    }
    return GradientVerdict.allCases.reversed().flatMap { verdict in
      found.filter { $0.verdict == verdict }.map { "\(verdict.name): \($0.text)" }
    }
  }

  /// A row as "`gelu` at node 17: ∂/∂x is 0.83, numerically 1.02".
  public func sentence(of row: Row) -> String {
    let analytic = row.remarks.contains(.noGradient) ? "missing" : short(row.analytic)
    var text = "\(subject(of: row.node)): \(derivative(of: row)) is \(analytic)"
    if row.verdict == .unchecked {
      text += ", not checked"
    } else {
      text += ", numerically \(short(row.numeric))"
    }
    if let (left, right) = row.oneSided {
      text += " (from below \(short(left)), from above \(short(right)))"
    }
    return ([text] + row.remarks.sentences).joined(separator: "; ")
  }

  /// A number that does not fit, as "`*` at node 5: the data is 6, its inputs give 8".
  public func sentence(of fault: DataFault) -> String {
    "\(subject(of: fault.place)): the data is \(short(fault.held)), its inputs give "
      + short(fault.expected)
  }

  /// A node as "`gelu` at node 17", with its label and its group where it has them.
  public func subject(of place: Int) -> String {
    let node = graph.nodes[place]
    let names = [node.label, node.group].compactMap { $0 }.joined(separator: ", ")
    return "`\(node.operation)` at node \(node.id)" + (names.isEmpty ? "" : " (\(names))")
  }

  /// The derivative of a row as "∂/∂x" or "∂loss/∂w".
  public func derivative(of row: Row) -> String {
    if let input = row.input {
      let by = graph.nodes[graph.nodes[row.node].inputs[input]]
      let inputs = graph.nodes[row.node].inputs
      let isTwice = inputs.count { $0 == inputs[input] } > 1
      return "∂/∂\(by.label ?? "(node \(by.id))")" + (isTwice ? " as input \(input + 1)" : "")
    }
    let root = graph.nodes[graph.root]
    let node = graph.nodes[row.node]
    return "∂\(root.label ?? "root")/∂\(node.label ?? "(node \(node.id))")"
  }

  /// A number with four digits.
  private func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    let exponent = Operation.log.evaluate(value.magnitude) / Operation.log.evaluate(10)
    let unit = Operation.power.evaluate(10, 3 - exponent.rounded(.down))
    // Divided by a whole power where there is one: 1.02 and not 1.0200000000000002.
    let rounded =
      unit >= 1 ? (value * unit).rounded() / unit : (value * unit).rounded() * (1 / unit)
    let text = (rounded.isFinite ? rounded : value).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension GradientCheckReport.Remarks {
  /// Each remark as a clause.
  public var sentences: [String] {
    GradientCheckReport.Remarks.all.filter { contains($0.remark) }.map(\.text)
  }

  private static let all: [(remark: GradientCheckReport.Remarks, text: String)] = [
    (.valueNotFinite, "the value or the input is not finite"),
    (.derivativeNotFinite, "the derivative is not finite"),
    (.outsideDomain, "at the edge of the domain, where no difference settles"),
    (.unsettled, "no step gives a difference that the next one agrees with"),
    (.notEvaluable, "a file does not hold how the operation is evaluated"),
    (.noGradient, "there is no gradient, where the root depends on it"),
    (.otherRoot, "the root does not depend on it, so its gradient is of another pass"),
    (.oneSided, "from one side, since the other is outside of the domain"),
    (.linearized, "through an operation that cannot be evaluated and was taken as linear"),
    (.belowRoundingFloor, "the difference is below what rounding explains"),
    (.nearKink, "a kink is near"),
    (.severalPasses, "the gradient holds several passes; that of one was checked"),
  ]
}
