/// The standard streams, as file descriptors: C's own `stderr` is not for Swift 6, and Foundation's
/// handles would double the time that the command takes to start.
enum Standard {
  static let input = FileDescriptor(number: 0, name: "standard input")
  static let output = FileDescriptor(number: 1, name: "standard output")
  static let error = FileDescriptor(number: 2, name: "standard error")
}
