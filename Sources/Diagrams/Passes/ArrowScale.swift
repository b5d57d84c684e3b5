/// The widths and colours of arrows by the numbers on them.
///
/// The least and the greatest number of the picture have the thinnest and the thickest line, and those
/// between them stand by their logarithms.
struct ArrowScale {
  private static let (thinnest, thickest) = (1.0, 8.0)

  private let colors: GradientScale
  /// The strength of the least number that is not 0.
  private let least: Double

  /// A scale for the numbers of one picture.
  init(_ numbers: [Double]) {
    let colors = GradientScale(numbers)
    least =
      numbers.lazy.filter { $0.isFinite && $0 != 0 }.map(colors.strength).min() ?? 1
    self.colors = colors
  }

  /// The width of the line of a number, in points.
  func width(of number: Double) -> Double {
    let strength = colors.strength(of: number)
    // Where all are alike, none is large.
    let part = least == 1 ? strength / 2 : max(0, (strength - least) / (1 - least))
    return ArrowScale.thinnest + (ArrowScale.thickest - ArrowScale.thinnest) * part
  }

  /// The colour of the line of a number.
  func color(of number: Double, _ theme: Theme) -> Color {
    if number == 0 { return theme.line }
    if !number.isFinite { return theme.notFinite }
    return theme.line.mixed(
      with: number > 0 ? theme.positive : theme.negative, colors.strength(of: number))
  }
}
