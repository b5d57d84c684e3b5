/// A number, or none, in the room of a number.
package struct OptionalNumber: Sendable, BitwiseCopyable {
  private let stored: Double

  package static let none = OptionalNumber(nil)

  @inline(__always)
  package init(_ number: Double?) {
    guard let number else {
      stored = TapeStorage.absentGradient
      return
    }
    // Somebody may have made the one that stands for none.
    stored = number.bitPattern == TapeStorage.absentGradient.bitPattern ? .nan : number
  }

  /// The number; `nil` where there is none.
  @inline(__always)
  package var number: Double? { isNone ? nil : stored }

  @inline(__always)
  package var isNone: Bool { stored.bitPattern == TapeStorage.absentGradient.bitPattern }
}

extension OptionalNumber: Equatable {
  package static func == (a: OptionalNumber, b: OptionalNumber) -> Bool {
    a.stored == b.stored || a.isNone && b.isNone
  }
}
