/// What pictures depend on, in the language of Make, which Ninja reads, too.
struct Depfile {
  private var text = ""
  private var known: Set<String> = []

  /// Adds the rule of a document: all of its pictures are made from it and from what its blocks read.
  mutating func append(document: String, _ report: DocumentReport) {
    if report.files.isEmpty { return }
    let inputs = [document] + report.inputs
    text += line(report.files, inputs)
    // A rule that does nothing, so that one that is removed is no error.
    for input in inputs where known.insert(input).inserted { text += line([input], []) }
  }

  var bytes: [UInt8] { Array(text.utf8) }

  private func line(_ targets: [String], _ inputs: [String]) -> String {
    func list(_ paths: [String]) -> String { paths.map(Depfile.escaped).joined(separator: " ") }
    return list(targets) + ":" + (inputs.isEmpty ? "" : " " + list(inputs)) + "\n"
  }

  private static func escaped(_ path: String) -> String {
    path.map { character in
      switch character {
      case " ", "#", ":": "\\\(character)"
      case "$": "$$"
      default: String(character)
      }
    }.joined()
  }
}
