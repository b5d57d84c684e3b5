internal import Autograd
internal import ComputationGraph

/// The title and the description of a picture, where none are given.
extension DiagramBuilder {
  /// The picture's title where none is given.
  func title(of graph: GraphSnapshot, _ step: BackwardStep?) -> String {
    let root = graph.nodes[graph.root]
    return "Expression graph\(root.label.map { " of \($0)" } ?? ""), \(moment(of: graph, step))"
  }

  private func moment(of graph: GraphSnapshot, _ step: BackwardStep?) -> String {
    step.map { "step \($0.number) of \(stepCount) of backward" }
      ?? "\(graph.stage == .before ? "before" : "after") backward"
  }

  /// How many steps the backward pass has.
  var stepCount: Int { steps.lazy.compactMap { $0?.number }.max() ?? 0 }

  /// What is collapsed, and what is left out, in a sentence.
  public var view: String { viewWords(of: stages[0]) }

  private func viewWords(of graph: GraphSnapshot) -> String {
    let left = outline.units.filter { $0.kind == .rest }.reduce(0) { $0 + $1.members.count }
    let all = DiagramBuilder.grouped(graph.nodes.count)
    let shown = left == 0 ? all : "\(DiagramBuilder.grouped(graph.nodes.count - left)) of \(all)"
    let cards = outline.units.count { $0.kind != .rest }
    let text = "\(shown) values are drawn as \(cards) \(cards == 1 ? "card" : "cards")"
    return left == 0
      ? "\(text)."
      : "\(text), \(DiagramBuilder.grouped(left)) \(left == 1 ? "is" : "are") left out."
  }

  /// The picture in a sentence or two, for those who do not see it.
  func description(of graph: GraphSnapshot, _ step: BackwardStep?) -> String {
    let root = graph.nodes[graph.root]
    let nodes = graph.nodes.count == 1 ? "1 node" : "\(graph.nodes.count) nodes"
    let value = options.numbers.text(root.data)
    var text = "Expression graph of \(nodes), \(moment(of: graph, step)). "
    let name = root.label.map { "\($0) = " } ?? ""
    text += "Output \(name)\(value)"
    text += root.inputs.isEmpty ? "." : ", computed as \(expression(of: root, in: graph))."
    if outline.units.count < graph.nodes.count { text += " \(viewWords(of: graph))" }
    let leaves = graph.nodes.filter { $0.builtIn == .leaf && $0.gradient != nil }
    if graph.stage == .after, (1...12).contains(leaves.count) {
      let gradients = leaves.map {
        "\(spelled($0, in: graph)) \(options.numbers.text($0.gradient ?? 0))"
      }
      text += " Gradients: \(gradients.joined(separator: ", "))."
    }
    return text
  }
}
