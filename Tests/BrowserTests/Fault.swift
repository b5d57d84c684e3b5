/// Something in a picture that people would stumble over.
struct Fault: CustomStringConvertible {
  let what: String
  /// By how many points; infinite where there is nothing to measure.
  let amount: Double

  var description: String {
    amount.isFinite ? "\(what) by \((amount * 100).rounded() / 100) pt" : what
  }
}
