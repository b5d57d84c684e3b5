internal import Autograd
internal import Text

extension GraphComparison {
  /// What the nodes of a graph are called in a report, each by a name that no other one has.
  ///
  /// It is the label, or without one what the node computes, as "x * w" or "tanh(n)", where its
  /// inputs have labels, or else the operation. What is not unique has its group before it, or its id
  /// after it.
  ///
  /// O(nodes + edges).
  public static func names(in graph: GraphSnapshot) -> [String] {
    var counts: [String: Int] = [:]
    let words = graph.nodes.map { node in
      let word = node.label ?? expression(of: node, in: graph)
      let path = node.group.map { $0.appending(word).description } ?? word
      counts[word, default: 0] += 1
      if path != word { counts[path, default: 0] += 1 }
      return (word: word, path: path)
    }
    return zip(words, graph.nodes).map { words, node in
      if counts[words.word] == 1 { return words.word }
      let isLabelled = node.label != nil
      return isLabelled && counts[words.path] == 1 ? words.path : "\(words.word) #\(node.id)"
    }
  }

  /// What a node without a label computes; the operation alone where its inputs have no names.
  private static func expression(
    of node: GraphSnapshot.Node, in graph: GraphSnapshot
  ) -> String {
    if node.builtIn == .constant { return node.data.typed }
    let names = node.inputs.prefix(3).compactMap { index -> String? in
      let input = graph.nodes[index]
      return input.label ?? (input.builtIn == .constant ? input.data.typed : nil)
    }
    guard !names.isEmpty, names.count == node.inputs.count else { return node.operation.name }
    return node.builtIn.formula(
      of: names, parameter: node.builtIn == .powerOfConstant ? node.parameter?.typed : nil,
      name: node.operation.name)
  }
}
