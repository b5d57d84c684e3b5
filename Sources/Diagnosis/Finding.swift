internal import JSON

/// One thing that is wrong with a graph or a network: what, where, the evidence, and what to do.
public struct Finding: Sendable, Equatable {
  /// What can be wrong; the raw values are the names in reports and in JSON.
  public enum Name: String, CaseIterable, Sendable {
    /// A value is NaN or infinite although all that it was computed from is finite.
    case notFiniteForward = "not-finite-forward"
    /// A gradient becomes NaN or infinite although the one above it is finite.
    case notFiniteBackward = "not-finite-backward"
    /// An inactive ReLU leaves a parameter without any gradient.
    case deadReLU = "dead-relu"
    /// A clamp, or an operation that is flat far out, leaves a parameter without any gradient.
    case zeroGradient = "zero-gradient"
    /// A tanh or a sigmoid is so far out that hardly any gradient passes.
    case saturated
    /// Gradients fade on the way through many layers.
    case vanishingGradient = "vanishing-gradient"
    /// Gradients grow on the way through many layers.
    case explodingGradient = "exploding-gradient"
    /// The root does not depend on a parameter.
    case unreachedParameter = "unreached-parameter"
    /// Neurons of a layer are the same, and stay so.
    case identicalNeurons = "identical-neurons"
    /// A gradient holds more than one backward pass.
    case accumulatedGradient = "accumulated-gradient"
    /// A step changes weights by far too much, or hardly at all.
    case updateRatio = "update-ratio"
    /// A target is beyond what the last activation can give.
    case unreachableTarget = "unreachable-target"
    /// The first loss is far from that of guessing.
    case lossAtStart = "loss-at-start"
    /// A training has gone astray: its loss is not finite, or far beyond the first.
    case diverged
  }

  /// What is wrong.
  public let name: Name
  /// The indices of the graph's nodes: first where it is, then what else belongs to it.
  ///
  /// Of a network, those of the parameters, which come first on its tape and in its graphs.
  public var nodes: [Int]
  /// The id of the first node; `nil` for what concerns a network as a whole.
  public let node: Int?
  /// The label of the node, or the path of the group that it is about.
  public let label: String?
  /// Where it is, in words.
  public let location: String
  /// What was found, in numbers.
  public var evidence: String
  /// What to do, in one sentence.
  public let advice: String
  /// The indices of the nodes from where it is to the root, both included; empty where there is no
  /// such path.
  public let path: [Int]
  /// The same in words, as "y → L"; empty where there is no such path.
  public let pathWords: String

  /// A finding.
  public init(
    _ name: Name, nodes: [Int], node: Int?, label: String?, location: String, evidence: String,
    advice: String, path: [Int] = [], pathWords: String = ""
  ) {
    (self.name, self.nodes, self.node, self.label) = (name, nodes, node, label)
    (self.location, self.evidence, self.advice) = (location, evidence, advice)
    (self.path, self.pathWords) = (path, pathWords)
  }
}

extension Finding {
  /// The findings as the document of `diagnose --json`, ending in a line feed.
  ///
  /// The evidence of what is not finite also names the path from its birth to the root.
  public static func json(of findings: [Finding]) -> String {
    if findings.isEmpty { return "{ \"findings\": [] }\n" }
    let lines = findings.map { finding in
      let isNotFinite = finding.name == .notFiniteForward || finding.name == .notFiniteBackward
      let path = isNotFinite && !finding.pathWords.isEmpty ? "; path \(finding.pathWords)" : ""
      return "    { \"name\": \(JSONText.string(finding.name.rawValue))"
        + ", \"node\": \(finding.node.map(String.init) ?? "null")"
        + ", \"label\": \(finding.label.map(JSONText.string) ?? "null")"
        + ", \"evidence\": \(JSONText.string(finding.evidence + path))"
        + ", \"advice\": \(JSONText.string(finding.advice)) }"
    }
    return "{\n  \"findings\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
  }
}
