extension GradientCheckReport {
  /// The rows of the operations, which may be many: those that are good, as most are, take 16 bytes
  /// each, since all but the difference is known from the graph.
  public struct RowList: RandomAccessCollection, Sendable, Equatable {
    /// The difference, its node and input; or NaN and the index of a row that has more to say.
    private struct Entry: Sendable, Equatable {
      let numeric: Double
      let index: Int32
      let input: Int32

      static func == (a: Entry, b: Entry) -> Bool {
        a.numeric.bitPattern == b.numeric.bitPattern && a.index == b.index && a.input == b.input
      }
    }

    private let graph: GraphSnapshot
    private var entries: [Entry] = []
    private var special: [Row] = []
    /// The gravest verdict.
    private(set) var verdict = GradientVerdict.unchecked
    /// Whether no row is a reason to fail.
    private(set) var hasPassed = true

    init(of graph: GraphSnapshot, capacity: Int) {
      self.graph = graph
      entries.reserveCapacity(capacity)
    }

    @inline(__always)
    mutating func append(node: Int, input: Int, analytic: Double, _ judgement: Judgement) {
      verdict = Swift.max(verdict, judgement.verdict)
      if judgement.verdict == .good && judgement.remarks.isEmpty {
        entries.append(
          Entry(numeric: judgement.numeric, index: Int32(node), input: Int32(input)))
      } else {
        appendSpecial(Row(node: node, input: input, analytic: analytic, judgement))
      }
    }

    @inline(never)
    private mutating func appendSpecial(_ row: Row) {
      if !row.hasPassed { hasPassed = false }
      entries.append(Entry(numeric: .nan, index: Int32(special.count), input: 0))
      special.append(row)
    }

    /// Takes the kinks that the root does not have for what they are: one of two derivatives, and right.
    ///
    /// - Parameter isSmoothInRoot: Whether the root has no kink in anything below a node; only asked for
    ///   where there is a kink.
    mutating func settleKinks(_ isSmoothInRoot: @autoclosure () -> [Bool]) {
      let kinks = special.indices.filter { special[$0].verdict == .kink }
      if kinks.isEmpty { return }
      let isSmooth = isSmoothInRoot()
      for index in kinks where isSmooth[special[index].node] { special[index].settleKink() }
      verdict = special.reduce(special.count < entries.count ? .good : .unchecked) {
        Swift.max($0, $1.verdict)
      }
    }

    /// The index of the first row.
    public var startIndex: Int { 0 }
    /// The index after the last row.
    public var endIndex: Int { entries.count }

    /// A row.
    public subscript(position: Int) -> Row {
      let entry = entries[position]
      let index = Int(entry.index)
      if entry.numeric.isNaN { return special[index] }
      let analytic = graph.nodes[index].localDerivatives[Int(entry.input)]
      let error = GradientJudge.relativeError(analytic, entry.numeric)
      return Row(
        node: index, input: Int(entry.input), analytic: analytic,
        Judgement(numeric: entry.numeric, error: error, verdict: .good))
    }
  }
}
