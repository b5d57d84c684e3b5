internal import ComputationGraph
internal import Diagrams
internal import Plots
internal import Text

extension LinePlot {
  /// The error of the numerical gradient over the step, on logarithmic axes.
  ///
  /// Errors of 0 cannot be drawn there and are gaps. Beside the whole gradient, the leaf with the
  /// greatest error at the best step is drawn.
  static func sweep(_ sweep: StepSweep, of graph: GraphSnapshot) -> LinePlot {
    let numbers = NumberStyle()
    func points(_ errors: [Double]) -> [Point] {
      zip(sweep.steps, errors).map { Point(x: $0, y: $1) }
    }
    var series = [
      Series(name: "whole gradient", points: points(sweep.errors), color: firstColor)
    ]
    var words = "There is no difference that could be compared."
    if let best = sweep.best, let index = sweep.steps.firstIndex(of: best) {
      words =
        "The error of the whole gradient is least, \(numbers.text(sweep.errors[index])), with a step "
        + "of \(numbers.text(best)). With greater steps the curvature shows, with smaller ones "
        + "rounding."
      let known = sweep.leaves.filter { !$0.errors[index].isNaN }
      if known.count > 1, let worst = known.max(by: { $0.errors[index] < $1.errors[index] }) {
        let node = graph.nodes[worst.node]
        series.append(
          Series(
            name: "worst leaf, \(node.label ?? "node \(node.id)")", points: points(worst.errors),
            color: secondColor, style: .dashed))
      }
    }
    return LinePlot(
      title: "Error of the numerical gradient over its step",
      description: words,
      xAxis: Axis(title: "step s of h = s·max(1, |x|)", scale: .logarithmic, range: 1e-12...1e-1),
      panels: [
        Panel(yAxis: Axis(title: "relative error", scale: .logarithmic), series: series)
      ])
  }
}
