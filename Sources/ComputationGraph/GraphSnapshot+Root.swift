internal import Autograd
internal import Text

extension GraphSnapshot {
  /// Makes the last node of a label the root; gradients of another root go.
  ///
  /// - Parameters:
  ///   - label: The label of the new root.
  ///   - file: What errors call the file that the graph is from.
  /// - Throws: That there is no such node, or that it is a constant.
  public mutating func setRoot(label: String, file: String) throws(GraphFileError) {
    guard let place = nodes.lastIndex(where: { $0.label == label }) else {
      var known: [String] = []
      for node in nodes {
        if let name = node.label, !known.contains(name), known.count <= 12 { known.append(name) }
      }
      throw GraphFileError(
        file: file, position: SourcePosition(line: 1, column: 1),
        fault: .unknownRootLabel(label, known: known))
    }
    if nodes[place].builtIn == .constant {
      throw GraphFileError(
        file: file, position: SourcePosition(line: 1, column: 1),
        fault: .constantRoot(nodes[place].id))
    }
    if place == root { return }
    root = place
    self = beforeBackward()
  }
}
