/// Why the value of an operation is NaN or infinite.
package enum NotFiniteCause: Sendable {
  case given, zeroByZero, divisionByZero, logOfZero, logOfNegative, log1pOfMinusOne, log1pBelow
  case rootOfNegative, beyondArc
  case zeroToNegativePower, negativeBase, smallDivisor, overflow, infinities, custom

  /// The cause in a few words.
  package var reason: String {
    switch self {
    case .given: "it was given so"
    case .zeroByZero: "zero divided by zero has no value"
    case .divisionByZero: "a division by zero"
    case .logOfZero: "the logarithm of zero"
    case .logOfNegative: "the logarithm of a negative number"
    case .log1pOfMinusOne: "the logarithm of 1 + x, which is zero there"
    case .log1pBelow: "the logarithm of 1 + x, which is negative there"
    case .beyondArc: "no angle has this sine or cosine, since they lie between -1 and 1"
    case .rootOfNegative: "the square root of a negative number"
    case .zeroToNegativePower: "a power of zero with a negative exponent is a division by zero"
    case .negativeBase: "a negative base to a power that is no whole number"
    case .smallDivisor: "an overflow, since the divisor is too small"
    case .overflow: "an overflow, since numbers end at 1.798e+308"
    case .infinities: "an operation on infinities that has no value"
    case .custom: "what its own function returned"
    }
  }

  /// What to do about it.
  package var advice: String {
    switch self {
    case .given:
      "Give it a finite number: look at the data it comes from, or at the update that made it."
    case .zeroByZero, .divisionByZero, .smallDivisor:
      "Keep the divisor away from zero, for instance by adding a small constant to it."
    case .logOfZero, .logOfNegative:
      "Keep what goes into log above zero: add a small constant, or take the log of a softmax or a "
        + "sigmoid in one step, from the scores."
    case .log1pOfMinusOne, .log1pBelow:
      "Keep what goes into log1p above -1, for instance by adding a small constant to it."
    case .beyondArc:
      "Keep what goes into asin or acos between -1 and 1: scale it, or clip it with min and max."
    case .rootOfNegative:
      "Keep what goes into sqrt above zero, for instance by squaring it or by adding a constant."
    case .zeroToNegativePower:
      "Keep the base away from zero, for instance by adding a small constant to it."
    case .negativeBase:
      "Keep the base above zero, or use a whole number as exponent."
    case .overflow:
      "Keep the numbers small: scale the inputs, or subtract the greatest before exp."
    case .infinities:
      "Find where the infinity comes from, and keep it out."
    case .custom:
      "Look at the value that the operation's own function returns for these inputs."
    }
  }
}

extension Value.Operation {
  /// Why this operation's value at some inputs is not finite.
  package func causeOfNotFinite(
    _ inputs: [Double], parameter: Double?, output: Double
  ) -> NotFiniteCause {
    if self == .leaf || self == .constant { return .given }
    if self == .custom { return .custom }
    if !inputs.allSatisfy(\.isFinite) { return .infinities }
    let x = inputs.first ?? 0
    switch self {
    case .divide where inputs[1] == 0: return x == 0 ? .zeroByZero : .divisionByZero
    case .divide: return .smallDivisor
    case .log where x == 0, .log2 where x == 0, .log10 where x == 0: return .logOfZero
    case .log where x < 0, .log2 where x < 0, .log10 where x < 0: return .logOfNegative
    case .log1p where x == -1: return .log1pOfMinusOne
    case .log1p where x < -1: return .log1pBelow
    case .asin where x.magnitude > 1, .acos where x.magnitude > 1: return .beyondArc
    case .sqrt where x < 0: return .rootOfNegative
    case .power, .powerOfConstant:
      if x == 0 { return .zeroToNegativePower }
      return output.isNaN ? .negativeBase : .overflow
    default: return .overflow
    }
  }
}
