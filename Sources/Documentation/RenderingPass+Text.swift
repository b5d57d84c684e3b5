internal import Text

/// What is written into the document.
extension RenderingPass {
  /// Puts what is new into the text, but for what would change how the author's text is read.
  mutating func replaceParts() {
    let (harmless, others) = document.parted(replaced)
    result.text = document.replacing(harmless.map { ($0.range, $0.text) })
    result.faults += others.map { DocumentFault(line: $0.line, kind: .changesReading) }
    // Line numbers in reports are those of the document as it is now.
    let additions = harmless.map { part in
      (line: part.line, count: part.text.lineEndCount - document.bytes[part.range].lineEndCount)
    }
    func shift(_ line: Int) -> Int {
      additions.reduce(0) { $0 + ($1.line < line ? $1.count : 0) }
    }
    for index in result.faults.indices {
      result.faults[index].shift = shift(result.faults[index].line)
    }
    for index in result.warnings.indices {
      result.warnings[index].shift = shift(result.warnings[index].line)
    }
  }

  /// Writes references to pictures between the markers of their block.
  mutating func place(
    _ files: [PictureFile], of block: PictureBlock
  ) throws(DocumentFault.Kind) {
    let shown = try shownPictures(files, of: block)
    // By the names between the markers, the files are found again.
    let lines =
      shown.isEmpty
      ? [document.syntax.comment(files.map(\.name).joined(separator: " "))]
      : document.syntax.lines(showing: shown, isBehindText: block.isBehindText)
    let head = document.syntax.beginning(of: block.name)
    let text = document.text(of: [head] + lines + [document.syntax.ending], of: block)
    // Also the first line gets the prefix: those that stand there may be of another container.
    let lineEnd = block.isAlone ? document.lineEnd + block.prefix : []
    guard let region = block.region else {
      if mode == .check { return report(block, "the place of '\(block.name)'", .missing) }
      return replaced.append((block.end..<block.end, lineEnd + text, block.line))
    }
    if document.bytes[region.lines].isSameText(as: text) { return }
    if mode == .check {
      return report(block, "what stands between the markers of '\(block.name)'", .notAsAsked)
    }
    replaced.append((block.isAlone ? region.range : region.lines, lineEnd + text, block.line))
  }

  private func shownPictures(
    _ files: [PictureFile], of block: PictureBlock
  ) throws(DocumentFault.Kind) -> [ShownPicture] {
    // The first variant stands for all; DocC finds the others itself.
    let light = files.filter {
      $0.standsForVariants(of: block.name) && document.syntax.includes($0.fileExtension)
    }
    let suffixes = light.compactMap(\.suffix)
    for word in block.settings.shown ?? [] where !suffixes.contains(word) {
      throw .notDrawn(word, known: suffixes)
    }
    let both = block.settings.hasBothThemes && folder.naming == .plain
    return light.compactMap { file in
      if let shown = block.settings.shown, !shown.contains(file.suffix ?? "") { return nil }
      let dark = PictureFile.name(
        of: block.name, suffix: file.suffix, variant: folder.naming.darkEnd,
        fileExtension: file.fileExtension)
      return ShownPicture(
        alternativeText: block.settings.alternativeText ?? file.description,
        path: folder.link + file.name,
        darkPath: both ? folder.link + dark : nil)
    }
  }

  /// Writes a number between its markers.
  mutating func place(_ mark: NumberMark) {
    if let block = blocks[mark.name], block.settings.name == nil {
      result.faults.append(DocumentFault(line: mark.line, kind: .unnamedPicture(mark.name)))
      return
    }
    guard let known = numbers[mark.name] else {
      if blocks[mark.name] != nil { return }
      result.faults.append(
        DocumentFault(
          line: mark.line,
          kind: .unknownPicture(mark.name, known: document.blocks.map(\.name))))
      return
    }
    if open.contains(mark.name) { return }
    switch known[mark.query] {
    case .success(let text)?:
      let new = Array(text.utf8)
      if document.bytes[mark.content].elementsEqual(new) { return }
      if mode == .check {
        let subject = "the number \(mark.query.quotable) of '\(mark.name)'"
        result.stale.append(
          StalePart(line: mark.line, subject: subject, reason: .editedByHand))
      }
      replaced.append((mark.content, new, mark.line))
    case .failure(let error)?:
      result.faults.append(
        DocumentFault(line: mark.line, kind: .number(mark.query, error)))
    case nil: break
    }
  }
}

extension Document {
  /// Lines of ours as they stand in the document, without the start of the first and the end of the
  /// last.
  fileprivate func text(of lines: [String], of block: PictureBlock) -> [UInt8] {
    let joint = block.isAlone ? lineEnd + block.prefix : []
    var text = Array(lines.map { Array($0.utf8) }.joined(separator: joint))
    // A line that has only a prefix ends with blanks that editors take away.
    if block.isAlone { text = text.withoutBlankEnds }
    return text
  }
}

extension [UInt8] {
  /// The text with no blanks at the ends of its lines.
  fileprivate var withoutBlankEnds: [UInt8] {
    var result: [UInt8] = []
    for byte in self {
      if byte.endsLine { while result.last?.isBlank == true { result.removeLast() } }
      result.append(byte)
    }
    return result
  }
}

extension ArraySlice<UInt8> {
  /// Whether two texts are the same but for blank lines, and what lines begin and end with: formatters
  /// of documents change these.
  fileprivate func isSameText(as other: [UInt8]) -> Bool {
    func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
      bytes.split { $0.endsLine }.map { line in
        var line = line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
        while line.last?.isBlank == true { line.removeLast() }
        return line
      }.filter { !$0.isEmpty }
    }
    return lines(self) == lines(other[...])
  }
}

extension Sequence<UInt8> {
  /// How many lines end in it; CRLF ends one.
  fileprivate var lineEndCount: Int {
    var count = 0
    var last: UInt8 = 0
    for byte in self {
      if byte.endsLine && !(byte == UInt8(ascii: "\n") && last == UInt8(ascii: "\r")) { count += 1 }
      last = byte
    }
    return count
  }
}
