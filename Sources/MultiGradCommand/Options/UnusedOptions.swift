internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import NeuralNetworks
internal import Rendering

/// Options that change nothing in what is asked for: whoever gave one expects something else than
/// what would come, and reads why.
enum UnusedOptions {
  /// Refuses all options of some groups.
  ///
  /// - Parameters:
  ///   - groups: The options.
  ///   - allowed: Those that have an effect nevertheless.
  ///   - reason: Why the others have none, and what to do, as the rest of a sentence.
  static func refuse(
    _ groups: any ParsableArguments..., except allowed: Set<String> = [], because reason: String
  ) throws {
    let given = groups.flatMap { $0.givenOptions }
    if let name = given.first(where: { !allowed.contains($0) }) {
      throw ValidationError("'\(name)' has no effect here: \(reason)")
    }
  }
}

extension PictureOptions {
  /// Refuses what the format does not show.
  ///
  /// - Parameter allowed: Options of the picture that have an effect beside it.
  func refuseUnused(except allowed: Set<String> = []) throws {
    let format = try chosenFormat()
    if case .graph = format.content {
      try UnusedOptions.refuse(
        look, view, canvas, except: allowed,
        because: "a graph file holds all of the graph, and no picture. Leave it out, or choose a "
          + "format that is drawn.")
    }
    if format.name == PictureFormat.text.name {
      let unseen = ["--theme", "--background", "--font", "--direction", "--layout"]
      let given = look.givenOptions.filter(unseen.contains) + canvas.givenOptions
      for name in given {
        throw ValidationError(
          "'\(name)' has no effect here: a text has no colours and no places. Leave it out, or "
            + "choose a format that is drawn.")
      }
    }
    if format.name == PictureFormat.mermaid.name {
      let unseen = ["--layout", "--background", "--font"]
      if let name = (look.givenOptions.filter(unseen.contains) + canvas.givenOptions).first {
        throw ValidationError(
          "'\(name)' has no effect here: Mermaid places everything itself, in a font of its own. Leave it "
            + "out, or choose a format that we draw.")
      }
    }
    try refuseUnusedByStyle()
    if view.collapse == .none, view.depth != nil {
      throw ValidationError(
        "'--depth' has no effect here: with '--collapse none' no group is one card. Leave out one of "
          + "them.")
    }
  }
}

extension PictureOptions {
  /// Refuses what the style does not show.
  private func refuseUnusedByStyle() throws {
    if look.style == .circuit,
      let name = ["--layout", "--constants"].first(where: look.givenOptions.contains)
    {
      throw ValidationError(
        "'\(name)' has no effect here: gates have constants inside, and wires right angles. Leave it "
          + "out, or choose --style cards.")
    }
    guard look.style == .network else {
      if look.edges == .weights {
        throw ValidationError(
          "'--edges weights' has no effect here: only networks have lines for weights. Add --style "
            + "network, or choose local or flow.")
      }
      return
    }
    try UnusedOptions.refuse(
      view, because: "a network is drawn as its layers. Leave it out, or choose --style cards.")
    let unused: [(String, Bool)] = [
      ("--layout", true), ("--constants", true), ("--sums", true),
      ("--edges", look.edges != .weights && look.edges != .none),
      ("--overlay", look.overlay == .gradient),
    ]
    if let (name, _) = unused.first(where: { $0.1 && look.givenOptions.contains($0.0) }) {
      throw ValidationError(
        "'\(name)' has no effect here: circles and lines show weights and gradients as they are. "
          + "Leave it out, or choose --style cards.")
    }
  }
}

extension TrainingOptions {
  /// Refuses options of a training where none is made.
  ///
  /// - Parameters:
  ///   - allowed: Those that have an effect nevertheless.
  ///   - option: What asks for a training.
  func refuseUnused(except allowed: Set<String> = [], without option: String) throws {
    if !["--train", "--after-steps"].filter(givenOptions.contains).isEmpty { return }
    try UnusedOptions.refuse(
      self, except: allowed,
      because: "no training step is made. Say with '\(option)' how many, or leave it out.")
  }
}
