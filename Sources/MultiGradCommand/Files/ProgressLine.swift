#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A line on standard error that says how far a training is: in a terminal only.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool

  init(total: Int, isQuiet: Bool) {
    self.total = total
    isShown = !isQuiet && total > 0 && isatty(Standard.error.number) == 1
  }

  /// Writes the line anew, a hundred times at most.
  func show(step: Int, loss: Double) {
    guard isShown, step == total || step % max(1, total / 100) == 0 else { return }
    Standard.error.tell("\r\u{1B}[Kstep \(step) of \(total), loss \(loss)")
  }

  /// Takes the line away.
  func end() {
    if isShown { Standard.error.tell("\r\u{1B}[K") }
  }
}
