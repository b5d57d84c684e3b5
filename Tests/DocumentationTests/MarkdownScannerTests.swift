import Foundation
import TestSupport
import Testing

@testable import Documentation

/// Fences and comments are where CommonMark has them.
@Suite struct MarkdownScannerTests {
  /// What is found, in a few characters: `!` is a fence that is not closed, `.` a comment within a text.
  private static func items(_ text: String) -> [String] {
    MarkdownScanner.items(of: Array(text.utf8)).map { item in
      switch item {
      case .fence(let fence):
        "\(fence.info)|\(fence.lines.map(\.text).joined(separator: "/"))\(fence.isClosed ? "" : "!")"
      case .comment(let comment): comment.text + (comment.isAlone ? "" : ".")
      }
    }
  }

  @Test(arguments: [
    // A fence within a longer one is text.
    ("````\n```a\n```\n````\n", ["|```a/```"]),
    // Tildes close no backticks, and may have backticks behind them.
    ("~~~ a`b\n```\n~~~~ \n", ["a`b|```"]),
    // A backtick in its info makes a fence a code span.
    ("``` a`b\n<!--c-->\n```\n", ["c", "|!"]),
    // Four blanks make it code already.
    ("    ```\n    <!--c-->\n", []),
    // Within a paragraph four blanks mean nothing, and no fence begins there.
    ("a\n    ```\n    <!--c-->\n", ["c."]),
    // A closing fence may be indented by three blanks, and not by four.
    ("```\n    ```\n   ```\n", ["|    ```"]),
    // What the fence is indented by, its lines lose.
    ("  ```\n a\n   b\n  ```\n", ["|a/ b"]),
    // Without an end it ends with the document, or with what it is in.
    ("```a\nb\n", ["a|b!"]), ("> ```\n> a\nb\n", ["|a!"]),
    ("- ```\n  a\n\nb <!--c-->\n", ["|a/!", "c."]),
    // A line that only goes on with a paragraph does not go on with a fence.
    ("> a\n```\nb\n```\n", ["|b"]), ("> a\nb <!--c-->\n", ["c."]),
    // A list within a paragraph begins with 1, or not at all.
    ("a\n2. ```\n   b\n", []), ("a\n1. ```\n   b\n   ```\n", ["|b"]),
    // A tab goes to the next fourth column, and what is left of it is text.
    ("-\t```\n\ta\n\t```\n", ["|a"]), (">\t\t```\n", []), ("- ```\n\ta\n  ```\n", ["|  a"]),
    // Containers in containers.
    ("- a\n  > ```b\n  > c\n  > ```\n", ["b|c"]),
    ("> 1. <!--c-->\n>    ```\n>    ```\n", ["c", "|"]),
    // All three ends of lines, and a byte-order mark.
    ("```a\r\nb\r\n```\r\n<!--c-->\r\n", ["a|b", "c"]), ("```a\rb\r```\r<!--c-->", ["a|b", "c"]),
    ("\u{FEFF}```a\nb\n```", ["a|b"]),
    // Comments over several lines, with what is in them.
    ("<!--a\n\n```\n-->\n", ["a\n\n```\n"]), ("a <!--b\nc-->\n", ["b\nc."]),
    ("a <!--b\n\nc-->\n", []),
    ("> <!--a\n> b-->\n", ["a\nb"]), ("<!--a\n", []), ("<!--a--> b <!--c-->\n", ["a.", "c."]),
    // Comments that are none: in code, behind a backslash, in attributes and in what a link goes to.
    ("`<!--c-->` ``<!--d`-->``\n", []), ("` <!--c-->\n", ["c."]),
    ("\\<!--c--> \\\\<!--d-->\n", ["d."]),
    ("<p a=\"<!--c-->\"><!--d-->\n", ["d."]), ("[a](<!--c-->)\n", []),
    ("[a](/u \"<!--c-->\")\n", []),
    // In HTML that shows what is in it there are none; in other HTML there are.
    ("<pre>\n<!--c-->\n\n```\n</pre>\n", []), ("<script>\n<!--c-->\n</script>\n<!--d-->\n", ["d"]),
    ("<div>\n<!--c-->\n```\n\n<!--d-->\n", ["c.", "d"]),
    // Nor in instructions, declarations and character data, of which the judge has other ends.
    ("a <?<!--c-->??> <!--d-->\n", ["d."]), ("a <!b <!--c-->\n", []),
    ("a <![CDATA[<!--c-->]]]> <!--d-->\n", ["d."]),
    // Of several lengths of backticks, each finds its own, whatever was sought in vain before.
    ("`` ` ` <!--c--> `<!--d-->`\n", ["c."]),
    // A definition may stand on a line that goes on with the paragraph of another.
    ("> [a]: /u\n  [<!--b-->]: /u\n", []),
    // What a link goes to is on one line, whatever stands before its end.
    ("[a](<!--b\\\n-->)\n", ["b\\\n."]),
    // The shortest comments, of which CommonMark 0.30 wants more within a paragraph than in a block.
    ("a <!--> <!---> <!---->\n", ["."]), ("<!-->\n", [""]), ("<!--->\n", [""]),
  ])
  func specification(_ text: String, _ items: [String]) {
    #expect(MarkdownScannerTests.items(text) == items)
  }

  @Test func placesOfItems() throws {
    let bytes = Array("é\n\n> - ~~~\n>   a\n>   ~~~\n>   <!--\n>   b --> \n".utf8)
    let items = MarkdownScanner.items(of: bytes)
    guard case .fence(let fence) = try #require(items.first),
      case .comment(let comment) = try #require(items.last)
    else {
      Issue.record("\(items)")
      return
    }
    #expect(String(decoding: bytes[fence.range], as: UTF8.self) == "> - ~~~\n>   a\n>   ~~~")
    #expect(fence.lineNumbers == 3...5 && fence.lines.map(\.index) == [3])
    #expect(fence.lines.map(\.removedColumns) == [4])
    #expect(String(decoding: bytes[comment.range], as: UTF8.self) == "<!--\n>   b -->")
    #expect(comment.lineNumber == 6 && comment.isAlone)
    #expect([fence.prefix, comment.prefix].allSatisfy { $0 == Array(">   ".utf8) })
  }

  /// Also a document that is made to be slow is read to its end.
  @Test(arguments: [
    ">", "> ", "- ", "<!--", "a <!-- x ", "`` ` ", "\\`` ", "[a](", "<a b='", "```\n", "> ```\n\n",
    "<!--\n", "[a]: b '\n", "- \t", "\u{0}", "<div>\n",
  ])
  func hostileDocuments(_ piece: String) {
    let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
    #expect(MarkdownScanner.items(of: Array(text.utf8)).count <= text.utf8.count)
  }
}
