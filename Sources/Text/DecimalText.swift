/// Numbers in decimal notation, without locale and without trailing zeros.
package enum DecimalText {
  /// A number rounded to a number of decimals, by integer arithmetic: most of the time that Graphviz
  /// takes to write an SVG goes into this.
  package static func text(_ value: Double, decimals: Int = 2) -> String {
    var bytes: [UInt8] = []
    append(value, decimals: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a number in the same notation to some bytes.
  package static func append(_ value: Double, decimals: Int = 2, to bytes: inout [UInt8]) {
    var scale: UInt = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    var (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: scale)
    var power: UInt = 1
    while power <= whole / 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(whole / power))
      whole %= power
      power /= 10
    }
    if fraction == 0 { return }
    bytes.append(UInt8(ascii: "."))
    while fraction > 0 {
      scale /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(fraction / scale))
      fraction %= scale
    }
  }
}
