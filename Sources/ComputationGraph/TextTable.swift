/// The different texts of a file, each with a number, without a string made of any.
struct TextTable {
  /// Where each was seen first.
  private(set) var ranges: [Range<Int>] = []
  /// The numbers plus 1 by the hashes of the texts; 0 for free places, which are at least half of all.
  private var places: [Int32] = Array(repeating: 0, count: 64)
  /// The numbers of the last two texts that differ: most are one of these.
  private var (last, other): (Int32, Int32) = (-1, -1)

  /// The number of a text.
  mutating func code(of text: Range<Int>, _ tokens: PlainTokens) -> Int32 {
    if last >= 0, tokens.isSame(ranges[Int(last)], text) { return last }
    swap(&last, &other)
    if last >= 0, tokens.isSame(ranges[Int(last)], text) { return last }
    var place = tokens.hash(text) & (places.count - 1)
    while places[place] != 0 {
      last = places[place] - 1
      if tokens.isSame(ranges[Int(last)], text) { return last }
      place = (place + 1) & (places.count - 1)
    }
    ranges.append(text)
    last = Int32(ranges.count - 1)
    places[place] = last + 1
    if 2 * ranges.count > places.count { grow(tokens) }
    return last
  }

  private mutating func grow(_ tokens: PlainTokens) {
    places = Array(repeating: 0, count: 4 * places.count)
    for (code, text) in ranges.enumerated() {
      var place = tokens.hash(text) & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(code + 1)
    }
  }
}
