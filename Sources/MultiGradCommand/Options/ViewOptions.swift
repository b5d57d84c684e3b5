internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams

/// The options that say how much of a graph is drawn.
struct ViewOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw groups as single cards, and count what is far from the root: never, where the whole "
        + "could not be read, or always."))
  var collapse: DiagramOptions.Collapse = .auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many levels of groups are distinguished: 1 for layers, 2 for neurons.", valueName: "n"))
  var depth: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw what is near a node or a group; the rest is counted.", valueName: "name"))
  var focus: String?

  @Option(
    name: .long,
    help: ArgumentHelp("With --focus: how many arrows away (default: 2).", valueName: "n"))
  var radius: Int?

  @Option(
    name: .long, parsing: .upTo(2),
    help: ArgumentHelp("Draw all ways from one node to another.", valueName: "a b"))
  var path: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Draw a node and all that it depends on.", valueName: "name"))
  var ancestors: String?

  @Flag(
    name: .long,
    help: "With --focus, --path or --ancestors: draw the rest faintly instead of counting it.")
  var ghosts = false

  func validate() throws {
    if let depth, depth < 1 {
      throw ValidationError(
        "The value '\(depth)' is invalid for '--depth'. Give 1 for layers, 2 for neurons.")
    }
    if let radius, radius < 0 {
      throw ValidationError("The value '\(radius)' is invalid for '--radius'. Give 0 or more.")
    }
    if !path.isEmpty && (path.count != 2 || path.contains("")) {
      throw ValidationError(
        "'--path' goes from one node to another. Give two names: --path x loss.")
    }
    let parts = [
      focus.map { _ in "--focus" }, path.isEmpty ? nil : "--path",
      ancestors.map { _ in "--ancestors" },
    ].compactMap { $0 }
    if parts.count > 1 {
      throw ValidationError("There are both \(parts[0]) and \(parts[1]). Choose one of them.")
    }
    if radius != nil && focus == nil {
      throw ValidationError("'--radius' needs a node to be counted from: name it with --focus.")
    }
    if ghosts && parts.isEmpty {
      throw ValidationError(
        "'--ghosts' needs a part of the graph: name it with --focus, --path or --ancestors.")
    }
  }

  /// How to see all of a graph, where nobody asked for less; empty where somebody did.
  var advice: String {
    selection == nil && depth == nil && collapse == .auto
      ? " --collapse none draws them all." : ""
  }

  /// The part of the graph that is asked for; `nil` for all of it.
  var selection: GraphSelection? {
    if let focus { return .around(focus, radius: radius ?? 2) }
    if path.count == 2 { return .path(from: path[0], to: path[1]) }
    return ancestors.map { .ancestors(of: $0) }
  }
}
