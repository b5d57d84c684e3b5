internal import Autograd
internal import ComputationGraph

/// Frames round the cards of a group.
extension DiagramBuilder {
  func addFrames(to diagram: inout Diagram, at ports: [Port]) {
    if options.style == .micrograd && outline.isWhole { return }
    var groups = [GroupPath?](repeating: nil, count: diagram.nodes.count)
    for (unit, port) in zip(outline.units, ports) where !isAloneInFrame(unit) {
      for node in port.entry...port.exit { groups[node] = unit.frame }
    }
    diagram.frames = FrameTree(groups: groups).frames
  }

  /// Whether the card of a group is the only one in the frame round it, which is not drawn then: it
  /// would say no more than the card.
  func isAloneInFrame(_ unit: GraphOutline.Unit) -> Bool {
    unit.kind == .group
      && unit.frame.map { frameCounts[$0.prefix(FrameTree.deepest)] == 1 } ?? false
  }

  /// How many cards stand in each frame, also in frames inside it.
  static func frameCounts(of outline: GraphOutline) -> [GroupPath: Int] {
    var counts: [GroupPath: Int] = [:]
    for case let frame? in outline.units.map(\.frame) {
      let names = frame.names.prefix(FrameTree.deepest)
      for depth in 1..<names.count + 1 {
        counts[GroupPath(names.prefix(depth).joined(separator: "/")), default: 0] += 1
      }
    }
    return counts
  }
}
