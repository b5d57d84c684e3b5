import Foundation
import Graphviz
import TestSupport
import Testing

@Suite struct PDFDocumentTests {
  private func document(of graphs: [GraphDescription]) throws -> [UInt8] {
    var document = PDFDocument()
    for graph in graphs { try document.append(graph) }
    return try document.file().bytes
  }

  private func structure(of graphs: [GraphDescription]) throws -> PDFStructure {
    PDFStructure(Data(try document(of: graphs)))
  }

  /// A box of 40 points and two inches.
  private let wide = GraphDescription(
    name: "g", nodes: [.init(name: "a", attributes: boxes(width: 144, height: 40))])

  /// Each is drawn as it is alone: nothing of the page before is left.
  @Test func eachGraphIsAPageOfItsSize() throws {
    let graphs = [pair(), wide, tree(5), wide]
    let alone = try graphs.map { try structure(of: [$0]) }
    // Half an inch around the page, and 4 points around the drawing.
    #expect(alone[1].pages == ["224 120"])
    let found = try structure(of: graphs)
    #expect(found.pages == alone.flatMap(\.pages))
    #expect(found.contents == alone.flatMap(\.contents))
    #expect(Set(found.contents).count == 3 && !found.contents.contains(""))
  }

  @Test func theFileIsTheSameLaterAndWhateverIsDrawnMeanwhile() throws {
    let first = try document(of: [pair(), tree(5)])
    Thread.sleep(forTimeInterval: 1.1)
    var document = PDFDocument()
    var other = PDFDocument()
    try document.append(pair())
    try other.append(wide)
    _ = try wide.bitmap()
    _ = try wide.layout()
    try document.append(tree(5))
    try other.append(wide)
    #expect(try document.file().bytes == first)
    #expect(PDFStructure(Data(try other.file().bytes)).pages == ["224 120", "224 120"])
    #expect(PDFStructure(Data(first)).date == "20000101000000Z")
  }

  /// A font is there once, and not for each page.
  @Test func aPageMoreIsCheap() throws {
    let text = labelled(.text("abcdefghijklmnopqrstuvwxyz"))
    let one = try document(of: [text]).count
    let many = try document(of: Array(repeating: text, count: 20)).count
    #expect(many < 3 * one)
  }

  @Test func oneGraphAloneIsAPage() throws {
    #expect(try pair().pdf().bytes == document(of: [pair()]))
  }

  @Test func whatIsRefusedIsNoPage() throws {
    var document = PDFDocument()
    try document.append(pair())
    do throws(GraphvizError) {
      try document.append(labelled(.html("<b")))
      Issue.record("drawn")
    } catch {
      guard case .failed = error else { throw error }
    }
    try document.append(wide)
    #expect(PDFStructure(Data(try document.file().bytes)).pages.count == 2)
  }

  @Test func warningsAreThoseOfAllPages() throws {
    var document = PDFDocument()
    try document.append(pair(node: [Attribute("color", .keyword("nocolor"))]))
    try document.append(pair())
    let warnings = try document.file().warnings
    #expect(warnings.count == 1 && warnings[0].contains("nocolor"))
  }
}
