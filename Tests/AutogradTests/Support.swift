import Autograd
import Foundation
import Synchronization
import Testing

/// Foundation has an `Operation` too; ours is meant throughout.
typealias Operation = Value.Operation

/// Whether two numbers agree to a fraction of the greater one, or of 1; NaN agrees with NaN.
func agree(_ a: Double, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
  if a.isInfinite || b.isInfinite { return a == b }
  return abs(a - b) <= tolerance * max(1, max(abs(a), abs(b)))
}

/// A generator whose numbers are the same in every run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Runs a body in a thread of its own.
func onThread(
  stackSize: Int = 512 * 1024, _ body: @escaping @Sendable () -> Void
) async {
  await withCheckedContinuation { done in
    let thread = Thread {
      body()
      done.resume()
    }
    thread.stackSize = stackSize
    thread.start()
  }
}

/// What several threads write to in turn.
final class Shared<Contents>: @unchecked Sendable {
  private let lock = Mutex(())
  private var contents: Contents

  init(_ contents: Contents) { self.contents = contents }

  func withLock<Result>(_ body: (inout Contents) -> Result) -> Result {
    lock.withLock { _ in body(&contents) }
  }
}
