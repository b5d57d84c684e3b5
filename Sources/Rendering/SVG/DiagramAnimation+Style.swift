internal import Diagrams
internal import Text

/// The style sheet that moves a picture.
///
/// Every moment has rules of its own in one long loop, so that all starts again at once. Nothing of
/// it holds where a reader wants less motion, or where a viewer knows no style sheets: what is drawn
/// then is the end.
extension DiagramAnimation {
  /// The class of what appears with a node's data.
  func arrivalClass(of node: Int) -> String { "a\(arrivals[node])" }

  /// The class of what appears with a node's gradient.
  func returnClass(of node: Int) -> String? { returns[node].map { "b\($0)" } }

  /// The class of what a node's gradient replaces.
  func departureClass(of node: Int) -> String? { returns[node].map { "d\($0)" } }

  /// The classes of what runs over an arrow, forward and back.
  func pulseClasses(over edge: Diagram.Edge) -> (forward: String, back: String?) {
    let back = returns[edge.head] == nil ? nil : returns[edge.tail]
    return ("f\(arrivals[edge.head])", back.map { "r\($0)" })
  }

  var styleSheet: String {
    var rules: [String] = []
    for moment in Set(arrivals).sorted() {
      let (start, end) = (percent(moment), percent(moment, 0.6))
      rules.append(
        rule("a\(moment)", "0%,\(start){opacity:.2}\(end),99%{opacity:1}100%{opacity:.2}"))
      if moment > 0 { rules.append(pulse("f\(moment)", moment, from: "0.3", to: "-1")) }
    }
    for moment in Set(returns.compactMap { $0 }).sorted() {
      let (start, end) = (percent(moment, 0.4), percent(moment, 1))
      rules.append(rule("b\(moment)", "0%,\(start){opacity:0}\(end),99%{opacity:1}100%{opacity:0}"))
      rules.append(rule("d\(moment)", "0%,\(start){opacity:1}\(end),99%{opacity:0}100%{opacity:1}"))
      rules.append(pulse("r\(moment)", moment, from: "-1", to: "0.3"))
    }
    for stage in after.header.captions.indices { rules.append(captionRule(stage)) }
    return "<style>@media (prefers-reduced-motion: no-preference){\n\(rules.joined())}</style>\n"
  }

  /// The lines over the picture: those of forward at first, then those of each moment on the way back.
  private func captionRule(_ stage: Int) -> String {
    let count = after.header.captions.count
    let start = percent(forwardCount + stage - 1)
    let end = percent(forwardCount + stage)
    let shown = percent(forwardCount + stage - 1, 0.02)
    let hidden = percent(forwardCount + stage, 0.02)
    let frames =
      switch stage {
      case _ where count == 1: "0%,100%{opacity:1}"
      case 0: "0%,\(end){opacity:1}\(hidden),99%{opacity:0}100%{opacity:1}"
      case count - 1: "0%,\(start){opacity:0}\(shown),99%{opacity:1}100%{opacity:0}"
      default:
        "0%,\(start){opacity:0}\(shown),\(end){opacity:1}\(hidden),100%{opacity:0}"
      }
    return rule("t\(stage)", frames)
  }

  /// What runs along a path within a moment, and is not seen before and after.
  private func pulse(_ name: String, _ moment: Int, from: String, to: String) -> String {
    let (start, end) = (percent(moment), percent(moment, 0.9))
    let (shown, hidden) = (percent(moment, 0.02), percent(moment, 0.92))
    return rule(
      name,
      "0%,\(start){opacity:0;stroke-dashoffset:\(from)}"
        + "\(shown){opacity:1;stroke-dashoffset:\(from)}\(end){opacity:1;stroke-dashoffset:\(to)}"
        + "\(hidden),100%{opacity:0;stroke-dashoffset:\(to)}")
  }

  private func rule(_ name: String, _ frames: String) -> String {
    let seconds = DecimalText.text(Double(total) / 1000)
    return
      ".\(name){animation:\(name) \(seconds)s linear infinite}\n@keyframes \(name){\(frames)}\n"
  }

  /// All moments and the rest at the end, in milliseconds.
  private var total: Int { momentCount * moment + DiagramAnimation.rest }

  /// When a part of a moment is over, in the whole.
  private func percent(_ moment: Int, _ part: Double = 0) -> String {
    let time = (Double(moment) + part) * Double(self.moment)
    return "\(DecimalText.text(100 * time / Double(total), decimals: 3))%"
  }
}
