import Foundation
import Testing

@testable import Documentation

/// Whatever a document holds, rendering it keeps what its author wrote.
///
/// `MULTIGRAD_MUTATIONS=100000 swift test --filter MutationTests` is a long run.
@Suite struct MutationTests {
  /// How many documents are rendered.
  private static let count =
    ProcessInfo.processInfo.environment["MULTIGRAD_MUTATIONS"].flatMap { Int($0) } ?? 4000
  private static let shares: UInt64 = 4

  @Test(arguments: 1...MutationTests.shares)
  func nothingIsLost(_ share: UInt64) {
    var documents = MutatedDocuments(seed: share)
    var lossCount = 0
    for _ in 0..<MutationTests.count / Int(MutationTests.shares) {
      let (document, seed) = documents.next()
      guard let loss = MutationTests.loss(document, seed) else { continue }
      let smallest = shrunk(document) { MutationTests.loss($0, seed) == loss }
      Issue.record(
        "\(loss): \(seed.syntax) \(String(decoding: smallest, as: UTF8.self).debugDescription)")
      // One fault shows in many documents, and to shrink them takes long.
      lossCount += 1
      if lossCount == 20 { break }
    }
  }

  /// What goes wrong when a document is rendered; `nil` where nothing does.
  private static func loss(_ bytes: [UInt8], _ seed: MutatedDocuments.Seed) -> String? {
    let drawer = FakeDrawer()
    drawer.folder.files = seed.files
    drawer.folder.inputs = ["a.mg": Array("a = 1\n".utf8)]
    let document = drawer.document(bytes, syntax: seed.syntax)
    let result = drawer.render(document)
    let rendered = drawer.document(result.text, syntax: seed.syntax)
    if rendered.withoutPictures != document.withoutPictures { return "not the author's text" }
    if drawer.render(rendered).text != rendered.bytes { return "not the same the second time" }
    if result.faults.isEmpty, !drawer.render(rendered, mode: .check).stale.isEmpty {
      return "stale when just drawn"
    }
    var lines = lines(of: rendered.bytes)[...]
    for line in document.linesOfAuthor {
      guard let place = lines.firstIndex(of: line) else { return "a line is lost" }
      lines = lines[(place + 1)...]
    }
    return nil
  }

  fileprivate static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
  }
}

extension Document {
  /// The lines in which nothing is of ours, and nothing of ours will be.
  fileprivate var linesOfAuthor: [ArraySlice<UInt8>] {
    let ours = blocks.compactMap(\.region?.range) + numbers.map(\.range)
    return MutationTests.lines(of: bytes).filter { line in
      !ours.contains { $0.lowerBound < line.endIndex && line.startIndex < $0.upperBound }
        && !blocks.contains { block in
          line.startIndex < block.end
            && block.end < line.endIndex + (block.isAlone ? 0 : 1)
        }
    }
  }
}
