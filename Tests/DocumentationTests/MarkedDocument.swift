@testable import Documentation

/// A document with a mark on a line of its own behind each item that one can be put behind.
struct MarkedDocument {
  /// What is between the ends of the mark.
  static let mark = " multigrad: x "

  let bytes: [UInt8]
  /// What should be found in it.
  private(set) var items: [MarkdownItem.Essence] = []
  /// The lines of the marks, and those of the items that they are behind.
  private(set) var marks: [(line: Int, itemLine: Int)] = []

  init(_ document: [UInt8]) {
    let reader = Document(document, name: "", syntax: .markdown, stem: "")
    var parts: [(range: Range<Int>, text: [UInt8])] = []
    for item in MarkdownScanner.items(of: document) {
      items.append(item.essence)
      guard let (range, lines, prefix) = item.placeForMark else { continue }
      parts.append(
        (
          range.upperBound..<range.upperBound,
          reader.lineEnd + prefix + Array("<!--\(MarkedDocument.mark)-->".utf8)
        ))
      items.append(.comment(MarkedDocument.mark, isAlone: true, prefix: prefix))
      // Marks before it move it down.
      let above = marks.count
      marks.append((lines.upperBound + above + 1, lines.lowerBound + above))
    }
    bytes = reader.replacing(parts)
  }
}

extension MarkdownItem {
  /// What an item is, wherever it stands.
  enum Essence: Equatable {
    case fence(info: String, code: String, isClosed: Bool, prefix: [UInt8])
    case comment(String, isAlone: Bool, prefix: [UInt8])
  }

  var essence: Essence {
    switch self {
    case .fence(let fence):
      .fence(info: fence.info, code: fence.code, isClosed: fence.isClosed, prefix: fence.prefix)
    case .comment(let comment):
      .comment(comment.text, isAlone: comment.isAlone, prefix: comment.prefix)
    }
  }

  /// The bytes and lines of an item, and what a line behind it begins with; `nil` where none can be.
  fileprivate var placeForMark: (range: Range<Int>, lines: ClosedRange<Int>, prefix: [UInt8])? {
    switch self {
    case .fence(let fence):
      return fence.isClosed ? (fence.range, fence.lineNumbers, fence.prefix) : nil
    case .comment(let comment):
      let first = comment.lineNumber
      let last = first + comment.text.count { $0 == "\n" }
      return comment.isAlone ? (comment.range, first...last, comment.prefix) : nil
    }
  }
}
