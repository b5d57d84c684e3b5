/// The known name that is closest to one that is not known, if it takes few edits.
///
/// A difference in upper and lower case alone is none. O(names · length²).
func nearestName(to name: String, among names: [String]) -> String? {
  let letters = Array(name.lowercased())
  // Two edits make an unrelated word of a short one.
  let limit = letters.count <= 4 ? 1 : letters.count <= 8 ? 2 : 3
  let known = names.filter { !$0.isEmpty }.map { ($0, edits(letters, Array($0.lowercased()))) }
  guard let nearest = known.min(by: { $0.1 < $1.1 }) else { return nil }
  return nearest.1 <= limit && nearest.1 < letters.count ? nearest.0 : nil
}

/// The least number of letters put in, taken out or replaced.
private func edits(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
