/// A number, or none, in the room of a number.
@usableFromInline
package struct OptionalNumber: Sendable, BitwiseCopyable {
  @usableFromInline let stored: Double

  package static let none = OptionalNumber(nil)

  /// A signalling NaN stands for none: arithmetic only ever makes quiet ones.
  @inlinable @inline(__always)
  static var absent: Double { Double(nan: 0xAB5E, signaling: true) }

  @inlinable
  package init(_ number: Double?) {
    guard let number else {
      stored = OptionalNumber.absent
      return
    }
    // Somebody may have made the one that stands for none.
    stored = number.bitPattern == OptionalNumber.absent.bitPattern ? .nan : number
  }

  /// The number; `nil` where there is none.
  @inlinable @inline(__always)
  package var number: Double? { isNone ? nil : stored }

  @inlinable @inline(__always)
  package var isNone: Bool { stored.bitPattern == OptionalNumber.absent.bitPattern }
}

extension OptionalNumber: Equatable {
  @inlinable
  package static func == (a: OptionalNumber, b: OptionalNumber) -> Bool {
    a.stored == b.stored || a.isNone && b.isNone
  }
}
