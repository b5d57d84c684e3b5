internal import Text

/// Puts the marks of a document together: a block with what is between its markers.
struct MarkReader {
  let marks: [Mark]
  let bytes: [UInt8]
  /// What pictures are called that have no name.
  let stem: String
  private(set) var blocks: [PictureBlock] = []
  private(set) var numbers: [NumberMark] = []
  private(set) var faults: [DocumentFault] = []
  private(set) var warnings: [DocumentFault] = []
  private var next = 0
  private var unnamedCount = 0
  /// The lines of the blocks by their names.
  private var lines: [String: Int] = [:]

  init(marks: [Mark], bytes: [UInt8], stem: String) {
    (self.marks, self.bytes, self.stem) = (marks, bytes, stem)
  }

  /// Reads all marks.
  mutating func read() {
    while next < marks.count {
      let mark = marks[next]
      next += 1
      switch mark.content {
      case .directive(let words, let program): readBlock(mark, words, program)
      case .unclosedFence: fail(mark, .unclosedFence)
      case .nearMiss(let word):
        warnings.append(DocumentFault(line: mark.line, kind: .nearMiss(word)))
      case .begin(let name):
        if end(of: mark) != nil { fail(mark, .strayPictures(name)) }
      case .number(let name, let query):
        guard let end = end(of: mark) else { continue }
        if mark.spoilsLine {
          warnings.append(DocumentFault(line: mark.line, kind: .numberBeginsLine))
        }
        numbers.append(
          NumberMark(
            name: name, query: query, line: mark.line,
            range: mark.range.lowerBound..<end.upperBound,
            content: mark.range.upperBound..<end.lowerBound))
      case .end: fail(mark, .strayEnd(text(of: mark)))
      }
    }
  }

  private mutating func fail(_ mark: Mark, _ kind: DocumentFault.Kind) {
    faults.append(DocumentFault(line: mark.line, kind: kind))
  }

  private func text(of mark: Mark) -> String { String(decoding: bytes[mark.range], as: UTF8.self) }

  /// The bytes of the marker that ends what another began; reports it where there is none.
  private mutating func end(of mark: Mark) -> Range<Int>? {
    guard next < marks.count, case .end = marks[next].content else {
      fail(mark, .unclosedMarker(text(of: mark)))
      return nil
    }
    next += 1
    return marks[next - 1].range
  }

  private mutating func readBlock(_ mark: Mark, _ text: String, _ program: BlockProgram?) {
    // The markers are looked for first: of a block that is wrong, too, they are not stray.
    let end = mark.range.upperBound
    var region: PictureBlock.Region?
    if let begin = marks.dropFirst(next).first, case .begin = begin.content,
      bytes.isBlank(end..<begin.range.lowerBound)
    {
      next += 1
      guard let last = self.end(of: begin) else { return }
      region = PictureBlock.Region(
        range: lineEnd(before: begin, after: end)..<last.upperBound,
        lines: begin.range.lowerBound..<last.upperBound)
    }
    do throws(DocumentFault.Kind) {
      guard var words = MarkWords.split(text) else { throw .unclosedQuote }
      let settings = try BlockSettings(takenFrom: &words)
      blocks.append(
        PictureBlock(
          name: try name(of: settings, on: mark.line), line: mark.line, words: words,
          program: program,
          settings: settings, isBehindText: isBehindText(mark), end: end, region: region,
          isAlone: mark.isAlone,
          prefix: mark.prefix))
    } catch {
      fail(mark, error)
    }
  }

  /// The name of a block, which no other may have.
  private mutating func name(
    of settings: BlockSettings, on line: Int
  ) throws(DocumentFault.Kind) -> String {
    if settings.name == nil { unnamedCount += 1 }
    let name = settings.name ?? "\(stem)-\(unnamedCount)"
    if let line = lines.updateValue(line, forKey: name) { throw .nameTaken(name, line: line) }
    return name
  }

  /// Whether the line before a mark is not blank.
  private func isBehindText(_ mark: Mark) -> Bool {
    let end = bytes[..<mark.range.lowerBound].lastIndex(where: \.endsLine) ?? 0
    let isPair = end > 0 && bytes[end] == UInt8(ascii: "\n") && bytes[end - 1] == UInt8(ascii: "\r")
    let before = bytes[..<(isPair ? end - 1 : end)]
    let line = before[(before.lastIndex(where: \.endsLine).map { $0 + 1 } ?? 0)...]
    // A plus of AsciiDoc puts what follows into the item of a list.
    return line.contains { !$0.isBlank && $0 != UInt8(ascii: "+") }
  }

  /// Where the line end begins that is before a marker on a line of its own; where the marker begins,
  /// for one within a line.
  private func lineEnd(before begin: Mark, after start: Int) -> Int {
    guard
      let last = bytes[start..<begin.range.lowerBound].lastIndex(where: \.endsLine)
    else { return begin.range.lowerBound }
    let isPair =
      bytes[last] == UInt8(ascii: "\n") && last > start && bytes[last - 1] == UInt8(ascii: "\r")
    return isPair ? last - 1 : last
  }
}

extension [UInt8] {
  /// Whether there are only blanks, and marks of quotes, in a part of a document.
  func isBlank(_ range: Range<Int>) -> Bool {
    self[range].allSatisfy { $0.isBlank || $0.endsLine || $0 == UInt8(ascii: ">") }
  }
}
