internal import CProcess

/// The words of the command as the system hands them over: paths may be of any bytes.
enum CommandWords {
  /// The words behind the command's own name.
  static var all: [String] {
    guard let words = cprocess_words() else { return Array(CommandLine.arguments.dropFirst()) }
    var result: [String] = []
    // A process may be started without any word, not even its name.
    var index = words[0] == nil ? 0 : 1
    while let word = words[index] {
      result.append(String(systemText: word))
      index += 1
    }
    return result
  }
}
