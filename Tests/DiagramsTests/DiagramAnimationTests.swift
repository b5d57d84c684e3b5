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

  /// Two cards of groups that give data to each other: one of them goes first, and what comes from
  /// both comes last.
  @Test func cyclesOfGroupsComeInSomeOrder() {
    let graph = snapshot { tape in
      let x = Value(2, label: "x", on: tape)
      let a = tape.group("encoder") { x.tanh() }
      let b = tape.group("decoder") { a * 2 }
      let c = tape.group("encoder") { b.exp() }
      let d = tape.group("decoder") { c + 1 }
      return d.log()
    }
    let diagrams = DiagramBuilder.pair(graph, DiagramOptions(collapse: .all))
    let animation = DiagramAnimation(before: diagrams[0], after: diagrams[1])
    // x, encoder, decoder, log
    #expect(animation.arrivals[0] == 0)
    #expect(animation.arrivals[1] > 0 && animation.arrivals[2] > 0)
    #expect(animation.arrivals[3] == animation.arrivals.max())
    #expect(animation.returns[0] == animation.returns.compactMap { $0 }.max())
  }

  @Test func gradientsFlowThroughRounds() {
    let animation = animation(.micrograd)
    for (index, node) in animation.after.nodes.enumerated() where node.shape == .round {
      // That of exp, which the root does not depend on, hands nothing on.
      #expect((animation.returns[index] == nil) == (node.texts == ["exp"]))
    }
  }

  @Test func aLongWayTakesNoMoreMomentsThanCanBeFollowed() {
    let graph = snapshot { tape in
      (0..<700).reduce(Value(0.5, on: tape)) { value, _ in value.tanh() }
    }
    let diagrams = DiagramBuilder.pair(graph, DiagramOptions(collapse: .none))
    let animation = DiagramAnimation(before: diagrams[0], after: diagrams[1])
    #expect(animation.momentCount <= 202)
    #expect(animation.arrivals == animation.arrivals.sorted())
  }

  @Test func captionsSayWhichWay() {
    let captions = animation().frames().map { $0.diagram.header.caption.map(\.text).joined() }
    let forward = [String](repeating: "forward", count: 4)
    #expect(Array(captions) == forward + (1...4).map { "backward, step \($0) of 4" })
  }

  @Test func arrowsRunBackOnTheWayBack() {
    for (index, frame) in animation().frames().enumerated() {
      let isBack = frame.diagram.edges.contains(where: \.runsBack)
      // In the last frame nothing moves; in that before, only the root has its gradient.
      #expect(isBack == (5...6).contains(index))
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
