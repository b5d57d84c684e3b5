/// Why a node is drawn faintly.
struct Faintness: OptionSet, Sendable {
  let rawValue: UInt8

  /// The root does not depend on it.
  static let unreached = Faintness(rawValue: 1)
  /// It is a ghost of a selection.
  static let notAskedFor = Faintness(rawValue: 2)
  /// It is a ghost of the overlay.
  static let nothingToSay = Faintness(rawValue: 4)
  /// Dropout took it out.
  static let dropped = Faintness(rawValue: 8)

  /// What a legend says of them.
  var words: [String] {
    let all: [(Faintness, String)] = [
      (.unreached, "output does not depend on it"), (.notAskedFor, "not asked for"),
      (.nothingToSay, "nothing to say of it"), (.dropped, "dropped"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
