import Testing

/// Whether a process that trapped said some words on standard error.
func says(_ words: String, _ result: ExitTest.Result?) -> Bool {
  result.map { String(decoding: $0.standardErrorContent, as: UTF8.self).contains(words) } ?? false
}
