internal import Text

/// The records and fields of a text of comma-separated values, as RFC 4180 describes them.
///
/// A quoted field may hold commas, line breaks, and quotes that are doubled. Lines end with LF,
/// CRLF or CR, the last one with or without; a byte-order mark is skipped. Blanks belong to
/// their field. An empty line is a record of one empty field, except at the end.
struct CSVDocument {
  /// A field: a range of the bytes, without the quotes round it.
  struct Field {
    let start: Int
    let end: Int
    let isQuoted: Bool
    /// Whether the range holds doubled quotes.
    let hasQuotes: Bool

    /// Where the field begins, with its quote.
    var offset: Int { isQuoted ? start - 1 : start }
  }

  let bytes: [UInt8]
  /// All fields, record after record.
  private(set) var fields: [Field] = []
  /// Where each record ends in `fields`.
  private(set) var ends: [Int] = []

  /// Parses UTF-8.
  ///
  /// O(bytes).
  init(_ bytes: [UInt8]) throws(CSVFault) {
    self.bytes = bytes
    if let offset = bytes.firstInvalidUTF8 { throw CSVFault(.notUTF8, at: offset) }
    (fields, ends) = try bytes.withUnsafeBufferPointer { buffer throws(CSVFault) in
      var scanner = CSVScanner(buffer)
      try scanner.scan()
      return (scanner.fields, scanner.ends)
    }
  }

  /// How many records there are.
  var count: Int { ends.count }

  /// The fields of a record.
  subscript(record: Int) -> ArraySlice<Field> {
    fields[(record == 0 ? 0 : ends[record - 1])..<ends[record]]
  }

  /// What a field holds, with doubled quotes made single.
  func text(of field: Field) -> String {
    let slice = bytes[field.start..<field.end]
    guard field.hasQuotes else { return String(decoding: slice, as: UTF8.self) }
    var result: [UInt8] = []
    var isSecond = false
    for byte in slice {
      isSecond = byte == .quote && !isSecond
      // The first of two quotes is left out.
      if !isSecond { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// All fields as text.
  var texts: [[String]] { (0..<count).map { self[$0].map(text) } }
}

/// What is wrong with a text, and at which byte of it.
struct CSVFault: Error {
  let kind: CSVError.Kind
  let offset: Int

  init(_ kind: CSVError.Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

/// Splits bytes into records and fields.
private struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private(set) var fields: [CSVDocument.Field] = []
  private(set) var ends: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = bytes.starts(with: SourceLine.byteOrderMark) ? SourceLine.byteOrderMark.count : 0
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

  /// Whether a field without quotes ends here.
  fileprivate var endsField: Bool { self == .comma || endsLine }
}
