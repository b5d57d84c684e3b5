internal import CZlib
package import Foundation

/// What can be seen of a PDF without drawing it.
package struct PDFStructure {
  /// The width and the height of each page as they are written, "711 447", in their order.
  package let pages: [String]
  /// What each page draws, in the language of PDF.
  package let contents: [String]
  /// When it was made: "20000101000000Z", as cairo writes it.
  package let date: String?

  package init(_ file: Data) {
    var drawings: [String] = []
    var objects = PDFStructure.text(file)
    for start in PDFStructure.streams(in: file) {
      // Newer versions of cairo compress what is no drawing as well.
      let words = PDFStructure.text(file[..<start].suffix(120))
      let content = PDFStructure.inflated(file[start...])
      if words.contains("/ObjStm") { objects += content } else { drawings.append(content) }
    }
    pages = PDFStructure.values(behind: "/MediaBox [ 0 0 ", to: " ]", in: objects)
    date = PDFStructure.values(behind: "/CreationDate (", to: ")", in: objects).first
    // Fonts come behind all pages.
    contents = Array(drawings.prefix(pages.count))
  }

  /// Where the bytes of each stream begin.
  private static func streams(in file: Data) -> [Data.Index] {
    var starts: [Data.Index] = []
    var rest = file[...]
    while let word = rest.range(of: Data("\nstream\n".utf8)) {
      starts.append(word.upperBound)
      rest = file[word.upperBound...]
    }
    return starts
  }

  private static func values(behind key: String, to end: String, in text: String) -> [String] {
    text.components(separatedBy: key).dropFirst().compactMap {
      $0.components(separatedBy: end).first
    }
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.map { UInt16($0) }, as: UTF16.self)
  }

  /// What a stream that begins some bytes holds; empty where it is not compressed.
  private static func inflated(_ bytes: Data) -> String {
    var result = [UInt8](repeating: 0, count: 1 << 20)
    var count = uLongf(result.count)
    let stream = Array(bytes)
    // What follows the stream is no part of it.
    guard uncompress(&result, &count, stream, uLong(stream.count)) == Z_OK else { return "" }
    return text(result.prefix(Int(count)))
  }
}
