internal import Rendering
internal import Text

/// A file of a picture, with what its stamp says.
struct PictureFile: Sendable {
  let name: String
  /// The file as it is, or will be; empty where it is missing.
  let bytes: [UInt8]
  let stamp: PictureStamp?
  /// Whether the file is what its stamp was made for.
  let isUntouched: Bool
  let isMissing: Bool
  let suffix: String?
  let description: String

  var fileExtension: String { PictureFile.fileExtension(of: name) }

  private static func fileExtension(of name: String) -> String {
    PictureFormat.fileExtension(of: name) ?? name.split(separator: ".").last.map(String.init) ?? ""
  }

  /// The name of a file: that of the picture, what is put into it, and what a variant adds.
  static func name(
    of picture: String, suffix: String?, variant: String = "", fileExtension: String
  ) -> String {
    "\(picture)\(suffix.map { "-\($0)" } ?? "")\(variant).\(fileExtension)"
  }

  /// Whether the file is what a document shows of a picture of some name, for all its variants.
  func standsForVariants(of picture: String) -> Bool {
    name == PictureFile.name(of: picture, suffix: suffix, fileExtension: fileExtension)
  }

  /// A file that is there; `nil` where it is not.
  init?(_ name: String, in folder: PictureFolder) {
    guard let bytes = folder.picture(name) else { return nil }
    self.name = name
    self.bytes = bytes
    let parts = StampedFile(bytes, fileExtension: PictureFile.fileExtension(of: name))
    stamp = parts.stamp.flatMap(PictureStamp.init(parsing:))
    isUntouched = stamp.map { $0.content == Fingerprint(of: parts.content) } ?? false
    isMissing = false
    (suffix, description) = (stamp?.suffix, stamp?.description ?? "")
  }

  /// A file that is not there any more.
  init(missing name: String) {
    (self.name, bytes, stamp, isUntouched, isMissing) = (name, [], nil, false, true)
    (suffix, description) = (nil, "")
  }

  /// A file of what was drawn.
  init(_ name: String, _ picture: DrawnBlock.Picture, stamp: PictureStamp) {
    self.name = name
    self.stamp = stamp
    bytes = StampedFile(content: picture.bytes, stamp: stamp.text)
      .file(fileExtension: picture.fileExtension)
    (isUntouched, isMissing) = (true, false)
    (suffix, description) = (picture.suffix, picture.description)
  }
}

/// What a block is drawn from, as stamps have it.
struct BlockSource {
  let version: String
  let document: String
  let program: Fingerprint
  let options: Fingerprint
  /// The numbers that the document has of it.
  let queries: [String]

  init(_ block: PictureBlock, of document: String, queries: [String], version: String) {
    self.version = version
    self.document = document
    self.queries = queries
    program = Fingerprint(of: block.program?.text ?? "")
    // A byte that no word has keeps them apart.
    let words = block.words + (block.settings.hasBothThemes ? ["theme=both"] : [])
    options = Fingerprint(of: words.joined(separator: "\u{0}"))
  }

  /// The stamp of a picture that was drawn from it.
  func stamp(
    of picture: DrawnBlock.Picture, inputs: [String: [UInt8]], files: [String],
    numbers: [String: String]
  ) -> PictureStamp {
    PictureStamp(
      version: version, document: document, program: program, options: options,
      inputs: inputs.mapValues { Fingerprint(of: $0) }, files: files, suffix: picture.suffix,
      description: picture.description, numbers: numbers,
      content: Fingerprint(of: picture.bytes))
  }

  /// What of a block is not what it asks for, and why.
  typealias Finding = (subject: String, reason: StalePart.Reason)

  /// Why the files of a block are not what it asks for.
  func findings(
    in files: [PictureFile], of block: PictureBlock, _ folder: PictureFolder
  ) -> [Finding] {
    if files.isEmpty { return [("the picture of '\(block.name)'", .missing)] }
    return files.compactMap { file in reason(file, folder).map { (file.name, $0) } }
  }

  private func reason(_ file: PictureFile, _ folder: PictureFolder) -> StalePart.Reason? {
    if file.isMissing { return .missing }
    if !StampedFile.canStamp(file.fileExtension) { return .drawnDifferently }
    guard let stamp = file.stamp else { return .editedByHand }
    if stamp.program != program { return .program }
    if stamp.options != options { return .options }
    for (path, fingerprint) in stamp.inputs.sorted(by: { $0.key < $1.key })
    where folder.input(path).map({ Fingerprint(of: $0) }) != fingerprint {
      return .input(path)
    }
    if stamp.version != version { return .version(stamp.version) }
    if !file.isUntouched { return .editedByHand }
    return queries.allSatisfy { stamp.numbers[$0] != nil } ? nil : .drawnDifferently
  }
}
