internal import Text

/// One document on its way from what stands there to what should.
struct RenderingPass {
  let renderer: DocumentationRenderer
  let document: Document
  let folder: PictureFolder
  let mode: DocumentationRenderer.Mode
  let redraws: Bool
  var result: RenderedDocument
  var replaced: [Document.Replacement] = []
  /// The numbers of each block that is fresh or was drawn, and the errors of those that it lacks.
  var numbers: [String: [String: Result<String, any Error>]] = [:]
  /// The blocks of which nothing can be said: they failed, or are stale.
  var open: Set<String> = []

  init(
    _ renderer: DocumentationRenderer, _ document: Document, _ folder: PictureFolder,
    mode: DocumentationRenderer.Mode, redraws: Bool
  ) {
    (self.renderer, self.document, self.folder) = (renderer, document, folder)
    (self.mode, self.redraws) = (mode, redraws)
    result = RenderedDocument(text: document.bytes)
    result.faults = document.faults
    result.warnings = document.warnings
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

  mutating func report(
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
    let source = BlockSource(
      block, of: folder.document, queries: queries(of: block), version: renderer.version)
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
      if let other = owner(of: file) { throw .fileOfAnother(file.name, document: other) }
    }
    for file in files {
      let isThere = folder.picture(file.name).map { $0 == file.bytes } ?? false
      result.files.append(
        RenderedDocument.File(
          name: file.name, line: block.line, bytes: isThere ? nil : file.bytes))
      result.inputs.formUnion(file.stamp?.inputs.keys.map { $0 } ?? [])
    }
  }

  /// Another document that has another picture of this name in the same folder; `nil` where there is
  /// none.
  private func owner(of file: PictureFile) -> String? {
    guard let other = PictureFile(file.name, in: folder)?.stamp,
      other.document != folder.document, other.content != file.stamp?.content,
      let text = folder.picture(other.document), text.contains(file.name)
    else { return nil }
    return other.document
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

extension [UInt8] {
  /// The bytes of a picture without its stamp.
  fileprivate func unstamped(_ fileExtension: String) -> [UInt8] {
    StampedFile(self, fileExtension: fileExtension).content
  }

  /// Whether a text stands in it, as UTF-8.
  fileprivate func contains(_ text: String) -> Bool {
    let pattern = Array(text.utf8)
    guard let head = pattern.first else { return true }
    var start = startIndex
    while let found = self[start...].firstIndex(of: head), found + pattern.count <= count {
      if self[found...].starts(with: pattern) { return true }
      start = found + 1
    }
    return false
  }
}
