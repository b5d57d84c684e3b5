internal import LibC

/// What a file is that holds no text, by the bytes that it begins with.
struct BinaryKind: Equatable {
  /// The kind with its article: "a PDF".
  let name: String
  /// What to do.
  let advice: String

  private init(_ name: String, _ advice: String? = nil) {
    self.name = name
    self.advice = advice ?? "name the file that it was made from"
  }

  /// Which kind the first bytes of a file are of; `nil` where they may be text.
  init?(of start: [UInt8]) {
    for (signature, offset, kind) in BinaryKind.signatures
    where start.dropFirst(offset).starts(with: signature) {
      self = kind
      return
    }
    guard let kind = BinaryKind(zeroIn: start) else { return nil }
    self = kind
  }

  /// A text has no byte 0.
  init?(zeroIn bytes: [UInt8]) {
    if memchr(bytes, 0, bytes.count) == nil { return nil }
    self = BinaryKind("no text: it has a byte 0", "save it as text in UTF-8")
  }

  private static let archive = BinaryKind("a ZIP archive", "name a file that is in it")
  private static let compressed = BinaryKind("a compressed file", "unpack it first")
  private static let utf16 = BinaryKind("text in UTF-16", "save it as UTF-8")
  private static let svg = BinaryKind("an SVG")

  private static let signatures: [(bytes: [UInt8], offset: Int, kind: BinaryKind)] = [
    (Array("%PDF-".utf8), 0, BinaryKind("a PDF")),
    ([0x89, 0x50, 0x4E, 0x47], 0, BinaryKind("a PNG")),
    ([0xFF, 0xD8, 0xFF], 0, BinaryKind("a JPEG")),
    (Array("GIF87a".utf8), 0, BinaryKind("a GIF")),
    (Array("GIF89a".utf8), 0, BinaryKind("a GIF")),
    (Array("WEBP".utf8), 8, BinaryKind("a WebP picture")),
    ([0x49, 0x49, 0x2A, 0x00], 0, BinaryKind("a TIFF")),
    ([0x4D, 0x4D, 0x00, 0x2A], 0, BinaryKind("a TIFF")),
    (Array("%!PS".utf8), 0, BinaryKind("PostScript")),
    (Array("<svg".utf8), 0, svg), (Array("<?xml".utf8), 0, BinaryKind("XML, as an SVG is")),
    ([0x50, 0x4B, 0x03, 0x04], 0, archive), ([0x50, 0x4B, 0x05, 0x06], 0, archive),
    ([0x1F, 0x8B], 0, compressed), (Array("BZh".utf8), 0, compressed),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], 0, compressed), ([0x28, 0xB5, 0x2F, 0xFD], 0, compressed),
    ([0x37, 0x7A, 0xBC, 0xAF], 0, compressed),
    ([0x7F, 0x45, 0x4C, 0x46], 0, BinaryKind("an executable")),
    ([0xCF, 0xFA, 0xED, 0xFE], 0, BinaryKind("an executable")),
    (
      [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], 0, BinaryKind("a NumPy array", "save it as CSV or text")
    ),
    ([0x89, 0x48, 0x44, 0x46], 0, BinaryKind("an HDF5 file", "save its numbers as text")),
    (Array("SQLite format 3".utf8), 0, BinaryKind("an SQLite database", "export it as CSV")),
    ([0xFF, 0xFE], 0, utf16), ([0xFE, 0xFF], 0, utf16),
  ]
}
