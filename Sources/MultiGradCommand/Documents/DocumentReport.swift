internal import LibC

/// What happened to a document.
struct DocumentReport {
  /// What goes to standard output: what is stale.
  var output = ""
  /// What goes to standard error: paths that were written, and what is wrong.
  var errors = ""
  /// What the command ends with, were this document alone.
  var code: Int32 = EXIT_SUCCESS
  /// The files of its pictures.
  var files: [String] = []
  /// The files that they were drawn from.
  var inputs: [String] = []

  /// The report as texts, for another process.
  var texts: [String] {
    [output, errors, "\(code)", "\(files.count)"] + files + inputs
  }

  init() {}

  /// The report that ``texts`` are of; one of a failure where a process ended too soon.
  init(_ texts: [String]?, of path: String) {
    guard let texts, texts.count >= 4, let code = Int32(texts[2]), let count = Int(texts[3]),
      texts.count >= 4 + count
    else {
      errors = "Error: \(path): the process that drew its pictures has ended; try without -j.\n"
      code = EX_SOFTWARE
      return
    }
    (output, errors, self.code) = (texts[0], texts[1], code)
    files = Array(texts[4..<4 + count])
    inputs = Array(texts[(4 + count)...])
  }
}
