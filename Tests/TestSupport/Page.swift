package import Foundation

/// A page of the documentation, as one who follows it from the first line to the last.
package struct Page {
  /// A fenced block.
  package struct Block {
    package let language: String
    package let text: String
    /// The line of the page that it begins at.
    package let line: Int
    /// The file that its text belongs into, where the words before it say so: "Save this as `neuron.mg`:".
    package let file: String?
  }

  /// Its path in the repository.
  package let name: String
  package let blocks: [Block]

  package static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package init(_ name: String) throws {
    self.name = name
    let text = try String(
      contentsOf: Page.repository.appendingPathComponent(name), encoding: .utf8)
    blocks = Page.blocks(of: text)
  }

  private static func blocks(of text: String) -> [Block] {
    var blocks: [Block] = []
    var open: (fence: String, language: String, line: Int, lines: [String])?
    var words = ""
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      if let fence = open?.fence {
        if line == fence {
          let text = open!.lines.map { $0 + "\n" }.joined()
          blocks.append(
            Block(
              language: open!.language, text: text, line: open!.line, file: file(named: words)))
          (open, words) = (nil, "")
        } else {
          open!.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        let fence = String(line.prefix { $0 == "`" })
        open = (fence, String(line.dropFirst(fence.count)), number + 1, [])
      } else if !line.isEmpty, !line.hasPrefix("<!--") {
        words = line
      }
    }
    return blocks
  }

  /// The file that a line names at its end, before a colon.
  private static func file(named words: String) -> String? {
    guard words.hasSuffix("`:"), let start = words.dropLast(2).lastIndex(of: "`") else {
      return nil
    }
    let name = words[words.index(after: start)...].dropLast(2)
    return name.contains(".") ? String(name) : nil
  }
}

/// What happened to a line of the shell.
package struct PageLine {
  /// The line of the page that its block begins at.
  package let line: Int
  package let words: String
  /// The code that it must exit with: 0, or what its comment says, as in "exits with 1".
  package let expected: Int32
  package let result: Command.Result
  /// What the page says that it prints, in a block of text below it.
  package var printed: String?
}

extension Page {
  /// What is done in a checkout and not in the folder of a reader: CI does it.
  private static let ofTheCheckout = [
    "make ", "swift ", "export PATH=", "git ", "apt-get ", "brew ",
  ]

  /// Writes the files of the page into a folder and runs its shell lines there, in their order.
  package func follow(in folder: TemporaryFolder) throws -> [PageLine] {
    var cells: [String: [String]] = [:]
    var lines: [PageLine] = []
    for (number, block) in blocks.enumerated() {
      if let file = block.file {
        let folders = file.split(separator: "/").dropLast().joined(separator: "/")
        if !folders.isEmpty { try folder.makeFolder(folders) }
        if file.hasSuffix(".ipynb") {
          cells[file, default: []].append(block.text)
          try folder.write(file, Page.notebook(cells[file]!))
        } else {
          try folder.write(file, block.text)
        }
      } else if block.language == "sh" {
        for line in block.text.replacing("\\\n", with: " ").split(separator: "\n")
        where !line.hasPrefix("#") && !Page.ofTheCheckout.contains(where: { line.hasPrefix($0) }) {
          lines.append(try run(String(line), at: block.line, in: folder))
        }
      } else if block.language == "text", number > 0, blocks[number - 1].language == "sh" {
        lines[lines.count - 1].printed = block.text
      }
    }
    return lines
  }

  private func run(
    _ line: String, at number: Int, in folder: TemporaryFolder
  ) throws -> PageLine {
    let comment = line.range(of: " # ").map { String(line[$0.upperBound...]) } ?? ""
    let expected = comment.range(of: "exits with ").flatMap {
      Int32(comment[$0.upperBound...].prefix { $0.isNumber })
    }
    var words = line
    // Nobody is there to look at a picture, or to end what waits for the next change.
    if line.contains("--open") { words = "MULTIGRAD_VIEWER=true " + words }
    if line.contains("--watch") {
      words = "timeout --signal=INT 3 \(words)\ntest $? = 124"
    }
    return PageLine(
      line: number, words: line, expected: expected ?? 0,
      result: try Command.shell(words, in: folder))
  }

  private static func notebook(_ cells: [String]) -> String {
    let sources = cells.map { cell in
      let text = String(decoding: try! JSONEncoder().encode(cell), as: UTF8.self)
      return """
        {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": \(text)}
        """
    }
    return """
      {"cells": [\(sources.joined(separator: ", "))], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """
  }
}
