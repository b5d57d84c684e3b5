internal import CommandLineArguments
internal import Diagrams

extension PictureOptions {
  /// Refuses what has no boxes to fill in, and what would tell what belongs into them.
  func validateWorksheet() throws {
    if look.style == .network {
      throw ValidationError(
        "A network has no worksheet: its lines show gradients by their width. Choose --style cards, "
          + "micrograd or circuit.")
    }
    if look.edges == .flow {
      throw ValidationError(
        "A worksheet does not tell the gradients, and '--edges flow' would. Leave it out, or choose "
          + "local.")
    }
    if look.overlay != .none {
      throw ValidationError(
        "A worksheet does not tell the gradients, and an overlay would. Leave out --overlay.")
    }
  }
}
