/// The built-in themes.
///
/// Their colours are found by search: the heads of cards are as far apart for people with any of the
/// common colour vision deficiencies as the tests demand, and every text stands out from its ground.
/// Gradients run from purple over the card to orange, the diverging pair that all tell apart.
extension Theme {
  /// Dark text on white.
  public static let light = Theme(
    background: Color(0xFFFFFF), text: Color(0x1C2733), invertedText: Color(0xFFFFFF),
    mutedText: Color(0x566270), card: Color(0xFFFFFF), line: Color(0x66727F),
    accent: Color(0x0A70E0),
    heads: Heads(
      leaf: Color(0x5CA66F), input: Color(0xADD3FD), parameter: Color(0xFBDB80),
      target: Color(0xB579B9), constant: Color(0xAEAFB1), operation: Color(0xF5F5F6),
      output: Color(0x1D3955)),
    frameFills: [Color(0xF6F8FB), Color(0xEDF1F6), Color(0xE4EAF1)], frameLine: Color(0xC6D0DB),
    positive: Color(0xF28E2B), negative: Color(0x9A86D6), notFinite: Color(0xC2143F),
    forward: Color(0x1A7431), backward: Color(0xB3261E),
    tones: Tones(
      neutral: Color(0xA7ABB0), good: Color(0x81C393), notice: Color(0x36B2F6),
      warning: Color(0xFDC657), bad: Color(0xDC573F), strength: 0.55))

  /// Light text on near black.
  public static let dark = Theme(
    background: Color(0x0D1117), text: Color(0xE6EDF3), invertedText: Color(0x0D1117),
    mutedText: Color(0x9DA9B6), card: Color(0x161B22), line: Color(0x8492A1),
    accent: Color(0x359CFF),
    heads: Heads(
      leaf: Color(0x478C57), input: Color(0x83B2E4), parameter: Color(0xEAC172),
      target: Color(0x92509C), constant: Color(0x656667), operation: Color(0x2C3238),
      output: Color(0xDFEAF4)),
    frameFills: [Color(0x121922), Color(0x19222E), Color(0x212C3B)], frameLine: Color(0x37455A),
    positive: Color(0xA45406), negative: Color(0x6451AB), notFinite: Color(0xFF8A9B),
    forward: Color(0x56C271), backward: Color(0xFF8F85),
    tones: Tones(
      neutral: Color(0x64676B), good: Color(0x68A874), notice: Color(0x275A9B),
      warning: Color(0xC69734), bad: Color(0xBD3D2D), strength: 0.55))

  /// Black on white and strong colours: every text has a contrast of 7:1 and more.
  public static let highContrast = Theme(
    background: Color(0xFFFFFF), text: Color(0x000000), invertedText: Color(0xFFFFFF),
    mutedText: Color(0x333C47), card: Color(0xFFFFFF), line: Color(0x1A1F26),
    accent: Color(0x004EB8),
    heads: Heads(
      leaf: Color(0x0D5D1E), input: Color(0x4EBEF9), parameter: Color(0xF6D706),
      target: Color(0x8B1290), constant: Color(0x9EA4A8), operation: Color(0xEFF1F4),
      output: Color(0x091836)),
    frameFills: [Color(0xF3F6FA), Color(0xE8EDF4), Color(0xDCE4EE)], frameLine: Color(0x6F7C8B),
    positive: Color(0xFF962A), negative: Color(0xB59AFE), notFinite: Color(0xA80030),
    forward: Color(0x07481A), backward: Color(0x8E001B),
    tones: Tones(
      neutral: Color(0xB4B7BB), good: Color(0x56C36B), notice: Color(0x04ADFD),
      warning: Color(0xFFC423), bad: Color(0xF04419), strength: 0.55))

  /// Greys, for paper, and stripes on heads.
  ///
  /// The sign of a gradient is its "+" or "-": grey alone cannot show it.
  public static let print: Theme = {
    var theme = greys
    theme.hasStripes = true
    return theme
  }()

  private static let greys = Theme(
    background: Color(0xFFFFFF), text: Color(0x000000), invertedText: Color(0xFFFFFF),
    mutedText: Color(0x4D4D4D), card: Color(0xFFFFFF), line: Color(0x6E6E6E),
    accent: Color(0x000000),
    heads: Heads(
      leaf: Color(0x4F4F4F), input: Color(0x9E9E9E), parameter: Color(0xC9C9C9),
      target: Color(0x2C2C2C), constant: Color(0x757575), operation: Color(0xFAFAFA),
      output: Color(0x020202)),
    frameFills: [Color(0xF6F6F6), Color(0xEDEDED), Color(0xE3E3E3)], frameLine: Color(0xB8B8B8),
    positive: Color(0xB8B8B8), negative: Color(0x767676), notFinite: Color(0x000000),
    forward: Color(0x000000), backward: Color(0x000000),
    tones: Tones(
      neutral: Color(0xCCCCCC), good: Color(0xF4F4F4), notice: Color(0xA2A2A2),
      warning: Color(0x535353), bad: Color(0x0A0A0A), strength: 0.55))
}

extension Theme {
  /// A picture that follows its reader: light, and dark where the reader's colour scheme is.
  ///
  /// Only SVG can follow; every other format, and a viewer that ignores style sheets, shows the
  /// light theme.
  public static let auto = Theme.adaptive(light: .light, dark: .dark)

  /// One theme by day and another in the dark.
  public static func adaptive(light: Theme, dark: Theme) -> Theme {
    var theme = light
    for color in Theme.colors {
      theme[keyPath: color] = Color(light: light[keyPath: color], dark: dark[keyPath: color])
    }
    theme.frameFills = light.frameFills.indices.map { depth in
      Color(light: light.frameFill(depth: depth), dark: dark.frameFill(depth: depth))
    }
    return theme
  }

  /// Every colour but those of frames.
  private static var colors: [WritableKeyPath<Theme, Color>] {
    [
      \.background, \.text, \.invertedText, \.mutedText, \.card, \.line, \.accent, \.heads.leaf,
      \.heads.input, \.heads.parameter, \.heads.target, \.heads.constant, \.heads.operation,
      \.heads.output, \.frameLine, \.positive, \.negative, \.notFinite, \.forward,
      \.backward, \.tones.neutral,
      \.tones.good, \.tones.notice, \.tones.warning, \.tones.bad,
    ]
  }
}
