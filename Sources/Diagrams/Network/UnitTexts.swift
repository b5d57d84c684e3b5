internal import Autograd
internal import ComputationGraph

/// What a unit of a network says at one stage.
struct UnitText: Sendable {
  /// A number as it stands in the circle.
  struct Number: Sendable {
    var text: String
    /// `nil` where there is none yet.
    var value: Double?
  }

  /// The name of an input, a target or the loss; empty for a neuron.
  var name = ""
  /// Over several samples, the mean.
  var data: Number?
  /// Over several samples, the mean; `nil` for what never has one.
  var gradient: Number?

  /// The lines of text, from top to bottom.
  var lines: [String] {
    (name.isEmpty ? [] : [name]) + [data, gradient].compactMap { $0?.text }
  }
}

/// The pass that writes the texts of a network at all stages, and measures them.
struct UnitTexts: Sendable {
  /// For each stage, the text of each unit.
  let stages: [[UnitText]]
  /// For each unit, what an overlay says of it in a sign; empty where it says nothing.
  let signs: [String]

  init(of drawn: DrawnGraph, _ network: NetworkOutline) {
    stages = drawn.stages.map { graph in
      network.units.indices.map { drawn.text(of: network.units[$0], number: $0, in: graph) }
    }
    signs = drawn.outline.cards.map { drawn.worstMark(on: $0)?.tone.sign ?? "" }
  }

  /// The height of a line of text in a circle, in points.
  static let lineHeight = 15
  /// Half of the height of a text, and the room beside it.
  private static let (halfHeight, room) = (8.0, 2.0)

  /// The diameter of a circle that holds the texts of every unit at all stages, in points.
  var diameter: Int {
    var radius = 16.0
    for texts in stages {
      for (text, sign) in zip(texts, signs) {
        let lines = (sign.isEmpty ? [] : [sign]) + text.lines
        for (index, line) in lines.enumerated() {
          let middle =
            (Double(index) - Double(lines.count - 1) / 2) * Double(UnitTexts.lineHeight)
          let width = Double(TextStyle.width(columns: TextStyle.columns(of: line)))
          let (x, y) = (width / 2 + UnitTexts.room, middle.magnitude + UnitTexts.halfHeight)
          radius = max(radius, (x * x + y * y).squareRoot())
        }
      }
    }
    return 2 * Int(radius.rounded(.up))
  }
}

extension Overlay.Tone {
  /// The second cue beside its colour.
  fileprivate var sign: String {
    switch self {
    case .bad, .removed: "×"
    case .warning, .notice: "!"
    case .good, .added: "ok"
    case .neutral: "-"
    }
  }
}

extension DrawnGraph {
  /// The mark that matters most on what a card stands for.
  func worstMark(on card: GraphOutline.Card) -> Overlay.Mark? {
    let marks = card.members.flatMap { options.overlay?.marks[$0] ?? [] }
    return Overlay.Tone.byWeight.lazy.compactMap { tone in marks.first { $0.tone == tone } }.first
  }

  fileprivate func text(
    of unit: NetworkOutline.Unit, number: Int, in graph: GraphSnapshot
  ) -> UnitText {
    switch unit.kind {
    case .rest: return UnitText(name: "+\(DrawnGraph.grouped(unit.hiddenCount))")
    case .bias: return UnitText(name: "+1")
    case .input, .neuron, .target, .loss: break
    }
    let nodes = unit.values.map { graph.nodes[$0] }
    var text = UnitText()
    text.data = unit.meanData(in: graph).map { .init(text: options.numbers.text($0), value: $0) }
    if nodes.contains(where: { $0.builtIn != .constant }) {
      let mean = unit.meanGradient(in: graph)
      text.gradient = .init(text: mean.map(options.numbers.signedText) ?? "–", value: mean)
    }
    let label = nodes.first?.label.map(name)
    switch unit.kind {
    case .input: text.name = label ?? name("x\(number + 1)")
    case .target: text.name = label ?? "target"
    case .loss: text.name = label ?? "loss"
    case .neuron, .bias, .rest: break
    }
    return text
  }
}

extension NetworkOutline.Unit {
  /// The mean over the samples; `nil` where there are none.
  func meanData(in graph: GraphSnapshot) -> Double? {
    values.isEmpty
      ? nil : values.reduce(0) { $0 + graph.nodes[$1].data } / Double(values.count)
  }

  /// The mean over the samples; `nil` where none has a gradient.
  func meanGradient(in graph: GraphSnapshot) -> Double? {
    let gradients = values.compactMap { graph.nodes[$0].gradient }
    return gradients.isEmpty ? nil : gradients.reduce(0, +) / Double(values.count)
  }
}
