internal import Text

/// The traps: what is said when a program uses a tape in a way that has no meaning.
///
/// `fatalError` and not `precondition`, since an optimised build drops the sentence of the latter.
@usableFromInline
enum Misuse {
  @usableFromInline @inline(never)
  static func staleValue() -> Never {
    fatalError(
      """
      A Value was used after its step had ended, or after its Tape was gone. Only its `data` can \
      still be read; keep what must outlive a step outside of `tape.step { … }`.
      """)
  }

  @usableFromInline @inline(never)
  static func mixedTapes() -> Never {
    fatalError(
      """
      Values of two tapes were mixed in one operation. Make all Values of an expression on the \
      same Tape: pass `on: tape` to each.
      """)
  }

  @inline(never)
  static func backwardFromConstant() -> Never {
    fatalError(
      """
      backward() was called on a constant, which depends on nothing. Call it on the result of an \
      expression, or make the number a leaf with Value(…).
      """)
  }

  @inline(never)
  static func dataOfResult(_ operation: String) -> Never {
    fatalError(
      """
      The data of a result ('\(operation)') was set; only the data of a leaf can be. Change the \
      leaves that it is computed from, and compute it anew.
      """)
  }

  @inline(never)
  static func noSuchNode(_ index: Int, _ count: Int) -> Never {
    fatalError("Node \(index) of a Tape was asked for; it has \(count), counted from 0.")
  }

  @inline(never)
  static func stepsTooDeep() -> Never {
    fatalError(
      "Steps of a Tape nest \(TapeStorage.deepestStep) deep at most. End a step before the next.")
  }

  @inline(never)
  static func operationName(_ name: String) -> Never {
    fatalError(
      """
      A custom operation was called '\(name)', which is empty or the name of a built-in one. Give it \
      a name of its own: graph files tell operations apart by their names.
      """)
  }

  @inline(never)
  static func tapeFull() -> Never {
    fatalError(
      """
      A Tape is full: it holds \(Value.maximumNodeCount) nodes. Record each training step inside \
      `tape.step { … }`, which gives its memory back.
      """)
  }

  @inline(never)
  static func wrongNumberOfInputs(_ name: String, _ count: Int) -> Never {
    fatalError(
      "The operation '\(name)' was called with \(count.counted("input")); it needs at least one.")
  }

  @inline(never)
  static func tooManyCustomOperations() -> Never {
    fatalError(
      """
      A Tape holds at most 65536 custom operations. Make each CustomOperation once and call it \
      many times.
      """)
  }

  @inline(never)
  static func wrongDerivatives(_ name: String, _ found: Int, _ expected: Int) -> Never {
    fatalError(
      """
      The custom operation '\(name)' returned \(found) derivatives for \(expected) inputs; it must \
      return one for each.
      """)
  }

  @inline(never)
  static func outOfMemory(bytes: Int) -> Never {
    fatalError("A Tape could not get \(bytes) bytes of memory.")
  }
}
