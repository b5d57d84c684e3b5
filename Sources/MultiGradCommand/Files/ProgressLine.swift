internal import LayeredLayout
internal import LibC
internal import Rendering

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

  /// Writes the line anew.
  func show(_ text: String) {
    if isShown { rewrite(text) }
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

/// How far a picture is that takes more than a second.
final class PhaseProgress {
  private static let patience = Duration.seconds(1)

  private let line: ProgressLine
  private let start = ContinuousClock.now

  init(isQuiet: Bool) { line = ProgressLine(total: 1, isQuiet: isQuiet) }

  /// Says what begins, where the work has taken a second already.
  func show(_ phase: DrawingPhase) {
    if ContinuousClock.now - start < PhaseProgress.patience { return }
    switch phase {
    case .layout(.ranks): line.show("finding columns")
    case .layout(.order): line.show("finding an order")
    case .layout(.places): line.show("placing cards")
    case .layout(.lines): line.show("drawing lines")
    case .dot: line.show("dot is laying out")
    case .writing(let card, let count): line.show("writing card \(card + 1) of \(count)")
    }
  }

  /// Takes the line away.
  func end() { line.end() }
}

/// How far the frames of an animation are; of many pixels it is reported beforehand how many.
final class FrameProgress {
  /// From how many pixels in all frames on that is reported.
  private static let manyPixels = 30_000_000

  private let isQuiet: Bool
  private var line: ProgressLine?

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Shows that a frame was drawn.
  func show(_ frame: DrawnFrame) {
    if line == nil {
      line = ProgressLine(total: frame.count, isQuiet: isQuiet)
      if !isQuiet, frame.count * frame.width * frame.height >= FrameProgress.manyPixels {
        Standard.error.tell(
          "There are \(frame.count) frames to draw, of \(frame.width) × \(frame.height) pixels.\n")
      }
    }
    line?.show(picture: frame.number)
  }

  /// Takes the line away.
  func end() { line?.end() }
}
