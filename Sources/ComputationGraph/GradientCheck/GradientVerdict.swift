/// How far an analytic derivative is from the numerical one, from harmless to wrong.
///
/// The bands are those of CS231n, "Gradient checks".
public enum GradientVerdict: UInt8, CaseIterable, Sendable, Comparable {
  /// Nothing could be compared; the remarks say why.
  case unchecked
  /// A relative error below 1e-7, or both are 0.
  case good
  /// Between 1e-7 and the tolerance, where there are kinks.
  case fine
  /// Between 1e-7 and the tolerance, where there are none: correct, but not to many digits.
  case loose
  /// A kink lies between the two points of the difference, which then says nothing.
  case kink
  /// Between the tolerance and 1e-2.
  case uncomfortable
  /// Above 1e-2.
  case wrong

  /// The word in reports and JSON.
  public var name: String { "\(self)" }

  /// Whether one verdict is less grave than another.
  public static func < (a: GradientVerdict, b: GradientVerdict) -> Bool {
    a.rawValue < b.rawValue
  }
}
