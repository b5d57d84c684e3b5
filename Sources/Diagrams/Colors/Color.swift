/// A colour in sRGB, and what it turns into in the dark where the picture follows its reader.
public struct Color: Sendable, Hashable {
  /// Red, from 0 to 255.
  public var red: UInt8
  /// Green, from 0 to 255.
  public var green: UInt8
  /// Blue, from 0 to 255.
  public var blue: UInt8
  /// The colour of an adaptive picture where its reader's colour scheme is dark, as 0xRRGGBB.
  private var darkNumber: UInt32?

  /// A colour from a number such as `0x1B6CA8`.
  public init(_ hexadecimal: UInt32) {
    red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
    green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
    blue = UInt8(truncatingIfNeeded: hexadecimal)
  }

  /// One colour by day and another in the dark.
  public init(light: Color, dark: Color) {
    self = light
    darkNumber = dark.number
  }

  /// What the colour turns into where the reader's colour scheme is dark; `nil` where it stays.
  public var dark: Color? { darkNumber.map(Color.init) }
  /// The colour as a number such as `0x1B6CA8`.
  public var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// The colour as SVG and Graphviz write it: "#1b6ca8".
  public var hexadecimal: String {
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// A mixture: this colour at 0, the other at 1.
  public func mixed(with other: Color, _ part: Double) -> Color {
    let light = mixedAsIs(with: other, part)
    if darkNumber == nil && other.darkNumber == nil { return light }
    return Color(
      light: light, dark: (dark ?? self).mixedAsIs(with: other.dark ?? other, part))
  }

  private func mixedAsIs(with other: Color, _ part: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt32 {
      UInt32((Double(a) + (Double(b) - Double(a)) * part).rounded())
    }
    return Color(mix(red, other.red) << 16 | mix(green, other.green) << 8 | mix(blue, other.blue))
  }
}

extension Color {
  /// The contrast to another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
  ///
  /// Colours for the dark are ignored.
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
