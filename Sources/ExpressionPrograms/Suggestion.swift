/// "Did you mean": the known name that is closest to one that is not known.
enum Suggestion {
  /// The first of the candidates with the fewest edits, if these are few for the name's length.
  static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let known = Array(candidates)
    if let other = synonyms[name], known.contains(other) { return other }
    let letters = Array(name)
    var best: String?
    // Two edits make an unrelated word of a short one.
    var limit = letters.count <= 1 ? 0 : letters.count <= 4 ? 1 : letters.count <= 8 ? 2 : 3
    for candidate in known {
      if candidate.lowercased() == name.lowercased() { return candidate }
      guard limit > 0, abs(candidate.count - letters.count) <= limit else { continue }
      let distance = distance(letters, Array(candidate))
      if distance <= limit, distance < letters.count {
        best = candidate
        limit = distance - 1
      }
    }
    return best
  }

  /// What other tools call functions that are here under another name.
  private static let synonyms = [
    "ln": "log", "maximum": "max", "minimum": "min", "power": "pow", "fabs": "abs",
    "sigma": "sigmoid", "logistic": "sigmoid", "square": "pow", "leakyrelu": "leaky_relu",
    "LeakyReLU": "leaky_relu", "display": "print", "gradient": "grad",
  ]

  /// The least number of letters put in, taken out, replaced or swapped with a neighbour.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 1...max(1, a.count) where i <= a.count {
      var row = [i]
      for j in 1...max(1, b.count) where j <= b.count {
        var cost = min(
          rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, rows[i - 2][j - 2] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
