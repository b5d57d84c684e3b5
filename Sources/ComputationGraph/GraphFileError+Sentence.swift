internal import Text

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
      "this is a notebook and no graph file; name it .ipynb to draw its cells."
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
      "no node has the label '\(label.quotable)', which was to be the root; "
        + (known.isEmpty ? "there are no labels." : NearestWord.list(of: known, nearTo: label))
    case .constantRoot(let id):
      "the root, node \(id), is a constant, which depends on nothing; choose another root."
    case .unknownInput(let node, let input):
      "node \(node) has node \(input) as an input, but there is no such node."
    case .wrongInputCount(let node, let operation, let found, let expected):
      "node \(node) is a '\(operation.quotable)' with \(found.counted("input")); it takes \(expected)."
    case .wrongLocalCount(let node, let found, let expected):
      "node \(node) has \(found.counted("local derivative")) for "
        + "\(expected.counted("input")); it needs one for each."
    case .missingLocal(let node, let operation):
      "node \(node) is a '\(operation.quotable)', which is not built in, and has no \"local\"; add its derivatives."
    case .gradientOfConstant(let node):
      "node \(node) is a constant and carries a gradient; make it a leaf, or \"grad\" null."
    case .dataOfTensor(let node):
      "node \(node) has a number as its data and a shape of more; make its \"data\" null, with a \"summary\"."
    case .cycle(let nodes):
      "nodes \(nodes.prefix(12).map(String.init).joined(separator: " → "))\(nodes.count > 12 ? " → …" : "") "
        + "form a cycle; a graph must have none."
    }
  }

  private func of(_ node: Int?) -> String { node.map { "node \($0)" } ?? "the document" }
}
