extension CSVError: CustomStringConvertible {
  /// The place, then one sentence: what is wrong and what to do.
  public var description: String { "\(file):\(line):\(column): \(sentence)" }

  /// What is wrong and what to do, without the place.
  public var sentence: String {
    switch kind {
    case .notUTF8: "the text is not UTF-8 from here on; save the file as UTF-8"
    case .unterminatedQuote: "the quote that begins here is never closed; close it, or remove it"
    case .strayQuote:
      "a quote within a field that does not begin with one; put the whole field in quotes, and "
        + "double those within it"
    case .textAfterQuote:
      "a field goes on after its closing quote; put a comma between, or double the quotes within "
        + "the field"
    case .empty: "the file is empty; write one row a line, with commas between the fields"
    case .headerOnly: "there is a header but no row below it; add rows"
    case .oneColumn(let separator?):
      "there are no commas but '\(separator)'; put commas between the fields, and write numbers "
        + "with a point"
    case .oneColumn(nil):
      "there is only one column; a data set needs at least one feature beside the target"
    case .ragged(let expected, let found):
      "the line has \(found) \(found == 1 ? "field" : "fields") where the first has \(expected); "
        + "\(found < expected ? "add what is missing" : "remove what is too much"), or quote fields "
        + "that hold a comma"
    case .notANumber(let text, let column):
      "\(column) must hold numbers, but here it has '\(text.shortened)'; write a number, or "
        + (line == 1 ? "only names if this is to be a header" : "leave the row or the column out")
    case .notFinite(let text, let column):
      "\(column) has '\(text.shortened)' here, which is not a finite number; correct it, or leave "
        + "the row out"
    case .emptyCell(let column):
      "\(column) is empty here; fill it in, or leave the row out"
    case .unknownTarget(let name, let suggestion?, _):
      "there is no column '\(name)'; did you mean '\(suggestion)'?"
    case .unknownTarget(let name, nil, let columns):
      "there is no column '\(name)'; use a number from 1 to \(columns.count)"
        + (columns.contains { !$0.isEmpty } ? ", or one of the names \(Self.list(columns))" : "")
    case .ambiguousTarget(let name, let columns):
      "the columns \(columns.map(String.init).joined(separator: ", ")) are all called '\(name)'; "
        + "give the number of the one that is meant"
    case .oneClass(let name, let column):
      "\(column) has '\(name.shortened)' in all rows; a loss on classes needs rows of two classes "
        + "at least"
    }
  }

  /// The first names, quoted.
  private static func list(_ names: [String]) -> String {
    let known = names.filter { !$0.isEmpty }
    let shown = known.prefix(8).map { "'\($0.shortened)'" }.joined(separator: ", ")
    return known.count > 8 ? shown + ", …" : shown
  }
}

extension CSVError.Column: CustomStringConvertible {
  /// The number and, where there is one, the name.
  public var description: String {
    name.map { "column \(number) ('\($0.shortened)')" } ?? "column \(number)"
  }
}

extension String {
  /// The text on one line, cut where it is long.
  fileprivate var shortened: String {
    let line = String(prefix(40).map { $0.isNewline ? " " : $0 })
    return count > 40 ? line + "…" : line
  }
}

extension CSVError {
  /// The error of a fault in a file.
  ///
  /// O(bytes before the fault).
  init(_ fault: CSVFault, in bytes: [UInt8], file: String) {
    var line = 1
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for index in start..<max(start, fault.offset) where bytes[index].endsLine {
      // Of CR LF the second ends the line.
      if bytes[index] == .carriageReturn, bytes.dropFirst(index + 1).first == .lineFeed { continue }
      line += 1
      start = index + 1
    }
    let before = String(decoding: bytes[start..<max(start, fault.offset)], as: UTF8.self)
    self.init(file: file, line: line, column: before.count + 1, kind: fault.kind)
  }
}
