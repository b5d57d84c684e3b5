internal import CommandLineArguments
internal import Documentation
internal import ExpressionPrograms
internal import LibC
internal import Text

/// One document: read, rendered, written.
struct DocumentJob {
  let place: PicturePlace
  let mode: DocumentationRenderer.Mode
  let redraws: Bool
  let isQuiet: Bool
  /// Whether files that are fresh become as new as the others, for who compares times.
  let touches: Bool

  /// How often a document is begun anew that somebody edits while its pictures are drawn.
  private static let mostAttempts = 5

  func run(_ path: String) -> DocumentReport {
    var report = DocumentReport()
    for attempt in 1...DocumentJob.mostAttempts {
      report = DocumentReport()
      InputFile.forget()
      do {
        try run(path, &report)
      } catch FileError.outputWasEdited where attempt < DocumentJob.mostAttempts {
        continue
      } catch {
        report.code = ExitStatus.code(of: error)
        let text = (error as? FileError)?.descriptionInDocuments ?? ExitStatus.message(of: error)
        report.errors += "Error: \(text)\n"
      }
      break
    }
    // Also what could not be read, or was wrong: it may be put right.
    report.inputs = Set(report.inputs).union(InputFile.tried).subtracting([path]).sorted()
    return report
  }

  private func run(_ path: String, _ report: inout DocumentReport) throws {
    let paths = DocumentPaths(path, place)
    let document = try DocumentJob.document(paths)
    let drawer = BlockDrawer(document: path, folder: paths.folder)
    var contents: [String: [UInt8]?] = [:]
    let rendered = DocumentationRenderer(version: MultiGradCommand.version, draw: drawer.draw)
      .render(
        document,
        in: PictureFolder(
          link: paths.link, document: paths.back, naming: paths.naming,
          picture: { FileDescriptor.content(of: paths.pictures + $0) },
          input: { input in
            if let known = contents[input] { return known }
            let content = FileDescriptor.content(of: input.path(in: paths.folder))
            contents[input] = .some(content)
            return content
          }),
        mode: mode, redraws: redraws)
    report.files = rendered.files.map { paths.pictures + $0.name }
    report.inputs = rendered.inputs.map { $0.path(in: paths.folder) }
    try write(document, rendered, paths, &report)
    for part in rendered.stale {
      report.output += "\(path.shown):\(part.line): \(part)\n"
      report.code = EXIT_FAILURE
    }
    if !isQuiet {
      for warning in rendered.warnings {
        report.errors +=
          "\(path.shown):\(warning.line + warning.shift): Warning: \(warning.sentence ?? "")\n"
      }
    }
    for fault in rendered.faults {
      report.errors += fault.message(in: path) + "\n"
      report.code = fault.isOfInstallation ? EX_UNAVAILABLE : EX_DATAERR
    }
  }

  /// Reads a document, and finds its blocks.
  private static func document(_ paths: DocumentPaths) throws -> Document {
    let path = paths.document
    if OutputFiles.isDirectory(path) {
      throw ValidationError(
        "'\(path.quotable)' is a directory. Name the documents in it, as with '*.md'.")
    }
    let suffix = OutputNames.split(path).suffix
    guard let syntax = DocumentSyntax(fileExtension: String(suffix.dropFirst())) else {
      let known = DocumentSyntax.allCases.map { ".\($0.fileExtensions[0])" }
      throw ValidationError(
        "'\(path.quotable)' is of no kind of document that is known. Give one of: "
          + "\(known.joined(separator: ", ")).")
    }
    let bytes = try InputFile.text(of: path, wanted: "a document")
    return Document(bytes, name: path, syntax: syntax, stem: paths.stem)
  }

  private func write(
    _ document: Document, _ rendered: RenderedDocument, _ paths: DocumentPaths,
    _ report: inout DocumentReport
  ) throws {
    guard mode == .draw else { return }
    var files = rendered.files.compactMap { file in
      file.bytes.map { (path: paths.pictures + file.name, bytes: $0) }
    }
    if rendered.text != document.bytes {
      // An edit that was made meanwhile must not be lost.
      guard FileDescriptor.content(of: document.name) == document.bytes else {
        throw FileError.outputWasEdited(path: document.name)
      }
      files.append((path: document.name, bytes: rendered.text))
    }
    if !files.isEmpty {
      try OutputFiles.write(to: files.map(\.path), isForced: false, edited: document.name) {
        write in
        for file in files { try write(file.bytes) }
      }
      if !isQuiet { report.errors += files.map { $0.path.shown + "\n" }.joined() }
    }
    if touches { for file in report.files { FileStatus.touch(file) } }
  }
}

extension DocumentFault {
  /// The fault with where it is.
  fileprivate func message(in path: String) -> String {
    let head = "\(path.shown):\(line + shift): "
    switch kind {
    case .drawing(let error as ProgramError) where error.file == path:
      // It says itself where it is, to the column.
      return ExitStatus.message(of: error.moved(byLines: shift))
    case .drawing(let error): return head + ExitStatus.message(of: error)
    case .number(_, let error): return head + ExitStatus.message(of: error)
    default: return head + (sentence ?? "").shown
    }
  }

  /// Whether something is missing on this machine.
  fileprivate var isOfInstallation: Bool {
    guard case .drawing(let error) = kind else { return false }
    return ExitStatus.code(of: error) == EX_UNAVAILABLE
  }
}
