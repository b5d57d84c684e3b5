public import ComputationGraph
internal import Autograd
internal import Text

extension Overlay {
  /// What differs between two graphs that are laid over each other; what does not is faint.
  ///
  /// - Parameters:
  ///   - merged: The two graphs.
  ///   - outline: The groups that are drawn as single cards, which say how much differs in them.
  ///   - numbers: How numbers are written; with more digits where the two would look the same.
  public static func comparison(
    of merged: MergedGraph, outline: GraphOutline? = nil, numbers: NumberStyle = NumberStyle()
  ) -> Overlay {
    var overlay = Overlay(marks: [:])
    overlay.ghosts = Set(merged.origins.indices.filter { merged.origins[$0].isEqual })
    var cards = outline?.cards.map(\.members) ?? []
    // What has no card is written on that of its user.
    let isDrawn = Set(cards.joined())
    cards += merged.origins.indices.filter { !isDrawn.contains($0) }.map { [$0] }
    for members in cards {
      let marks =
        members.count == 1
        ? marks(of: merged.origins[members[0]], numbers)
        : marks(of: members.map { merged.origins[$0] })
      if !marks.isEmpty { overlay.marks[members[0]] = marks }
    }
    overlay.legend = [
      Mark(key: "added", text: "only in the second graph", tone: .added),
      Mark(key: "removed", text: "only in the first graph", tone: .removed),
      Mark(key: "was → is", text: "another structure", tone: .warning),
      Mark(key: "was → is", text: "another number", tone: .notice),
    ]
    return overlay
  }

  /// How much differs in a group.
  private static func marks(of origins: [MergedGraph.Origin]) -> [Mark] {
    func count(_ isMeant: (MergedGraph.Origin) -> Bool) -> Int { origins.count(where: isMeant) }
    var marks: [Mark] = []
    for (presence, tone) in [(MergedGraph.Presence.removed, Tone.removed), (.added, .added)] {
      let found = count { $0.presence == presence }
      if found > 0 {
        marks.append(Mark(key: presence.rawValue, text: found.counted("node"), tone: tone))
      }
    }
    let structural = count { $0.changes.contains { !$0.aspect.isNumeric } }
    if structural > 0 {
      marks.append(Mark(key: "structure", text: structural.counted("node"), tone: .warning))
    }
    let numeric = origins.flatMap(\.changes).filter(\.aspect.isNumeric)
    if let greatest = numeric.lazy.map(\.relativeChange).max() {
      let size =
        greatest.isFinite ? ", up to \(NumberStyle(digits: 3).text(100 * greatest)) %" : ""
      marks.append(Mark(key: "numbers", text: "\(numeric.count)\(size)", tone: .notice))
    }
    return marks
  }

  private static func marks(of origin: MergedGraph.Origin, _ numbers: NumberStyle) -> [Mark] {
    switch origin.presence {
    case .added: [Mark(key: "added", text: "+", tone: .added)]
    case .removed: [Mark(key: "removed", text: "−", tone: .removed)]
    case .both: marks(of: origin.changes, numbers)
    }
  }

  private static func marks(of changes: [GraphChange], _ numbers: NumberStyle) -> [Mark] {
    let marks = changes.compactMap { mark(of: $0.aspect, numbers) }
    // Local derivatives follow from the data, and are marked only where nothing else is.
    return marks.isEmpty && !changes.isEmpty
      ? [Mark(key: "local", text: "changed", tone: .notice)] : marks
  }

  private static func mark(of aspect: GraphChange.Aspect, _ numbers: NumberStyle) -> Mark? {
    func change(
      _ key: String, _ tone: Tone, _ texts: (String, String), _ quantity: Mark.Quantity? = nil
    ) -> Mark {
      Mark(key: key, text: "\(texts.0) → \(texts.1)", tone: tone, quantity: quantity)
    }
    func names(_ old: String?, _ new: String?) -> (String, String) {
      (old.map(TextStyle.name) ?? "–", new.map(TextStyle.name) ?? "–")
    }
    return switch aspect {
    case .operation(let old, let new): change("op", .warning, names(old.name, new.name))
    case .parameter(let old, let new): change("param", .warning, numbers.texts(old, new))
    case .inputs: Mark(key: "inputs", text: "changed", tone: .warning)
    case .label(let old, let new): change("name", .warning, names(old, new))
    case .group(let old, let new):
      change("group", .warning, names(old?.description, new?.description))
    case .role(let old, let new): change("role", .warning, names(old?.rawValue, new?.rawValue))
    case .root(_, let isRoot): Mark(key: "root", text: isRoot ? "now" : "before", tone: .warning)
    case .dropped(_, let isDropped):
      Mark(key: "dropped", text: isDropped ? "now" : "before", tone: .warning)
    case .shape(let old, let new):
      change("shape", .warning, names(old?.description, new?.description))
    case .mean(let old, let new): change("mean", .notice, numbers.texts(old, new), .data)
    case .norm(let old, let new): change("norm", .notice, numbers.texts(old, new))
    case .data(let old, let new): change("data", .notice, numbers.texts(old, new), .data)
    case .gradient(let old, let new): change("grad", .notice, numbers.texts(old, new), .gradient)
    case .passes(let old, let new): change("passes", .notice, ("\(old)", "\(new)"))
    case .local: nil
    }
  }
}
