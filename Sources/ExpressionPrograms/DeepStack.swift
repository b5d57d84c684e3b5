internal import LibC

/// A thread with a stack of a known size, for what recurses as deep as its bounds allow.
///
/// The stacks that systems give to threads differ from half a megabyte on.
enum DeepStack {
  private static let size = 256 << 20

  /// Runs a body on such a thread, and waits for it.
  static func run<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Not a `Swift.Result`, whose metadata takes longer to make than many a program to run.
    var result: Result?
    var failure: Failure?
    withoutActuallyEscaping({
      do throws(Failure) {
        result = try body()
      } catch let error {
        failure = error
      }
    }) { work in
      runAndWait(Work(work))
    }
    if let failure { throw failure }
    guard let result else { fatalError("A thread ended without its result.") }
    return result
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs the work on a thread of its own, or here where the system has none to give.
  private static func runAndWait(_ work: Work) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, size)
    defer { pthread_attr_destroy(&attributes) }
    let argument = Unmanaged.passRetained(work)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        let argument: UnsafeMutableRawPointer? = argument
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, argument.toOpaque())
    if code != 0 { return argument.takeRetainedValue().body() }
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
  }
}
