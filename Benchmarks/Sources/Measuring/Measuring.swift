/// How long something takes, in seconds.
public func seconds(_ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .seconds(1)
}

/// The value in the middle; of an even number of values, the upper one of two.
public func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// A number with two decimals.
public func text(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  let decimals = String(hundredths % 100)
  return "\(hundredths / 100)." + (decimals.count == 1 ? "0" : "") + decimals
}
