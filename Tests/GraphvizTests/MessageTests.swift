import Drawings
import Graphviz
import Testing

@Suite struct MessageTests {
  @Test func longMessagesAreCapturedWhole() throws {
    // Over 1024 bytes, Graphviz 2.42 would crash.
    for length in [1_100, 3_000, 200_000] {
      let color = String(repeating: "x", count: length)
      let layout = try pair(node: [Attribute("color", .text(color))]).layout()
      #expect(layout.warnings.contains { $0.contains("\(color) is not a known color") })
    }
  }

  @Test func warningsAreOfThisGraphAlone() throws {
    for _ in 0..<2 {
      let layout = try pair(node: [Attribute("color", .keyword("nosuch"))]).layout()
      #expect(layout.warnings.contains { $0.contains("nosuch is not a known color") })
      #expect(try pair().layout().warnings.isEmpty)
    }
  }

  @Test func picturesWarnToo() throws {
    let picture = try pair(node: [Attribute("color", .keyword("nosuch"))]).pdf()
    #expect(picture.warnings.contains { $0.contains("nosuch is not a known color") })
    #expect(try pair().pdf().warnings.isEmpty)
  }

  @Test(arguments: [
    "<TABLE><TR><TD>x</TD></TR>", "<NOSUCH>x</NOSUCH>", "a & b", "&nosuch;", "&#1;",
    "<TABLE></TABLE>",
  ])
  func brokenMarkupIsAnError(markup: String) throws {
    guard case .failed(let message)? = refusal(of: labelled(.html(markup))) else {
      Issue.record("\(markup) was let through")
      return
    }
    #expect(!message.isEmpty)
    // The next graph is none the worse for it.
    #expect(try labelled(.html("x")).layout().warnings.isEmpty)
  }

  @Test func wrongWordsAreAnError() {
    guard
      case .failed(let message)? = refusal(of: pair(graph: [Attribute("ordering", .keyword("x"))]))
    else {
      Issue.record("ordering=x was let through")
      return
    }
    #expect(message.contains("ordering"))
  }

  @Test func hugeLabels() throws {
    let text = String(repeating: "x", count: 1_000_000)
    #expect(try labelled(.text(text)).layout().nodes[0].width == 60_000_000)
  }
}
