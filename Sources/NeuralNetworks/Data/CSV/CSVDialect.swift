internal import Text

/// How a file separates its fields and writes its numbers.
///
/// RFC 4180 has commas between fields, and numbers have a point. Where a comma is the decimal sign,
/// programs write semicolons or tabs between fields instead, and some write comments before all.
public struct CSVDialect: Sendable, Equatable {
  /// What stands between two fields.
  public enum Separator: CaseIterable, Sendable {
    case comma, semicolon, tab
  }

  /// What stands between two fields.
  public var separator: Separator
  /// Whether numbers have a comma where others have a point.
  public var hasDecimalCommas: Bool
  /// How many lines at the beginning are comments: those that begin with `#`.
  public var commentLines: Int

  /// A dialect; that of RFC 4180 where nothing is said.
  public init(
    separator: Separator = .comma, hasDecimalCommas: Bool = false, commentLines: Int = 0
  ) {
    self.separator = separator
    self.hasDecimalCommas = hasDecimalCommas
    self.commentLines = commentLines
  }

  /// What differs from RFC 4180, in a sentence without its beginning; `nil` where nothing does.
  public var summary: String? {
    let fields: String? =
      switch separator {
      case .comma: nil
      case .semicolon: "semicolons between the fields"
      case .tab: "tabs between the fields"
      }
    let facts = [
      fields, hasDecimalCommas ? "decimal commas" : nil,
      commentLines > 0 ? commentLines.counted("comment line") : nil,
    ].compactMap { $0 }
    if facts.isEmpty { return nil }
    return facts.count == 1
      ? facts[0] : facts.dropLast().joined(separator: ", ") + " and " + facts[facts.count - 1]
  }
}

extension CSVDialect.Separator {
  /// The character.
  var byte: UInt8 {
    switch self {
    case .comma: .comma
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    }
  }
}

// MARK: - Recognising it

extension CSVDialect {
  /// The dialect that a text shows.
  ///
  /// Fields are separated by commas unless the text shows that they are not: where commas would leave
  /// a single column, ragged lines, or text where something else makes numbers of all. What can be
  /// read in two ways, as `a,b;c` above `1,2;3`, is separated by commas. O(bytes).
  ///
  /// - Parameter bytes: UTF-8; faults in it are found when it is read.
  public init(recognisedIn bytes: [UInt8]) {
    self.init()
    commentLines = bytes.withUnsafeBufferPointer(CSVDialect.commentLines)
    // Most files: only a quoted field could hold a comma.
    let signs = Separator.allCases.map(\.byte).filter { $0 != .comma } + [.quote]
    if !bytes.contains(where: signs.contains) { return }
    let comma = Reading(bytes, self)
    let others = [Separator.semicolon, .tab].compactMap { separator -> Reading? in
      guard bytes.contains(separator.byte) else { return nil }
      return Reading(
        bytes, CSVDialect(separator: separator, commentLines: commentLines))
    }
    let best = others.max { $0.quality < $1.quality }
    let chosen = best.flatMap { $0.isBetter(than: comma) ? $0 : nil } ?? comma
    separator = chosen.separator
    hasDecimalCommas = chosen.hasDecimalCommas
  }

  /// How many lines at the beginning are comments.
  ///
  /// `#` alone, as the name of the first column, is none.
  private static func commentLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var position = CSVScanner.start(of: bytes)
    while position < bytes.count, bytes[position] == UInt8(ascii: "#") {
      let next = position + 1 < bytes.count ? bytes[position + 1] : nil
      if Separator.allCases.contains(where: { $0.byte == next && $0 != .tab }) { break }
      position = CSVScanner.end(ofLineAt: position, in: bytes)
      count += 1
    }
    return count
  }

  /// How a text looks when it is read in a dialect.
  private struct Reading {
    /// From the worst to the best.
    enum Quality: Int, Comparable {
      /// No two columns, or faults in quotes.
      case none
      /// The first line has two fields at least.
      case firstLine
      /// All lines have as many fields.
      case table
      /// All columns but one hold numbers below the first line.
      case numbersButOne
      /// All columns hold numbers below the first line.
      case numbers

      static func < (a: Quality, b: Quality) -> Bool { a.rawValue < b.rawValue }
    }

    let separator: Separator
    var quality = Quality.none
    var hasDecimalCommas = false
    /// Whether the first line has numbers alone, and so no names.
    private var beginsWithNumbers = false

    /// Whether a text is rather read like this than with commas.
    func isBetter(than comma: Reading) -> Bool {
      // With commas there would be numbers and a class, which is a table as well.
      quality > comma.quality && (comma.quality < .numbersButOne || beginsWithNumbers)
    }

    init(_ bytes: [UInt8], _ dialect: CSVDialect) {
      separator = dialect.separator
      guard let document = try? CSVDocument(bytes, dialect: dialect) else { return }
      let records = (0..<document.count).filter { !document.isEmptyLine($0) }
      guard let first = records.first, document[first].count > 1 else { return }
      quality = .firstLine
      let columns = document[first].count
      hasDecimalCommas = document.showsDecimalCommas(in: records)
      guard records.allSatisfy({ document[$0].count == columns }) else { return }
      quality = .table
      let rows = records.count > 1 ? records.dropFirst() : records[...]
      let read = document.reading(decimalCommas: hasDecimalCommas)
      let texts = (0..<columns).count { !read.isNumeric(column: $0, of: rows) }
      beginsWithNumbers = (0..<columns).allSatisfy { read.isNumeric(column: $0, of: [first]) }
      quality = texts == 0 ? .numbers : texts == 1 ? .numbersButOne : .table
    }
  }
}

extension CSVDocument {
  /// Whether numbers are written with a comma: some are, and none with a point.
  ///
  /// Between commas, where only a quoted field can hold one, `1,234` alone may as well be a thousand,
  /// and is no number.
  fileprivate func showsDecimalCommas(in records: [Int]) -> Bool {
    var commas = 0
    var thousands = 0
    for record in records {
      for field in self[record] {
        let text = bytes[field.start..<field.end].trimmingBlanks()
        let hasPoint = text.contains(UInt8(ascii: "."))
        let hasComma = text.contains(.comma)
        guard hasPoint || hasComma else { continue }
        if hasPoint, case .number = value(of: field, decimalCommas: false) { return false }
        if hasComma, case .number = value(of: field, decimalCommas: true) {
          commas += 1
          if text.seemsThousands { thousands += 1 }
        }
      }
    }
    return dialect.separator == .comma ? commas > thousands : commas > 0
  }
}

extension Collection where Element == UInt8, SubSequence == Self {
  /// Whether a comma stands before exactly three digits, behind one to three of which the first is
  /// not 0.
  fileprivate var seemsThousands: Bool {
    let parts = split(separator: .comma, omittingEmptySubsequences: false)
    let sign: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "+")]
    let whole = parts[0].drop { sign.contains($0) }
    return parts.count == 2 && parts[1].count == 3 && (1...3).contains(whole.count)
      && whole.first != UInt8(ascii: "0")
  }
}
