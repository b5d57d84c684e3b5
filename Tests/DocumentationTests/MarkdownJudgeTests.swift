import Foundation
import TestSupport
import Testing

@testable import Documentation

/// The scanner finds what cmark finds, of which nobody here wrote a line.
@Suite(
  .enabled(
    if: Command.path(of: "cmark") != nil || Environment.isCI,
    "cmark is not installed; make test does so with apt-get"))
struct MarkdownJudgeTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func cmarkAgrees(_ seed: UInt64) throws {
    var random = RandomMarkdown(seed: seed)
    let documents = (0..<375).map { _ in Array(random.next().utf8) }
    for (document, judge) in zip(documents, try CmarkJudge.judge(documents)) {
      let lines = MarkdownJudgeTests.lines(of: document)
      let (ours, unclosed) = MarkdownJudgeTests.findings(
        MarkdownScanner.items(of: document), besides: judge.linesOfHTML)
      #expect(
        ours == judge.findings(in: lines, unclosed: unclosed),
        "\(String(decoding: document, as: UTF8.self).debugDescription)")
    }
  }

  /// A mark behind each item is the item's next sibling, and changes nothing else.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func marksChangeNothing(_ seed: UInt64) throws {
    var random = RandomMarkdown(seed: seed)
    let documents = (0..<375).map { _ in MarkedDocument(Array(random.next().utf8)) }
    for (document, judge) in zip(documents, try CmarkJudge.judge(documents.map(\.bytes))) {
      let text = String(decoding: document.bytes, as: UTF8.self).debugDescription
      #expect(MarkdownScanner.items(of: document.bytes).map(\.essence) == document.items, "\(text)")
      for (line, first) in document.marks {
        #expect(
          judge.hasComment(MarkedDocument.mark, on: line, behindBlockOn: first), "\(line) \(text)")
      }
    }
  }

  /// What is found but for comments in HTML of other kinds, and the lines of fences without an end.
  private static func findings(
    _ items: [MarkdownItem], besides html: Set<Int>
  ) -> ([CmarkJudge.Finding], unclosed: Set<Int>) {
    var unclosed: Set<Int> = []
    let findings: [CmarkJudge.Finding] = items.compactMap { item in
      switch item {
      case .fence(let fence):
        let lines = fence.lineNumbers
        if !fence.isClosed { unclosed.insert(lines.lowerBound) }
        return CmarkJudge.Finding(
          fence: fence.info, fence.code, lines.lowerBound, fence.isClosed ? lines.upperBound : nil)
      case .comment(let comment):
        if !comment.isAlone, html.contains(comment.lineNumber) { return nil }
        return CmarkJudge.Finding(comment: comment.text, comment.isAlone ? comment.lineNumber : nil)
      }
    }
    return (findings, unclosed)
  }

  private static func lines(of document: [UInt8]) -> [Substring] {
    let text = String(decoding: document, as: UTF8.self).drop { $0 == "\u{FEFF}" }
    return text.split(omittingEmptySubsequences: false) { $0.isNewline }
  }
}
