import Diagrams
import Testing

/// The measure itself, against published numbers.
@Suite struct VisionTests {
  /// Pairs of Sharma, Wu and Dalal's table.
  @Test(arguments: [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (50.0, 3.1736, 0.5854), 1.0),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
  ])
  func distanceOf2000(
    _ first: (Double, Double, Double), _ second: (Double, Double, Double), _ distance: Double
  ) {
    let (a, b) = (
      Lab(l: first.0, a: first.1, b: first.2), Lab(l: second.0, a: second.1, b: second.2)
    )
    #expect(abs(a.distance2000(to: b) - distance) < 1e-4)
    #expect(abs(b.distance2000(to: a) - distance) < 1e-4)
  }

  @Test func whiteAndRedAreWhereTheyBelong() {
    let white = Lab(Color(0xFFFFFF), seenWith: .normal)
    #expect(abs(white.l - 100) < 1e-3 && abs(white.a) < 0.02 && abs(white.b) < 0.02)
    let red = Lab(Color(0xFF0000), seenWith: .normal)
    #expect(abs(red.l - 53.24) < 0.01 && abs(red.a - 80.09) < 0.01 && abs(red.b - 67.20) < 0.01)
    // Red and green differ for most people, and much less for those without green cones.
    let green = Color(0x5F8F00)
    let brown = Color(0xB06B00)
    let (normal, deutan) = (
      Lab(green, seenWith: .normal).distance2000(to: Lab(brown, seenWith: .normal)),
      Lab(green, seenWith: .deutan).distance2000(to: Lab(brown, seenWith: .deutan))
    )
    #expect(deutan < normal / 3)
  }

  /// Numbers of the WCAG's own examples, and the ends of the scale.
  @Test func contrast() {
    #expect(abs(Color(0x000000).contrast(to: Color(0xFFFFFF)) - 21) < 1e-9)
    #expect(abs(Color(0xFFFFFF).contrast(to: Color(0x767676)) - 4.54) < 0.005)
    #expect(abs(Color(0x949494).contrast(to: Color(0xFFFFFF)) - 3.03) < 0.005)
    #expect(Color(0x123456).contrast(to: Color(0x123456)) == 1)
  }
}
