/// "Did you mean": the known word that is nearest to one that is not known.
package enum NearestWord {
  /// The first of the candidates with the fewest edits, if these are few for the word's length.
  ///
  /// Upper and lower case do not count. An edit inserts, deletes or replaces a letter, or swaps two
  /// neighbours. O(candidates · length²).
  package static func to(_ word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    var nearest: String?
    // Two edits would make an unrelated word of a short one.
    var limit = letters.count <= 1 ? 0 : letters.count <= 4 ? 1 : letters.count <= 8 ? 2 : 3
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance == 0 { return candidate }
      if distance <= limit, distance < letters.count {
        nearest = candidate
        limit = distance - 1
      }
    }
    return nearest
  }

  /// The known words in a sentence for who wrote another one: which is nearest, and some of the rest.
  package static func list(of known: [String], nearTo word: String) -> String {
    let shown = known.prefix(12).map(\.quotable).joined(separator: ", ")
    let all = "there are \(shown)\(known.count > 12 ? ", …" : ".")"
    return to(word, among: known).map { "did you mean '\($0.quotable)'? T\(all.dropFirst())" }
      ?? all
  }

  /// The least number of edits between two words.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
