internal import LibC

/// A line on standard error that says how far something is: in a terminal only.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool

  init(total: Int, isQuiet: Bool) {
    self.total = total
    isShown = !isQuiet && total > 0 && isatty(Standard.error.number) == 1
  }

  /// Writes the line anew, a hundred times at most.
  func show(step: Int, loss: Double) {
    show(step, "step \(step) of \(total), loss \(loss)")
  }

  /// Says how many pictures are drawn, a hundred times at most.
  func show(picture: Int) { show(picture, "picture \(picture) of \(total)") }

  private func show(_ number: Int, _ text: @autoclosure () -> String) {
    guard isShown, number == total || number % max(1, total / 100) == 0 else { return }
    rewrite(text())
  }

  /// Takes the line away.
  func end() {
    if isShown { rewrite("") }
  }

  /// Back to the start, and the rest of the line empty: our own control of the terminal.
  private func rewrite(_ text: String) {
    try? Standard.error.write(Array("\r\u{1B}[K\(text)".utf8))
  }
}
