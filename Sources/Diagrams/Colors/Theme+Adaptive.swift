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
      \.heads.output, \.frameLine, \.positive, \.negative, \.notFinite, \.tones.neutral,
      \.tones.good, \.tones.notice, \.tones.warning, \.tones.bad,
    ]
  }
}
