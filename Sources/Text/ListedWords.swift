extension [String] {
  /// "a", "a and b", "a, b and c".
  package var listed: String { listed(before: "and") }

  /// "a", "a or b", "a, b or c", where the word is "or".
  package func listed(before word: String) -> String {
    count < 2
      ? first ?? "" : "\(dropLast().joined(separator: ", ")) \(word) \(self[count - 1])"
  }
}
