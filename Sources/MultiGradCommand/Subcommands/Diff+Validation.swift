internal import CommandLineArguments
internal import Rendering

/// Which words of `multigrad diff` go together.
extension Diff {
  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError(
        "The value '\(tolerance)' is invalid for '--tolerance'. Give a number, 0 or more.")
    }
    if limit < 0 {
      throw ValidationError("The value '\(limit)' is invalid for '--limit'. Give 0 lines or more.")
    }
    if picture.animate || picture.view.selection != nil {
      throw ValidationError(
        "A comparison is one picture of two whole graphs. Leave out --animate, --focus, --path and "
          + "--ancestors.")
    }
    if picture.stage == .both || picture.stage == .steps {
      throw ValidationError(
        "A comparison is of one stage. Choose --stage before or --stage after.")
    }
    _ = try write()
    try mlp == nil ? validateFiles() : validateNetwork()
  }

  /// What writes the picture.
  func write() throws -> (Picture) throws -> [UInt8] {
    switch try picture.chosenFormat().content {
    case .stages(let write): { try write($0)[0] }
    case .whole(let write): write
    case .graph:
      throw ValidationError(
        "A comparison is no graph file. Give a format that is a picture, or --json for a report.")
    }
  }

  private func validateFiles() throws {
    if steps != nil || rows != nil {
      throw ValidationError("'--steps' and '--rows' are of a network. Give its sizes with --mlp.")
    }
    guard let a, let b else {
      throw ValidationError(
        "There are no two graphs to compare. Name two programs or graph files, or give a network "
          + "with --mlp and --steps.")
    }
    if a == "-" && b == "-" {
      throw ValidationError("Standard input is one graph, not two. Give the other as a file.")
    }
  }

  private func validateNetwork() throws {
    if a != nil || root != nil {
      throw ValidationError(
        "A network is compared with itself. Leave out the \(a != nil ? "files" : "'--root'"), or "
          + "--mlp.")
    }
    guard let steps else {
      throw ValidationError("Give with --steps which steps of the training to compare: 0,100.")
    }
    if training.train > 0 && training.train < max(steps.a, steps.b) {
      throw ValidationError(
        "A training of \(training.train) steps has no step \(max(steps.a, steps.b)). Give more with "
          + "--train, or leave it out.")
    }
  }
}
