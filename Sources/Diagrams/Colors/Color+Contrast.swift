extension Color {
  /// The contrast to another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
  ///
  /// Colours for the dark are not looked at.
  public func contrast(to other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// How light the colour is, from 0 to 1 (WCAG 2.2, "relative luminance").
  private var luminance: Double {
    0.2126 * Color.linear[Int(red)] + 0.7152 * Color.linear[Int(green)]
      + 0.0722 * Color.linear[Int(blue)]
  }

  /// The light of each of the 256 values of a channel, by the curve of sRGB.
  private static let linear: [Double] = (0..<256).map { value in
    let part = Double(value) / 255
    return part <= 0.04045 ? part / 12.92 : power(part)
  }

  /// ((c + 0.055) / 1.055)^2.4 as a fifth root of a twelfth power, by Newton's method: nothing of
  /// the system's mathematics is needed, and so it is the same on every machine.
  private static func power(_ part: Double) -> Double {
    let base = (part + 0.055) / 1.055
    let square = base * base
    var twelfth = square * square * square
    twelfth *= twelfth
    var root = base
    for _ in 0..<40 {
      let fourth = root * root * root * root
      root -= (fourth * root - twelfth) / (5 * fourth)
    }
    return root
  }
}
