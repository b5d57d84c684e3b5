internal import Text

/// The mark that a picture of pixels carries of what it was drawn from.
///
/// Its pixels differ between versions of cairo and fonts. The mark is a hash of the graph's DOT text, so
/// that a check can find out whether a committed picture is still of its source.
package struct SourceMark: Equatable, Sendable {
  private static let keyword = Array("MultiGrad source".utf8)

  private var fingerprint = Fingerprint()

  /// The hash in hexadecimal.
  package var hash: String { fingerprint.text }

  /// The mark of a source.
  package init(of source: String) { append(source) }

  /// Goes on with what follows in the source.
  mutating func append(_ source: String) { fingerprint.append(source) }

  /// The mark in a PNG or a GIF, or `nil` where it carries none.
  package init?(in file: [UInt8]) {
    let texts =
      file.starts(with: PNGChunk.signature)
      ? PNGChunk.chunks(in: file).filter { $0.type == "tEXt" }.map(\.content)
      : GIFBlock.blocks(in: file).compactMap(\.comment)
    // Behind the keyword there is one byte: 0 in a PNG, a blank in a GIF.
    guard let mark = texts.first(where: { $0.starts(with: SourceMark.keyword) }),
      let found = Fingerprint(
        hexadecimal: String(
          decoding: mark.dropFirst(SourceMark.keyword.count + 1), as: UTF8.self))
    else { return nil }
    fingerprint = found
  }

  /// The mark as it stands in a PNG.
  var chunk: PNGChunk { PNGChunk("tEXt", SourceMark.keyword + [0] + Array(hash.utf8)) }

  /// The mark as it stands in a comment.
  var comment: String { "\(String(decoding: SourceMark.keyword, as: UTF8.self)) \(hash)" }
}
