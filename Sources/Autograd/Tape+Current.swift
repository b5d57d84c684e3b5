internal import LibC

extension Tape {
  /// The tape of the current thread, made on first use; it goes when the thread ends.
  ///
  /// Only leaves and constants ask for it: an operator finds the tape in its operands. Code that
  /// awaits may go on on another thread, and should make a tape of its own.
  public static var current: Tape {
    if let known = pthread_getspecific(threadKey) {
      return Unmanaged<Tape>.fromOpaque(known).takeUnretainedValue()
    }
    let tape = Tape()
    pthread_setspecific(threadKey, Unmanaged.passRetained(tape).toOpaque())
    return tape
  }

  /// Runs a body for which the current thread has another tape, made only if the body asks for one.
  ///
  /// The closures of custom operations run so: what they record does not enter the graph, and does
  /// not move the arrays of a tape in the midst of its backward sweep.
  static func asideFromCurrent<Result>(_ body: () -> Result) -> Result {
    let own = pthread_getspecific(threadKey)
    pthread_setspecific(threadKey, nil)
    defer {
      let aside = pthread_getspecific(threadKey)
      pthread_setspecific(threadKey, own)
      if let aside { Unmanaged<Tape>.fromOpaque(aside).release() }
    }
    return body()
  }

  private static let threadKey: pthread_key_t = {
    var key = pthread_key_t()
    let result = pthread_key_create(&key) { tape in
      let tape: UnsafeMutableRawPointer? = tape
      if let tape { Unmanaged<Tape>.fromOpaque(tape).release() }
    }
    if result != 0 { fatalError("The system has no more keys for thread-local values.") }
    return key
  }()
}
