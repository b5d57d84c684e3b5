/// Splits bytes into records and fields.
struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private(set) var fields: [CSVDocument.Field] = []
  private(set) var ends: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Goes through all records.
  mutating func scan() throws(CSVFault) {
    while position < bytes.count {
      fields.append(try field())
      while position < bytes.count, bytes[position] == .comma {
        position += 1
        fields.append(try field())
      }
      ends.append(fields.count)
      passLineEnd()
    }
  }

  /// The field that begins here; afterwards a comma, the end of the line or of the text follows.
  private mutating func field() throws(CSVFault) -> CSVDocument.Field {
    if position < bytes.count, bytes[position] == .quote { return try quotedField() }
    let start = position
    while position < bytes.count, !bytes[position].endsField {
      if bytes[position] == .quote { throw CSVFault(.strayQuote, at: position) }
      position += 1
    }
    return .init(start: start, end: position, isQuoted: false, hasQuotes: false)
  }

  private mutating func quotedField() throws(CSVFault) -> CSVDocument.Field {
    let quote = position
    var hasQuotes = false
    position += 1
    while position < bytes.count {
      guard bytes[position] == .quote else {
        position += 1
        continue
      }
      let next = position + 1
      if next < bytes.count, bytes[next] == .quote {
        hasQuotes = true
        position += 2
        continue
      }
      if next < bytes.count, !bytes[next].endsField {
        throw CSVFault(.textAfterQuote, at: next)
      }
      position = next
      return .init(start: quote + 1, end: next - 1, isQuoted: true, hasQuotes: hasQuotes)
    }
    throw CSVFault(.unterminatedQuote, at: quote)
  }

  private mutating func passLineEnd() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == .carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == .lineFeed { position += 1 }
  }
}

extension UInt8 {
  static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// Whether a line ends here.
  var endsLine: Bool { self == .lineFeed || self == .carriageReturn }

  /// Whether a field without quotes ends here.
  fileprivate var endsField: Bool { self == .comma || endsLine }
}
