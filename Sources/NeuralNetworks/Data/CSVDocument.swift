/// The records and fields of a text of comma-separated values, as RFC 4180 describes them.
///
/// A quoted field may hold commas, line breaks, and quotes that are doubled. Lines end with LF,
/// CRLF or CR, the last one with or without; a byte-order mark is passed over. Blanks belong to
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
    if let offset = Self.firstInvalidByte(of: bytes) { throw CSVFault(.notUTF8, at: offset) }
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

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return offset
      }
    }
  }
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
