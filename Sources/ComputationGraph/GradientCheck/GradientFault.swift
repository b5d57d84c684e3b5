internal import Autograd

/// What speaks of all gradients of a graph after backward at once: not of a rule that is wrong, but of
/// how the pass was run.
public enum GradientFault: Sendable, Equatable {
  /// Every gradient is 0, which that of a root never is.
  case allZero
  /// The gradient of the root is not 1, but a number that all the others have as a factor.
  case rootNotOne(Double)
  /// The gradients are those of a number of passes without zeroing between them.
  case notZeroed(passes: Int)
}

extension GradientFault {
  /// How many passes are thought of at the most.
  private static let mostPasses = 10

  /// Looks at the gradients that a graph holds beside those of one pass; `nil` where nothing speaks of
  /// all of them.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - held: What the graph holds; `nil` for what is not given.
  ///   - slopes: The local derivatives by the rules of the operations.
  ///   - onePass: What one pass over them comes to.
  ///   - graph: The graph.
  init?(held: [Double?], slopes: [Double], onePass: [Double?], in graph: EvaluationGraph) {
    /// Whether all that is held is what is expected, give or take rounding.
    func holds(_ expected: (Int) -> Double) -> Bool {
      held.indices.allSatisfy { node in
        guard let number = held[node], onePass[node] != nil else { return true }
        let wanted = expected(node)
        return (number - wanted).magnitude <= 1e-6 * wanted.magnitude
      }
    }
    let expected = onePass.map { $0 ?? 0 }
    guard expected.allSatisfy(\.isFinite), !holds({ expected[$0] }) else { return nil }
    if holds({ _ in 0 }) {
      self = .allZero
      return
    }
    // Results may keep what an earlier pass left, as in micrograd, or be overwritten, as here.
    var kept = onePass
    for passes in 2...GradientFault.mostPasses {
      kept = graph.gradients(over: slopes, addingTo: kept)
      let isOfLeaves = holds {
        graph.operations[$0] == .leaf ? Double(passes) * expected[$0] : expected[$0]
      }
      if isOfLeaves || holds({ kept[$0] ?? 0 }) {
        self = .notZeroed(passes: passes)
        return
      }
    }
    guard let seed = held[graph.root], holds({ seed * expected[$0] }) else { return nil }
    self = .rootNotOne(seed)
  }
}
