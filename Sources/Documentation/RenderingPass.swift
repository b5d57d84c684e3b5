internal import Text

/// One document on its way from what stands there to what should.
struct RenderingPass {
  let renderer: DocumentationRenderer
  let document: Document
  let folder: PictureFolder
  let mode: DocumentationRenderer.Mode
  let redraws: Bool
  private var result: RenderedDocument
  private var replaced: [Document.Replacement] = []
  /// The numbers of each block that is fresh or was drawn, and the errors of those that it lacks.
  private var numbers: [String: [String: Result<String, any Error>]] = [:]
  /// The blocks of which nothing can be said: they failed, or are stale.
  private var open: Set<String> = []

  init(
    _ renderer: DocumentationRenderer, _ document: Document, _ folder: PictureFolder,
    mode: DocumentationRenderer.Mode, redraws: Bool
  ) {
    (self.renderer, self.document, self.folder) = (renderer, document, folder)
    (self.mode, self.redraws) = (mode, redraws)
    result = RenderedDocument(text: document.bytes)
    result.faults = document.faults
  }

  /// All steps, in their order.
  mutating func run() -> RenderedDocument {
    for block in document.blocks {
      do throws(DocumentFault.Kind) {
        if let pictures = try freshPictures(of: block) { try place(pictures, of: block) }
      } catch {
        open.insert(block.name)
        result.faults.append(DocumentFault(line: block.line, kind: error))
      }
    }
    for number in document.numbers { place(number) }
    if mode == .draw { replaceParts() }
    result.faults.sort { $0.line < $1.line }
    result.stale.sort { $0.line < $1.line }
    return result
  }

  private mutating func report(
    _ block: PictureBlock, _ subject: String, _ reason: StalePart.Reason
  ) {
    result.stale.append(StalePart(line: block.line, subject: subject, reason: reason))
  }
}

// MARK: - Pictures

extension RenderingPass {
  /// The pictures of a block, drawn where they must be; `nil` where they are stale and that is all
  /// that is asked for.
  private mutating func freshPictures(
    of block: PictureBlock
  ) throws(DocumentFault.Kind) -> [PictureFile]? {
    let source = BlockSource(block, queries: queries(of: block), version: renderer.version)
    let found = known(of: block)
    let findings = source.findings(in: found, of: block, folder)
    if findings.isEmpty, !redraws {
      keep(found, of: block)
      return found
    }
    // An edit by hand may be another Graphviz's way of drawing arrows, which only drawing can tell.
    let isDecided =
      mode == .check
      && findings.contains { ![.editedByHand, .drawnDifferently].contains($0.reason) }
    if !isDecided {
      let drawn = try draw(block, source)
      if mode == .draw {
        try store(drawn, of: block)
        return drawn
      }
      let unlike = drawn.filter { file in
        let old = folder.picture(file.name).map { $0.unstamped(file.fileExtension) }
        return old.map {
          !PictureLikeness.areAlike(
            $0, file.bytes.unstamped(file.fileExtension), fileExtension: file.fileExtension)
        } ?? true
      }
      if unlike.isEmpty {
        keep(drawn, of: block)
        return drawn
      }
      for file in unlike {
        let reason =
          findings.first { $0.subject == file.name }?.reason
          ?? (folder.picture(file.name) == nil ? .missing : .drawnDifferently)
        report(block, file.name, reason)
      }
    } else {
      for finding in findings where finding.reason != .drawnDifferently {
        report(block, finding.subject, finding.reason)
      }
    }
    open.insert(block.name)
    return nil
  }

  /// The numbers that the document has of a block.
  private func queries(of block: PictureBlock) -> [String] {
    document.numbers.filter { $0.name == block.name }.map(\.query)
  }

  /// The files that a block has by what stands between its markers.
  private func known(of block: PictureBlock) -> [PictureFile] {
    guard let region = block.region else { return [] }
    let names = document.syntax.files(of: block.name, in: document.bytes[region.lines])
    // Words of an alternative text may look like files, too.
    guard let file = names.lazy.compactMap({ PictureFile($0, in: folder) }).first else {
      return names.prefix(1).map { PictureFile(missing: $0) }
    }
    guard let stamp = file.stamp else { return [file] }
    let files = stamp.files.map {
      $0 == file.name ? file : PictureFile($0, in: folder) ?? PictureFile(missing: $0)
    }
    // The names of another block's files may begin with this block's.
    return files.contains { $0.isMissing || $0.standsForVariants(of: block.name) } ? files : []
  }

  private mutating func keep(_ files: [PictureFile], of block: PictureBlock) {
    for file in files {
      result.files.append(RenderedDocument.File(name: file.name, line: block.line, bytes: nil))
    }
    if let stamp = files.first?.stamp {
      result.inputs.formUnion(stamp.inputs.keys)
      if numbers[block.name] == nil {
        numbers[block.name] = stamp.numbers.mapValues { .success($0) }
      }
    }
  }

  /// Takes what was drawn as files to be written, as far as it is not there already.
  private mutating func store(
    _ files: [PictureFile], of block: PictureBlock
  ) throws(DocumentFault.Kind) {
    for file in files {
      if let other = result.files.first(where: { $0.name == file.name }) {
        throw .fileTaken(file.name, line: other.line)
      }
    }
    for file in files {
      let isThere = folder.picture(file.name).map { $0 == file.bytes } ?? false
      result.files.append(
        RenderedDocument.File(
          name: file.name, line: block.line, bytes: isThere ? nil : file.bytes))
      result.inputs.formUnion(file.stamp?.inputs.keys.map { $0 } ?? [])
    }
  }

  private mutating func draw(
    _ block: PictureBlock, _ source: BlockSource
  ) throws(DocumentFault.Kind) -> [PictureFile] {
    var drawn: [(block: DrawnBlock, variant: PictureVariant)] = []
    for variant in PictureVariant.all(of: block, for: folder.naming) {
      let format =
        block.words.contains { $0.contains("format") } ? nil : document.syntax.usualFormat
      let request = PictureRequest(
        name: block.name,
        words: block.words + (format.map { ["format=\($0)"] } ?? []) + variant.words,
        program: block.program)
      do {
        drawn.append((try renderer.draw(request), variant))
      } catch {
        throw .drawing(error)
      }
    }
    var found: [String: Result<String, any Error>] = [:]
    for query in source.queries { found[query] = Result { try drawn[0].block.number(query) } }
    numbers[block.name] = found
    let files = drawn.flatMap { drawn in
      drawn.block.pictures.map { picture in
        (
          "\(block.name)\(picture.suffix.map { "-\($0)" } ?? "")\(drawn.variant.nameEnd)"
            + ".\(picture.fileExtension)", picture, drawn
        )
      }
    }
    return files.map { name, picture, drawn in
      PictureFile(
        name, picture,
        stamp: source.stamp(
          of: picture, inputs: drawn.block.inputs, files: files.map(\.0),
          numbers: found.compactMapValues { try? $0.get() }))
    }
  }
}

// MARK: - Text

extension RenderingPass {
  /// Puts what is new into the text, but for what would change how the author's text is read.
  private mutating func replaceParts() {
    let (harmless, others) = document.parted(replaced)
    result.text = document.replacing(harmless.map { ($0.range, $0.text) })
    result.faults += others.map { DocumentFault(line: $0.line, kind: .changesReading) }
  }

  /// Writes references to pictures between the markers of their block.
  private mutating func place(
    _ files: [PictureFile], of block: PictureBlock
  ) throws(DocumentFault.Kind) {
    let lines = document.syntax.lines(showing: try shownPictures(files, of: block))
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
      return report(block, "what stands between the markers of '\(block.name)'", .editedByHand)
    }
    replaced.append((block.isAlone ? region.range : region.lines, lineEnd + text, block.line))
  }

  private func shownPictures(
    _ files: [PictureFile], of block: PictureBlock
  ) throws(DocumentFault.Kind) -> [ShownPicture] {
    // The first variant stands for all; DocC finds the others itself.
    let light = files.filter { $0.standsForVariants(of: block.name) }
    let suffixes = light.compactMap(\.suffix)
    for word in block.settings.shown ?? [] where !suffixes.contains(word) {
      throw .notDrawn(word, known: suffixes)
    }
    let both = block.settings.hasBothThemes && folder.naming == .plain
    return light.compactMap { file in
      if let shown = block.settings.shown, !shown.contains(file.suffix ?? "") { return nil }
      let dark = block.name + (file.suffix.map { "-\($0)" } ?? "") + folder.naming.darkEnd
      return ShownPicture(
        alternativeText: block.settings.alternativeText ?? file.description,
        path: folder.link + file.name,
        darkPath: both ? "\(folder.link)\(dark).\(file.fileExtension)" : nil)
    }
  }

  /// Writes a number between its markers.
  private mutating func place(_ mark: NumberMark) {
    guard let known = numbers[mark.name] else {
      if document.blocks.contains(where: { $0.name == mark.name }) { return }
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
  /// The bytes of a picture without its stamp.
  fileprivate func unstamped(_ fileExtension: String) -> [UInt8] {
    StampedFile(self, fileExtension: fileExtension).content
  }

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
