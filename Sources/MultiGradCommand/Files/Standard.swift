internal import Text

/// The standard streams, as file descriptors: C's own `stderr` is not for Swift 6, and Foundation's
/// handles would double the time that the command takes to start.
enum Standard {
  static let input = FileDescriptor(number: 0, name: "standard input")
  static let output = FileDescriptor(number: 1, name: "standard output")
  static let error = FileDescriptor(number: 2, name: "standard error")
}

/// Text for people: names, labels and lines of files are in it, which may hold anything, and a terminal
/// must obey none of it. Everything but pictures and what machines read is written by these.
extension FileDescriptor {
  /// Writes a report of one line or more.
  func report(_ text: String) throws(FileError) { try write(Array(text.shownLines.utf8)) }

  /// Writes a text whose loss is no failure: a note, or an error that becomes an exit code.
  func tell(_ text: String) { try? report(text) }

  /// Writes paths, a line each.
  func tell(paths: [String]) { tell(paths.map { $0.shown + "\n" }.joined()) }

  /// Warns of something, with the word before it where the sentence does not have it.
  func warn(_ sentence: String) {
    tell(sentence.hasPrefix("Warning: ") ? "\(sentence.shown)\n" : "Warning: \(sentence.shown)\n")
  }
}
