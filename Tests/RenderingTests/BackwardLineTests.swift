import Diagrams
import Drawings
import Testing

@testable import Rendering

/// Lines whose head stands where they begin.
@Suite struct BackwardLineTests {
  private let start = Layout.Point(x: 10, y: 20)
  private let tip = Layout.Point(x: 110, y: 60)

  /// A line to the right, with a head of 7 points and perhaps a ring before it.
  private func line(hasRing: Bool = false) -> Layout.Edge {
    let end = Layout.Point(x: 103, y: 60)
    var line = Layout.Edge(
      curves: [[start, Layout.Point(x: 60, y: 20), Layout.Point(x: 50, y: 60), end]],
      arrowheads: [
        Layout.Arrowhead(
          outline: .polygon([
            Layout.Point(x: 103, y: 57.5), tip, Layout.Point(x: 103, y: 62.5),
          ]), isFilled: true, isAtTail: false)
      ])
    if hasRing {
      line.arrowheads.insert(
        Layout.Arrowhead(
          outline: .ellipse(
            center: Layout.Point(x: 112.5, y: 60), radii: Layout.Point(x: 2.5, y: 2.5)),
          isFilled: false, isAtTail: false), at: 0)
    }
    return line
  }

  @Test(arguments: [false, true]) func theHeadIsAtTheOtherEnd(hasRing: Bool) throws {
    let turned = line(hasRing: hasRing).turnedBack
    #expect(turned.arrowheads.count == (hasRing ? 2 : 1))
    let triangle = try #require(turned.arrowheads.last?.triangle)
    #expect(triangle.tip == start)
    // Lines leave boxes level, and the head is as long and broad as any.
    #expect(triangle.0.x == 17 && abs(triangle.0.y - triangle.2.y).rounded() == 5)
    // What was under the old head is a line.
    #expect(turned.curves.first?.first == tip)
    #expect(turned.curves.last?.last == start)
    #expect(turned.curves.joined().count % 3 == 1)
  }

  @Test func aLineWithoutAHeadGetsOne() throws {
    var plain = line()
    plain.arrowheads = []
    let triangle = try #require(plain.turnedBack.arrowheads.last?.triangle)
    #expect(triangle.tip == start)
    #expect(plain.turnedBack.curves.first?.first == Layout.Point(x: 103, y: 60))
    #expect(Layout.Edge().turnedBack == Layout.Edge())
  }

  @Test func onlyWhatRunsBackIsTurned() {
    var edge = Diagram.Edge(tail: 0, head: 1, color: Color(0))
    #expect(line().drawn(of: edge) == line())
    edge.runsBack = true
    #expect(line().drawn(of: edge).arrowheads.last?.triangle?.tip == start)
    edge.width = 3
    // A wide line ends where its head begins, which has grown.
    let wide = line().drawn(of: edge)
    let end = wide.curves.last?.last
    #expect((end?.distance(to: start) ?? 0) > 7)
  }
}
