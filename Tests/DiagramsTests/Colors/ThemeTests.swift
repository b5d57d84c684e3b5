import Autograd
import Diagrams
import Testing

@Suite struct ThemeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let theme: Theme
    /// The least contrast of any text.
    var contrast = 4.5
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "light", theme: .light), Case(name: "dark", theme: .dark),
    Case(name: "high contrast", theme: .highContrast, contrast: 7),
    Case(name: "print", theme: .print),
  ]

  private static func roles(_ theme: Theme) -> [(String, Color)] {
    let heads = theme.heads
    return [
      ("leaf", heads.leaf), ("input", heads.input), ("parameter", heads.parameter),
      ("target", heads.target), ("constant", heads.constant), ("operation", heads.operation),
      ("output", heads.output),
    ]
  }

  /// Checks that all pairs of some colours are so far apart, however one sees.
  private static func expectApart(
    _ colors: [(String, Color)], by least: Double, in name: String,
    _ distance: (Lab, Lab) -> Double
  ) {
    for vision in Vision.allCases {
      for (index, first) in colors.enumerated() {
        for second in colors.dropFirst(index + 1) {
          let found = distance(
            Lab(first.1, seenWith: vision), Lab(second.1, seenWith: vision))
          #expect(
            found >= least, "\(name), \(vision): \(first.0) and \(second.0) are \(found) apart")
        }
      }
    }
  }

  @Test(arguments: cases) func rolesAreToldApart(_ test: Case) {
    let roles = ThemeTests.roles(test.theme)
    ThemeTests.expectApart(roles, by: 15, in: test.name) { $0.distance1976(to: $1) }
    // Seven greys cannot be that far apart by the newer measure.
    if test.name == "print" { return }
    ThemeTests.expectApart(roles, by: 15, in: test.name) { $0.distance2000(to: $1) }
  }

  @Test(arguments: cases) func gradientsAreToldApart(_ test: Case) {
    let theme = test.theme
    ThemeTests.expectApart(
      [("positive", theme.positive), ("negative", theme.negative), ("card", theme.card)], by: 25,
      in: test.name
    ) { $0.distance1976(to: $1) }
  }

  private static func marks(_ theme: Theme) -> [(String, Color)] {
    let tones = theme.tones
    return [
      ("good", tones.good), ("notice", tones.notice), ("warning", tones.warning),
      ("bad", tones.bad),
    ].map { ($0.0, theme.card.mixed(with: $0.1, tones.strength)) }
  }

  @Test(arguments: cases) func marksAreToldApart(_ test: Case) {
    ThemeTests.expectApart(ThemeTests.marks(test.theme), by: 15, in: test.name) {
      $0.distance1976(to: $1)
    }
  }

  /// Greys cannot be that far apart; there, marks have their words alone.
  @Test(arguments: cases.filter { $0.name != "print" })
  func marksAreToldApartFromGradients(_ test: Case) throws {
    for sign in [1.0, -1] {
      let graph = snapshot { tape in
        let x = Value(1, label: "x", on: tape)
        return x * sign
      }
      let node = try #require(
        DiagramBuilder.pair(
          graph, DiagramOptions(theme: test.theme, overlay: Overlay(marks: [:])))[1].nodes.first)
      let gradient = Lab(try #require(node.rows[2].fill), seenWith: .normal)
      for (name, mark) in ThemeTests.marks(test.theme) {
        let found = gradient.distance1976(to: Lab(mark, seenWith: .normal))
        #expect(found >= 12, "\(test.name): \(name) and a gradient are \(found) apart")
      }
    }
  }

  @Test(arguments: cases) func textStandsOut(_ test: Case) {
    let theme = test.theme
    func expect(_ text: Color, on ground: Color, _ what: String) {
      let found = text.contrast(to: ground)
      #expect(found >= test.contrast, "\(test.name): \(what) has \(found)")
    }
    let grounds = [theme.background, theme.card] + theme.frameFills
    for ground in grounds {
      expect(theme.text, on: ground, "text on \(ground.hexadecimal)")
      expect(theme.mutedText, on: ground, "muted text on \(ground.hexadecimal)")
      expect(theme.forward, on: ground, "data above wires on \(ground.hexadecimal)")
      expect(theme.backward, on: ground, "gradients below wires on \(ground.hexadecimal)")
      #expect(theme.line.contrast(to: ground) >= 3)
      #expect(theme.accent.contrast(to: ground) >= 3)
    }
    for (name, head) in ThemeTests.roles(theme) { expect(theme.text(on: head), on: head, name) }
    for (name, fill) in ThemeTests.marks(theme) { expect(theme.text(on: fill), on: fill, name) }
    for part in stride(from: 0.15, through: 1, by: 0.05) {
      for gradient in [theme.positive, theme.negative] {
        let fill = theme.card.mixed(with: gradient, part)
        expect(theme.text(on: fill), on: fill, "text on a gradient of \(part)")
      }
    }
    expect(theme.notFinite, on: theme.card, "NaN")
  }

  @Test func printIsGrey() {
    for (_, color) in ThemeTests.roles(.print) + ThemeTests.marks(.print) {
      #expect(color.red == color.green && color.green == color.blue)
    }
  }

  @Test func autoIsLightByDayAndDarkAtNight() {
    let theme = Theme.auto
    #expect(theme.heads.input.hexadecimal == Theme.light.heads.input.hexadecimal)
    #expect(theme.heads.input.dark == Theme.dark.heads.input)
    #expect(theme.frameFills.map(\.dark) == Theme.dark.frameFills.map { $0 })
    // A mixture is made on both sides, and so is the choice of a text's colour.
    let mixed = theme.card.mixed(with: theme.positive, 0.3)
    #expect(mixed.dark == Theme.dark.card.mixed(with: Theme.dark.positive, 0.3))
    let text = theme.text(on: theme.heads.leaf)
    #expect(text.hexadecimal == Theme.light.text(on: Theme.light.heads.leaf).hexadecimal)
    #expect(text.dark == Theme.dark.text(on: Theme.dark.heads.leaf))
    #expect(Theme.light.heads.input.dark == nil)
    // On a ground that stays, text stays what stands out from it.
    let amber = Color(0xFFD54F)
    #expect(theme.text(on: amber).dark.map { $0.contrast(to: amber) } ?? 0 > 4.5)
  }
}
