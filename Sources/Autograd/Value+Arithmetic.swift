extension Value {
  /// Records a node of one input.
  @inlinable @inline(__always)
  func applying(_ operation: Operation, parameter: Double = 0) -> Value {
    let epoch = storage.pointee.epoch
    guard let x = readyData(in: epoch), storage.pointee.hasRoom else {
      return carefullyApplying(operation, parameter: parameter)
    }
    let node = TapeNode(operation: operation, first: rawIndex, payload: parameter.bitPattern)
    return storage.appended(node, operation.evaluate(x, parameter: parameter), stamp: epoch)
  }

  /// Records a node of two inputs.
  @inlinable @inline(__always)
  func applying(_ operation: Operation, _ other: Value) -> Value {
    let epoch = storage.pointee.epoch
    guard storage == other.storage, let x = readyData(in: epoch),
      let y = other.readyData(in: epoch),
      storage.pointee.hasRoom
    else { return carefullyApplying(operation, other) }
    let node = TapeNode(operation: operation, first: rawIndex, payload: UInt64(other.rawIndex))
    return storage.appended(node, operation.evaluate(x, y), stamp: epoch)
  }

  /// The rare cases, in one call that the usual ones need no registers for: a value of an outer step, one
  /// that must not be used, and a tape that has to grow.
  @usableFromInline @inline(never)
  func carefullyApplying(_ operation: Operation, parameter: Double) -> Value {
    let data = operation.evaluate(checkedData, parameter: parameter)
    storage.pointee.makeRoom()
    return storage.appended(
      TapeNode(operation: operation, first: rawIndex, payload: parameter.bitPattern), data)
  }

  @usableFromInline @inline(never)
  func carefullyApplying(_ operation: Operation, _ other: Value) -> Value {
    if storage != other.storage { Misuse.mixedTapes() }
    let data = operation.evaluate(checkedData, other.checkedData)
    storage.pointee.makeRoom()
    return storage.appended(
      TapeNode(operation: operation, first: rawIndex, payload: UInt64(other.rawIndex)), data)
  }

  /// A constant on this value's tape.
  @usableFromInline
  func constant(_ data: Double) -> Value {
    checkAlive()
    storage.pointee.makeRoom()
    return storage.appended(TapeNode(operation: .constant), data)
  }
}

/// The arithmetic operators.
///
/// A plain number on either side is recorded as a constant on its side.
extension Value {
  /// The sum of two values.
  @inlinable @inline(__always)
  public static func + (a: Value, b: Value) -> Value { a.applying(.add, b) }
  /// The difference of two values.
  @inlinable @inline(__always)
  public static func - (a: Value, b: Value) -> Value { a.applying(.subtract, b) }
  /// The product of two values.
  @inlinable @inline(__always)
  public static func * (a: Value, b: Value) -> Value { a.applying(.multiply, b) }
  /// The quotient of two values.
  @inlinable @inline(__always)
  public static func / (a: Value, b: Value) -> Value { a.applying(.divide, b) }

  /// The sum of a value and a plain number.
  @inlinable
  public static func + (a: Value, b: Double) -> Value { a + a.constant(b) }
  /// The difference of a value and a plain number.
  @inlinable
  public static func - (a: Value, b: Double) -> Value { a - a.constant(b) }
  /// The product of a value and a plain number.
  @inlinable
  public static func * (a: Value, b: Double) -> Value { a * a.constant(b) }
  /// The quotient of a value and a plain number.
  @inlinable
  public static func / (a: Value, b: Double) -> Value { a / a.constant(b) }

  /// The sum of a plain number and a value.
  @inlinable
  public static func + (a: Double, b: Value) -> Value { b.constant(a) + b }
  /// The difference of a plain number and a value.
  @inlinable
  public static func - (a: Double, b: Value) -> Value { b.constant(a) - b }
  /// The product of a plain number and a value.
  @inlinable
  public static func * (a: Double, b: Value) -> Value { b.constant(a) * b }
  /// The quotient of a plain number and a value.
  @inlinable
  public static func / (a: Double, b: Value) -> Value { b.constant(a) / b }

  /// The value with the other sign.
  @inlinable
  public static prefix func - (a: Value) -> Value { a.applying(.negate) }
  /// The value itself; no node is recorded.
  @inlinable
  public static prefix func + (a: Value) -> Value { a }
}

/// The same, put back into the variable on the left: a new node under an old name.
extension Value {
  /// Replaces a value by its sum with a value.
  @inlinable
  public static func += (a: inout Value, b: Value) { a = a + b }
  /// Replaces a value by its difference with a value.
  @inlinable
  public static func -= (a: inout Value, b: Value) { a = a - b }
  /// Replaces a value by its product with a value.
  @inlinable
  public static func *= (a: inout Value, b: Value) { a = a * b }
  /// Replaces a value by its quotient with a value.
  @inlinable
  public static func /= (a: inout Value, b: Value) { a = a / b }

  /// Replaces a value by its sum with a plain number.
  @inlinable
  public static func += (a: inout Value, b: Double) { a = a + b }
  /// Replaces a value by its difference with a plain number.
  @inlinable
  public static func -= (a: inout Value, b: Double) { a = a - b }
  /// Replaces a value by its product with a plain number.
  @inlinable
  public static func *= (a: inout Value, b: Double) { a = a * b }
  /// Replaces a value by its quotient with a plain number.
  @inlinable
  public static func /= (a: inout Value, b: Double) { a = a / b }
}
