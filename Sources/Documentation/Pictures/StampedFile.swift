internal import Rendering
internal import Text

/// A picture's file with and without the line that a stamp is written on.
///
/// Each format has a place where readers of pictures look for nothing: an element of metadata, a chunk
/// of text, a comment.
struct StampedFile: Sendable {
  /// The file without the stamp.
  let content: [UInt8]
  /// The text of the stamp; `nil` where there is none.
  let stamp: String?

  /// A file that is not stamped yet.
  init(content: [UInt8], stamp: String?) {
    (self.content, self.stamp) = (content, stamp)
  }

  /// Whether files of an extension can be stamped.
  static func canStamp(_ fileExtension: String) -> Bool {
    ["svg", "png", "pdf", "gif", "dot"].contains(fileExtension)
  }

  /// Takes a file apart.
  ///
  /// O(length).
  init(_ file: [UInt8], fileExtension: String) {
    switch fileExtension {
    case "png": self.init(png: file)
    case "gif": self.init(gif: file)
    case "svg": self.init(file, between: StampedFile.svgStart, StampedFile.svgEnd)
    case "pdf": self.init(file, between: StampedFile.pdfStart, StampedFile.lineEnd)
    case "dot": self.init(file, between: StampedFile.dotStart, StampedFile.lineEnd)
    default: self.init(content: file, stamp: nil)
    }
  }

  /// The file, with the stamp where the format has a place for it.
  func file(fileExtension: String) -> [UInt8] {
    guard let stamp else { return content }
    switch fileExtension {
    case "png":
      var file = PNGChunk.signature
      for chunk in PNGChunk.chunks(in: content) {
        if chunk.type == "IEND" {
          PNGChunk("tEXt", StampedFile.pngKeyword + Array(stamp.utf8)).write(to: &file)
        }
        chunk.write(to: &file)
      }
      return file
    case "gif":
      var file: [UInt8] = []
      for block in GIFBlock.blocks(in: content) {
        if block.isEnd { file += GIFBlock(comment: StampedFile.gifKeyword + stamp.utf8).bytes }
        file += block.bytes
      }
      return file
    case "svg":
      return inserted(
        StampedFile.svgStart, stamp, StampedFile.svgEnd, before: Array("</svg>".utf8))
    case "pdf":
      return inserted(
        StampedFile.pdfStart, stamp, StampedFile.lineEnd, before: Array("startxref".utf8))
    case "dot": return StampedFile.dotStart + Array(stamp.utf8) + StampedFile.lineEnd + content
    default: return content
    }
  }

  private static let svgStart = Array("<metadata class=\"multigrad\">".utf8)
  private static let svgEnd = Array("</metadata>\n".utf8)
  private static let pdfStart = Array("%MultiGrad ".utf8)
  private static let dotStart = Array("// MultiGrad ".utf8)
  private static let lineEnd = Array("\n".utf8)
  private static let pngKeyword = Array("MultiGrad stamp".utf8) + [0]

  private static let gifKeyword = Array("MultiGrad stamp ".utf8)

  private init(png file: [UInt8]) {
    var stamp: String?
    var content = PNGChunk.signature
    for chunk in PNGChunk.chunks(in: file) {
      if chunk.type == "tEXt", chunk.content.starts(with: StampedFile.pngKeyword) {
        stamp = String(
          decoding: chunk.content.dropFirst(StampedFile.pngKeyword.count), as: UTF8.self)
      } else {
        chunk.write(to: &content)
      }
    }
    self.init(content: stamp == nil ? file : content, stamp: stamp)
  }

  private init(gif file: [UInt8]) {
    var stamp: String?
    var content: [UInt8] = []
    for block in GIFBlock.blocks(in: file) {
      if let comment = block.comment, comment.starts(with: StampedFile.gifKeyword) {
        stamp = String(
          decoding: comment.dropFirst(StampedFile.gifKeyword.count), as: UTF8.self)
      } else {
        content += block.bytes
      }
    }
    self.init(content: stamp == nil ? file : content, stamp: stamp)
  }

  private init(_ file: [UInt8], between start: [UInt8], _ end: [UInt8]) {
    guard let first = file.lastRange(of: start),
      let last = file[first.upperBound...].firstRange(of: end)
    else {
      self.init(content: file, stamp: nil)
      return
    }
    self.init(
      content: Array(file[..<first.lowerBound] + file[last.upperBound...]),
      stamp: String(decoding: file[first.upperBound..<last.lowerBound], as: UTF8.self))
  }

  private func inserted(
    _ start: [UInt8], _ stamp: String, _ end: [UInt8], before mark: [UInt8]
  ) -> [UInt8] {
    guard let place = content.lastRange(of: mark)?.lowerBound else { return content }
    return Array(content[..<place]) + start + Array(stamp.utf8) + end + Array(content[place...])
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// Where a pattern stands first.
  func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let head = pattern.first else { return nil }
    var start = startIndex
    while let found = self[start...].firstIndex(of: head), found + pattern.count <= endIndex {
      if self[found..<found + pattern.count].elementsEqual(pattern) {
        return found..<found + pattern.count
      }
      start = found + 1
    }
    return nil
  }

  /// Where a pattern stands last.
  fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let head = pattern.first, count >= pattern.count else { return nil }
    var start = endIndex - pattern.count
    while start >= startIndex {
      if self[start] == head, self[start..<start + pattern.count].elementsEqual(pattern) {
        return start..<start + pattern.count
      }
      start -= 1
    }
    return nil
  }
}
