import Foundation
import Measuring
import MultiGrad

/// The time that `multigrad docs` takes for the pictures of a thousand documents of five blocks, as a ratio
/// to that of drawing and writing the same pictures alone; and the time of a run that changes nothing.
///
/// Both draw in one process, in turn over parts of the documents, so that a machine that gets faster or
/// slower does so for both.
@main
struct DocumentationCost {
  static let documentCount = 1000
  static let blockCount = 5
  static let partCount = 10

  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: DocumentationCost <path of multigrad>")
      exit(64)
    }
    let multigrad = URL(fileURLWithPath: CommandLine.arguments[1]).absoluteURL
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("documentation-cost-\(ProcessInfo.processInfo.processIdentifier)")
    let alone = folder.appendingPathComponent("alone")
    try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = (0..<documentCount).map { "page-\($0).md" }
    for (index, name) in names.enumerated() {
      let blocks = (0..<blockCount).map {
        "Block \($0).\n\n```multigrad\n\(program(index, $0))```\n"
      }
      let text = "# Page \(index)\n\n\(blocks.joined(separator: "\n"))"
      try text.write(
        to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }
    var docs = 0.0
    var drawing = 0.0
    for part in 0..<partCount {
      let range = part * documentCount / partCount..<(part + 1) * documentCount / partCount
      docs += try seconds(running: multigrad, ["docs", "-q"] + names[range], in: folder)
      drawing += try seconds { for index in range { try draw(index, into: alone) } }
    }
    let unchanged = try seconds(running: multigrad, ["docs", "-q"] + names, in: folder)
    let checked = try seconds(running: multigrad, ["docs", "--check"] + names, in: folder)
    print("\(documentCount) documents of \(blockCount) blocks, two pictures each:")
    print("  drawing and writing alone  \(text(drawing)) s")
    print("  multigrad docs             \(text(docs)) s")
    print("  speed, as a part           \(text(drawing / docs)) (0.8 is wanted)")
    print("  multigrad docs, unchanged  \(text(unchanged)) s (at most 2 is wanted)")
    print("  multigrad docs --check     \(text(checked)) s")
  }

  static func program(_ document: Int, _ block: Int) -> String {
    """
    a = Value(\(document + 1).0)
    b = Value(-\(block + 1).5)
    c = Value(0.5)
    d = (a * b + c).tanh()
    e = d * a + \(block)

    """
  }

  /// Draws the pictures of a document, before and after, as the library does it.
  static func draw(_ document: Int, into folder: URL) throws {
    for block in 0..<blockCount {
      try Tape.current.step {
        let run = try ExpressionProgram(program(document, block), name: "block").run(on: .current)
        let after = GraphSnapshot(root: run.root, extent: .wholeTape)
        let diagrams = DiagramBuilder(stages: [after.beforeBackward(), after]).diagrams()
        for (stage, picture) in zip(["before", "after"], try Picture(of: diagrams).svg()) {
          let file = folder.appendingPathComponent("page-\(document)-\(block)-\(stage).svg")
          try Data(picture).write(to: file)
        }
      }
    }
  }
}
