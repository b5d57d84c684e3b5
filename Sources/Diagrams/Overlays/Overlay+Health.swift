public import ComputationGraph
public import Diagnosis

extension Overlay {
  /// What a diagnosis found, on the nodes that it names.
  ///
  /// What is neither named, nor an operand, nor on the way from there to the root is drawn faintly.
  public static func health(_ findings: [Finding], of graph: GraphSnapshot) -> Overlay {
    var marks: [Int: [Mark]] = [:]
    var shown: Set<Int> = []
    for finding in findings {
      for (index, node) in finding.nodes.enumerated() {
        let mark = Mark(
          key: index == 0 ? "found" : "with", text: finding.name.rawValue,
          tone: index == 0 ? .bad : .warning)
        if marks[node]?.contains(where: { $0.text == mark.text }) != true {
          marks[node, default: []].append(mark)
        }
      }
      shown.formUnion(finding.nodes)
      shown.formUnion(finding.nodes.flatMap { graph.nodes[$0].inputs })
      shown.formUnion(finding.path)
    }
    var overlay = Overlay(
      marks: marks, ghosts: findings.isEmpty ? [] : Set(graph.nodes.indices).subtracting(shown),
      legend: [
        Mark(key: "found", text: "here", tone: .bad),
        Mark(key: "with", text: "has a part in it", tone: .warning),
      ])
    if findings.isEmpty {
      overlay.summary = Mark(key: "health", text: "no findings", tone: .good)
    }
    return overlay
  }
}
