internal import Autograd
internal import Text

/// What was found, in sentences.
extension GradientCheckReport: CustomStringConvertible {
  /// What is wrong, uncomfortable or at a kink, a line each, the gravest first; and the verdict.
  public var description: String {
    let lines = sentences(from: .kink)
    return (lines + ["verdict: \(verdict.name)"]).joined(separator: "\n")
  }

  /// A sentence for each row, and each number, with a verdict that is at least so grave; the gravest
  /// first.
  ///
  /// - Parameter verdict: The least grave verdict that is reported.
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
    let analytic = row.remarks.contains(.noGradient) ? "missing" : row.analytic.brief
    var text = "\(subject(of: row.node)): \(derivative(of: row)) is \(analytic)"
    if row.verdict == .unchecked {
      text += ", not checked"
    } else {
      text += ", numerically \(row.numeric.brief)"
    }
    if let (left, right) = row.oneSided {
      text += " (from below \(left.brief), from above \(right.brief))"
    }
    return ([text] + row.remarks.sentences).joined(separator: "; ")
  }

  /// A number that does not fit, as "`*` at node 5: the data is 6, its inputs give 8".
  public func sentence(of fault: DataFault) -> String {
    "\(subject(of: fault.node)): the data is \(fault.held.brief), its inputs give "
      + fault.expected.brief
  }

  /// A node as "`gelu` at node 17", with its label and its group where it has them.
  public func subject(of index: Int) -> String {
    let node = graph.nodes[index]
    let names = [node.label, node.group?.description].compactMap { $0 }.joined(separator: ", ")
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
    (.tensor, "a tensor is on the way, of which there is no more than a summary"),
    (.noGradient, "there is no gradient, where the root depends on it"),
    (.otherRoot, "the root does not depend on it, so its gradient is of another pass"),
    (.oneSided, "from one side, since the other is outside of the domain"),
    (.linearized, "through an operation that cannot be evaluated and was taken as linear"),
    (.belowRoundingFloor, "the difference is below what rounding explains"),
    (.nearKink, "a kink is near"),
    (.severalPasses, "the gradient holds several passes; that of one was checked"),
    (.doesNotFollow, "it does not follow from the gradients above"),
    (.cancelledKink, "at a kink, both sides of which have one derivative in the root"),
  ]
}
