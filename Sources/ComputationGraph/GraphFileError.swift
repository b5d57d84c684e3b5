// Errors say where in a file they are.
@_exported public import struct Text.SourcePosition
internal import Text

/// What is wrong with a graph file, and where.
public struct GraphFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  public let file: String
  /// Where in the file.
  public let position: SourcePosition
  /// What is wrong.
  public let fault: Fault

  /// An error at a position.
  public init(file: String, position: SourcePosition, fault: Fault) {
    self.file = file
    self.position = position
    self.fault = fault
  }

  /// The kinds of fault.
  public enum Fault: Equatable, Sendable {
    case emptyFile
    case notUTF8
    case syntax(String)
    case notAGraphFile
    case notebook
    case unknownVersion(String)
    case missing(key: String, node: Int?)
    case wrongType(key: String, node: Int?, expected: String)
    case unknownWord(key: String, node: Int?, word: String, choices: [String])
    case noNodes
    case nodeWithoutID
    case duplicateID(Int)
    case unknownRoot(Int)
    case unknownRootLabel(String, known: [String])
    case constantRoot(Int)
    case unknownInput(node: Int, input: Int)
    case wrongInputCount(node: Int, operation: String, found: Int, expected: String)
    case wrongLocalCount(node: Int, found: Int, expected: Int)
    case missingLocal(node: Int, operation: String)
    case gradientOfConstant(node: Int)
    case cycle([Int])
  }

  /// One sentence: where, what happened, and what to do.
  public var description: String { "\(file):\(position): \(fault.sentence)" }
}

extension GraphFileError.Fault {
  /// What happened, and what to do.
  var sentence: String {
    switch self {
    case .emptyFile: "the file is empty; a graph file is one JSON document."
    case .notUTF8: "the file is not UTF-8; save it as UTF-8."
    case .syntax(let message): "this is not JSON: \(message)."
    case .notAGraphFile:
      "this is JSON, but no graph file: it needs \"format\": \"\(GraphFile.format)\"."
    case .notebook:
      "this is a notebook, which is not read; save its code cells as a program."
    case .unknownVersion(let version):
      "the graph file has version \(version.quotable); this program reads version \(GraphFile.version)."
    case .missing(let key, let node): "\(of(node)) has no \"\(key)\"; add it."
    case .wrongType(let key, let node, let expected):
      "\"\(key)\" of \(of(node)) must be \(expected)."
    case .unknownWord(let key, let node, let word, let choices):
      "\"\(key)\" of \(of(node)) is \"\(word.quotable)\"; it must be one of \(choices.joined(separator: ", "))."
    case .noNodes: "the graph has no nodes."
    case .nodeWithoutID: "a node has no \"id\"; give each a number of its own."
    case .duplicateID(let id): "a second node has the id \(id); ids must differ."
    case .unknownRoot(let id): "the root is node \(id), but there is no such node."
    case .unknownRootLabel(let label, let known):
      "no node has the label '\(label.quotable)', which was to be the root; there are "
        + "\(known.isEmpty ? "no labels" : known.prefix(12).map(\.quotable).joined(separator: ", "))."
    case .constantRoot(let id):
      "the root, node \(id), is a constant, which depends on nothing; choose another root."
    case .unknownInput(let node, let input):
      "node \(node) has node \(input) as an input, but there is no such node."
    case .wrongInputCount(let node, let operation, let found, let expected):
      "node \(node) is a '\(operation.quotable)' with \(found) inputs; it takes \(expected)."
    case .wrongLocalCount(let node, let found, let expected):
      "node \(node) has \(found) local derivatives for \(expected) inputs; it needs one for each."
    case .missingLocal(let node, let operation):
      "node \(node) is a '\(operation.quotable)', which is not built in, and has no \"local\"; add its derivatives."
    case .gradientOfConstant(let node):
      "node \(node) is a constant and carries a gradient; make it a leaf, or \"grad\" null."
    case .cycle(let nodes):
      "nodes \(nodes.prefix(12).map(String.init).joined(separator: " → "))\(nodes.count > 12 ? " → …" : "") "
        + "form a cycle; a graph must have none."
    }
  }

  private func of(_ node: Int?) -> String { node.map { "node \($0)" } ?? "the document" }
}
