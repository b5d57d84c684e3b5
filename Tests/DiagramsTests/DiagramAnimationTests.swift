import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct DiagramAnimationTests {
  private func animation(_ style: DiagramOptions.Style = .cards) -> DiagramAnimation {
    let graph = snapshot { tape in
      let x = Value(2, label: "x", on: tape)
      let y = Value(3, label: "y", on: tape)
      _ = y.exp()
      return (x * y).tanh() + x
    }
    let diagrams = DiagramBuilder.pair(graph, DiagramOptions(style: style))
    return DiagramAnimation(before: diagrams[0], after: diagrams[1])
  }

  @Test func dataFlowsForwardThenGradientsBack() {
    let animation = animation()
    // x, y, exp, x * y, tanh, +
    #expect(animation.arrivals == [0, 0, 1, 1, 2, 3])
    // The root first; x only once both its users have handed on; exp never.
    #expect(animation.returns == [7, 7, nil, 6, 5, 4])
    #expect(animation.momentCount == 8)
  }

  @Test(arguments: DiagramOptions.Style.allCases)
  func nothingComesBeforeWhatItIsMadeFrom(_ style: DiagramOptions.Style) {
    let animation = animation(style)
    for edge in animation.after.edges {
      #expect(animation.arrivals[edge.tail] < animation.arrivals[edge.head])
      if let back = animation.returns[edge.tail], let from = animation.returns[edge.head] {
        #expect(from < back)
      }
    }
  }

  @Test func framesEndWithTheWholePicture() {
    let animation = animation()
    let frames = animation.frames()
    #expect(frames.count == animation.momentCount)
    #expect(frames.last?.diagram == animation.after)
    // The first frame has the leaves, and all else faintly.
    #expect(frames[0].diagram.nodes[0] == animation.before.nodes[0])
    #expect(frames[0].diagram.nodes[5].outline != animation.before.nodes[5].outline)
    for frame in frames {
      #expect(frame.diagram.nodes.map(\.width) == animation.after.nodes.map(\.width))
      #expect(frame.milliseconds >= 250)
    }
  }
}
