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
  /// The blocks by their names.
  let blocks: [String: PictureBlock]
  /// The numbers that the document has of each block.
  private let queries: [String: [String]]
  /// The lines of the blocks of all files so far.
  private var lines: [String: Int] = [:]

  init(
    _ renderer: DocumentationRenderer, _ document: Document, _ folder: PictureFolder,
    mode: DocumentationRenderer.Mode, redraws: Bool
  ) {
    (self.renderer, self.document, self.folder) = (renderer, document, folder)
    (self.mode, self.redraws) = (mode, redraws)
    blocks = Dictionary(document.blocks.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    queries = Dictionary(grouping: document.numbers, by: \.name).mapValues { $0.map(\.query) }
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
      block, of: folder.document, queries: queries[block.name] ?? [], version: renderer.version)
    let found = known(of: block)
    let findings = source.findings(in: found, of: block, folder)
    if findings.isEmpty, !redraws {
      keep(found, of: block)
      return found
    }
    // Also where a check knows that they are stale: what is wrong with the block comes first.
    let drawn = try draw(block, source)
    try refuseTakenNames(of: drawn, of: block)
    if mode == .draw {
      store(drawn, of: block)
      return drawn
    }
    let stale = stale(of: drawn, findings)
    if stale.isEmpty {
      keep(drawn, of: block)
      return drawn
    }
    for part in stale { report(block, part.subject, part.reason) }
    open.insert(block.name)
    return nil
  }

  /// What of a block is stale, once it is known how it would be drawn.
  private func stale(
    of drawn: [PictureFile], _ findings: [BlockSource.Finding]
  ) -> [BlockSource.Finding] {
    // An edit by hand may be another Graphviz's way of drawing arrows, which only comparing can tell.
    let doubts: [StalePart.Reason] = [.editedByHand, .drawnDifferently]
    if findings.contains(where: { !doubts.contains($0.reason) }) {
      return findings.filter { $0.reason != .drawnDifferently }
    }
    return drawn.compactMap { file in
      guard let old = folder.picture(file.name) else { return (file.name, .missing) }
      let type = file.fileExtension
      let isAlike = PictureLikeness.areAlike(
        old.unstamped(type), file.bytes.unstamped(type), fileExtension: type)
      let reason = findings.first { $0.subject == file.name }?.reason ?? .drawnDifferently
      return isAlike ? nil : (file.name, reason)
    }
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

  private mutating func add(_ file: PictureFile, of block: PictureBlock, bytes: [UInt8]?) {
    lines[file.name] = block.line
    result.files.append(RenderedDocument.File(name: file.name, line: block.line, bytes: bytes))
  }

  private mutating func keep(_ files: [PictureFile], of block: PictureBlock) {
    for file in files { add(file, of: block, bytes: nil) }
    if let stamp = files.first?.stamp {
      result.inputs.formUnion(stamp.inputs.keys)
      if numbers[block.name] == nil {
        numbers[block.name] = stamp.numbers.mapValues { .success($0) }
      }
    }
  }

  /// Refuses names of files that are of something else.
  private func refuseTakenNames(
    of files: [PictureFile], of block: PictureBlock
  ) throws(DocumentFault.Kind) {
    for file in files {
      if let line = lines[file.name] { throw .fileTaken(file.name, line: line) }
      guard let old = PictureFile(file.name, in: folder) else { continue }
      if isForeign(old, to: block) { throw .fileNotOurs(file.name) }
      if let other = otherOwner(of: old, instead: file) {
        throw .fileOfAnother(file.name, document: other)
      }
    }
  }

  /// Takes what was drawn as files to be written, as far as it is not there already.
  private mutating func store(_ files: [PictureFile], of block: PictureBlock) {
    for file in files {
      let isThere = folder.picture(file.name).map { $0 == file.bytes } ?? false
      add(file, of: block, bytes: isThere ? nil : file.bytes)
      result.inputs.formUnion(file.stamp?.inputs.keys.map { $0 } ?? [])
    }
  }

  /// Whether a file was neither drawn by us nor shown by the block.
  private func isForeign(_ old: PictureFile, to block: PictureBlock) -> Bool {
    if old.stamp != nil { return false }
    return block.region.map { !document.bytes[$0.lines].contains(old.name) } ?? true
  }

  /// The other document that a file is a picture of; `nil` where there is none, or ours is the same.
  private func otherOwner(of old: PictureFile, instead file: PictureFile) -> String? {
    guard let stamp = old.stamp, stamp.document != folder.document,
      stamp.content != file.stamp?.content, let text = folder.picture(stamp.document),
      text.contains(old.name)
    else { return nil }
    return stamp.document
  }

  private mutating func draw(
    _ block: PictureBlock, _ source: BlockSource
  ) throws(DocumentFault.Kind) -> [PictureFile] {
    var drawn: [(block: DrawnBlock, variant: PictureVariant)] = []
    for variant in PictureVariant.all(of: block, for: folder.naming) {
      let request = PictureRequest(
        name: block.name, words: block.words + variant.words, program: block.program,
        usualFormat: document.syntax.usualFormat)
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
      drawn.block.pictures.filter(drawn.variant.isOf).map { picture in
        (
          PictureFile.name(
            of: block.name, suffix: picture.suffix, variant: drawn.variant.nameEnd,
            fileExtension: picture.fileExtension), picture, drawn
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
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// Whether a text stands in it, as UTF-8.
  fileprivate func contains(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
