/// What a gradient check found.
public struct GradientCheckReport: Sendable, Equatable {
  /// The graph that was checked.
  public let graph: GraphSnapshot
  /// The local derivatives, each on its own, in the order of the nodes and their inputs.
  public let operations: RowList
  /// The gradients from end to end: those of the leaves, and of a graph's own results those that do
  /// not follow from the results above.
  public let leaves: [Row]
  /// The numbers that are not what the inputs give.
  public let dataFaults: [DataFault]

  /// What speaks of all gradients of a graph after backward at once, where they are wrong.
  public let gradientFault: GradientFault?
  /// The relative errors of the gradients that a graph after backward holds, where they are not those
  /// of one pass, by node.
  let heldErrors: [Int: Double]

  /// The gravest verdict of all, or `unchecked` where no gradient could be checked: that the local
  /// derivatives are good says nothing of the gradients then.
  public var verdict: GradientVerdict {
    let ofLeaves = leaves.lazy.map(\.verdict).max()
    let gravest = max(
      operations.verdict, ofLeaves ?? .unchecked,
      dataFaults.lazy.map(\.verdict).max() ?? .unchecked)
    return !gravest.isFailure && ofLeaves == .unchecked ? .unchecked : gravest
  }

  /// The verdict on the parts of a loss, which is never better than what was checked of each.
  public static func verdict(of parts: [GradientCheckReport]) -> GradientVerdict {
    let gravest = parts.map(\.verdict).max() ?? .unchecked
    return !gravest.isFailure && parts.contains { $0.verdict == .unchecked } ? .unchecked : gravest
  }

  /// Whether something was checked, nothing is wrong, and nothing uncomfortable that no kink explains.
  public var hasPassed: Bool {
    dataFaults.isEmpty && operations.hasPassed && leaves.allSatisfy(\.hasPassed)
      && verdict != .unchecked
  }
}

extension GradientCheckReport {
  /// One derivative: analytic beside numerical.
  public struct Row: Sendable, Equatable {
    private let nodeIndex: Int32
    private let inputPosition: Int32
    /// The derivative that is checked.
    public let analytic: Double
    /// The difference quotient; NaN where there is none.
    public let numeric: Double
    /// |fa - fn| / max(|fa|, |fn|, 1e-8); 0 where the difference is below the rounding floor.
    public let error: Double
    private let left: Double
    private let right: Double
    /// What the error means.
    public private(set) var verdict: GradientVerdict
    /// What else there is to say.
    public private(set) var remarks: Remarks

    /// The index of the node in the graph.
    public var node: Int { Int(nodeIndex) }
    /// Which of the node's inputs the derivative is by, from 0; `nil` for that of the root by the
    /// node itself.
    public var input: Int? { inputPosition < 0 ? nil : Int(inputPosition) }
    /// The derivatives from below and from above, at a kink.
    public var oneSided: (left: Double, right: Double)? { left.isNaN ? nil : (left, right) }
    /// Whether the row is no reason to fail.
    public var hasPassed: Bool {
      !verdict.isFailure || (verdict == .uncomfortable && remarks.contains(.nearKink))
    }

    init(node: Int, input: Int?, analytic: Double, _ judgement: Judgement) {
      nodeIndex = Int32(node)
      inputPosition = Int32(input ?? -1)
      self.analytic = analytic
      numeric = judgement.numeric
      error = judgement.error
      left = judgement.left
      right = judgement.right
      verdict = judgement.verdict
      remarks = judgement.remarks
    }

    /// Turns a kink into a derivative that is as good as it can be.
    mutating func settleKink() {
      verdict = .fine
      remarks.insert(.cancelledKink)
    }

    /// Whether two rows say the same; numbers that are not there are equal.
    public static func == (a: Row, b: Row) -> Bool {
      func numbers(_ row: Row) -> [UInt64] {
        [row.analytic, row.numeric, row.error, row.left, row.right].map(\.bitPattern)
      }
      return a.nodeIndex == b.nodeIndex && a.inputPosition == b.inputPosition
        && a.verdict == b.verdict
        && a.remarks == b.remarks && numbers(a) == numbers(b)
    }
  }

  /// What else is known of a derivative that was checked, or why it was not.
  public struct Remarks: OptionSet, Sendable, Hashable {
    /// One bit for each remark.
    public let rawValue: UInt16

    /// Remarks by their bits.
    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// Unchecked: the value or the input is NaN or infinite.
    public static let valueNotFinite = Remarks(rawValue: 1)
    /// The derivative is NaN or infinite, by the rules too.
    public static let derivativeNotFinite = Remarks(rawValue: 2)
    /// Unchecked: at the edge of a domain, with a slope that does not settle from inside.
    public static let outsideDomain = Remarks(rawValue: 4)
    /// Unchecked: no step gives a difference that the next one agrees with.
    public static let unsettled = Remarks(rawValue: 8)
    /// Unchecked: an operation of the user's of which only its derivatives are known.
    public static let notEvaluable = Remarks(rawValue: 16)
    /// The graph is one after backward, and the leaf has no gradient although the root depends on it.
    public static let noGradient = Remarks(rawValue: 32)
    /// Unchecked: the root does not depend on the leaf, and its gradient is of another pass.
    public static let otherRoot = Remarks(rawValue: 64)
    /// The difference is taken from one side, since the other is outside of a domain.
    public static let oneSided = Remarks(rawValue: 128)
    /// On the way is an operation that cannot be evaluated and was taken as linear.
    public static let linearized = Remarks(rawValue: 256)
    /// The two differ by less than rounding explains.
    public static let belowRoundingFloor = Remarks(rawValue: 512)
    /// A kink is within ten steps.
    public static let nearKink = Remarks(rawValue: 1024)
    /// The gradient holds several passes; that of one pass was checked instead.
    public static let severalPasses = Remarks(rawValue: 2048)
    /// The gradient of a graph after backward is not the sum of what the users of the node hand it.
    public static let doesNotFollow = Remarks(rawValue: 4096)
    /// Unchecked: a tensor, of whose numbers there is a summary alone, or behind one.
    public static let tensor = Remarks(rawValue: 16384)
    /// At kinks whose two sides come to one derivative of the root.
    public static let cancelledKink = Remarks(rawValue: 8192)
  }

  /// A number that a graph holds and that its inputs do not give.
  public struct DataFault: Sendable, Equatable {
    /// The index of the node in the graph.
    public let node: Int
    /// What the graph holds.
    public let held: Double
    /// What the operation gives at the inputs that the graph holds.
    public let expected: Double
    /// The relative error.
    public let error: Double
    /// `uncomfortable` or `wrong`.
    public let verdict: GradientVerdict
  }

  /// What is said of one node in a picture.
  public struct Mark: Sendable, Equatable {
    /// The index of the node in the graph.
    public let node: Int
    /// The gravest verdict on it.
    public let verdict: GradientVerdict
    /// The greatest error with that verdict; NaN where nothing was compared.
    public let error: Double
    /// Whether the gradient is wrong only because one above it is.
    public let isInherited: Bool
  }

  /// One mark for each node that was checked, or whose gradient is wrong, in the order of the nodes.
  public var marks: [Mark] {
    var gravest = [(verdict: GradientVerdict, error: Double)?](
      repeating: nil, count: graph.nodes.count)
    func add(_ node: Int, _ verdict: GradientVerdict, _ error: Double) {
      guard let known = gravest[node], known.verdict >= verdict else {
        gravest[node] = (verdict, error)
        return
      }
      if known.verdict == verdict && !(error <= known.error) { gravest[node] = (verdict, error) }
    }
    for row in operations { add(row.node, row.verdict, row.error) }
    for row in leaves where !isInherited(row) { add(row.node, row.verdict, row.error) }
    for fault in dataFaults { add(fault.node, fault.verdict, fault.error) }
    let origins = Set(leaves.lazy.filter { $0.remarks.contains(.doesNotFollow) }.map(\.node))
    return gravest.enumerated().compactMap { node, found in
      if let error = heldErrors[node], !origins.contains(node), (found?.verdict ?? .good) < .kink {
        let verdict: GradientVerdict = error > GradientCheck.wrongError ? .wrong : .uncomfortable
        return Mark(node: node, verdict: verdict, error: error, isInherited: true)
      }
      return found.map {
        Mark(node: node, verdict: $0.verdict, error: $0.error, isInherited: false)
      }
    }
  }

  /// Whether a row is of a gradient that is wrong, and follows from those above for all that.
  private func isInherited(_ row: Row) -> Bool {
    heldErrors[row.node] != nil && !row.remarks.contains(.doesNotFollow)
  }
}

/// How far an analytic derivative is from the numerical one, from harmless to wrong.
///
/// The bands are those of CS231n, "Gradient checks".
public enum GradientVerdict: UInt8, CaseIterable, Sendable, Comparable {
  /// Nothing could be compared; the remarks say why.
  case unchecked
  /// A relative error below 1e-7, or both are 0.
  case good
  /// Between 1e-7 and the tolerance, where there are kinks.
  case fine
  /// Between 1e-7 and the tolerance, where there are none: correct, but not to many digits.
  case loose
  /// A kink lies between the two points of the difference, which then says nothing.
  case kink
  /// Between the tolerance and 1e-2.
  case uncomfortable
  /// An operation of the user's gives other numbers each time that it is asked.
  case notDeterministic
  /// Above 1e-2.
  case wrong
  /// The derivative is NaN or infinite.
  case notFinite

  /// The word in reports and JSON.
  public var name: String {
    switch self {
    case .notDeterministic: "not-deterministic"
    case .notFinite: "not-finite"
    case .unchecked, .good, .fine, .loose, .kink, .uncomfortable, .wrong: "\(self)"
    }
  }

  /// Whether a derivative with this verdict is a reason to fail, no kink being near.
  var isFailure: Bool {
    switch self {
    case .unchecked, .good, .fine, .loose, .kink: false
    case .uncomfortable, .notDeterministic, .wrong, .notFinite: true
    }
  }

  /// Whether one verdict is less grave than another.
  public static func < (a: GradientVerdict, b: GradientVerdict) -> Bool {
    a.rawValue < b.rawValue
  }
}
