internal import Autograd
internal import ComputationGraph

/// The pass that shows weights, and after backward their gradients, in the lines of a network.
struct WeightNumbers: Sendable {
  private let drawn: DrawnGraph
  private let network: NetworkOutline
  /// For each stage, the greatest magnitude.
  private let greatest: [Double]
  /// The columns of the longest number of any stage.
  private let columns: Int

  /// How wide the thinnest and the thickest line are, in points.
  private static let (thinnest, thickest) = (0.75, 6.0)

  init(of drawn: DrawnGraph, _ network: NetworkOutline) {
    self.drawn = drawn
    self.network = network
    greatest = drawn.stages.map { graph in
      network.weights.lazy.compactMap { $0.number(in: graph) }.filter(\.isFinite)
        .map(\.magnitude).max() ?? 0
    }
    var columns = 0
    if drawn.options.edges == .weights {
      for graph in drawn.stages {
        for weight in network.weights where weight.parameter != nil {
          columns = max(columns, TextStyle.columns(of: drawn.text(of: weight, in: graph)))
        }
      }
    }
    self.columns = columns
  }

  /// Gives a line its width and colour, and its number where numbers are asked for.
  func write(on edge: inout Diagram.Edge, line: Int, at stage: Int) {
    let (weight, graph) = (network.weights[line], drawn.stages[stage])
    guard let parameter = weight.parameter else { return }
    let theme = drawn.options.theme
    let node = graph.nodes[parameter]
    edge.tooltip = drawn.tooltip(of: node, network.units[weight.head])
    let number = weight.number(in: graph)
    if columns > 0 {
      edge.label = Diagram.Label(
        text: drawn.text(of: weight, in: graph), width: TextStyle.width(columns: columns) + 4,
        color: number == nil
          ? theme.mutedText : number?.isFinite == false ? theme.notFinite : theme.text,
        ground: theme.background)
    }
    edge.width = WeightNumbers.thinnest
    guard let number, number != 0 else {
      edge.color = theme.frameLine
      return
    }
    edge.isDashed = number < 0
    guard number.isFinite else {
      edge.color = theme.notFinite
      edge.width = WeightNumbers.thickest
      return
    }
    let part = number.magnitude / greatest[stage]
    edge.width += (WeightNumbers.thickest - WeightNumbers.thinnest) * part
    edge.color = theme.line.mixed(
      with: number > 0 ? theme.positive : theme.negative, 0.4 + 0.6 * part)
  }
}

extension NetworkOutline.Weight {
  /// The parameter, or its gradient after backward; `nil` where there is none.
  func number(in graph: GraphSnapshot) -> Double? {
    guard let parameter else { return nil }
    let node = graph.nodes[parameter]
    return graph.stage == .before ? node.data : node.gradient
  }
}

extension DrawnGraph {
  fileprivate func text(of weight: NetworkOutline.Weight, in graph: GraphSnapshot) -> String {
    guard let number = weight.number(in: graph) else { return "–" }
    return graph.stage == .before
      ? options.numbers.text(number) : options.numbers.signedText(number)
  }

  /// Everything that is known of a weight, a line each.
  fileprivate func tooltip(
    of parameter: GraphSnapshot.Node, _ unit: NetworkOutline.Unit
  ) -> String {
    let name = [parameter.label, unit.group?.description].compactMap { $0 }
    return """
      \(name.joined(separator: " of "))
      data \(parameter.data)
      grad \(parameter.gradient.map { "\($0)" } ?? "–")
      """
  }
}
