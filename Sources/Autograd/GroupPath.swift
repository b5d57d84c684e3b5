/// The groups around a node, from the outermost one, as "sample 3/layer 1/neuron 2".
///
/// Networks name their groups by the parts below, counted from 1; any other name is the user's. This
/// file is the only one that writes these names and reads them.
public struct GroupPath: Sendable, Hashable {
  /// The path as files and reports have it.
  public let description: String

  /// A path as it is written: names of groups with "/" between.
  public init(_ description: String) {
    self.description = description
  }

  /// One group of a path.
  public enum Part: Sendable, Hashable {
    /// What is recorded for one row of a data set.
    case sample(Int)
    /// A layer of a network.
    case layer(Int)
    /// A neuron of a layer.
    case neuron(Int)
    /// What is computed from the outputs of a network.
    case loss
    /// A group of the user's.
    case named(String)
  }
}

extension GroupPath: CustomStringConvertible, ExpressibleByStringLiteral {
  /// A path as it is written.
  public init(stringLiteral description: String) { self.init(description) }
}

extension GroupPath.Part: CustomStringConvertible {
  /// The name of the group.
  public var description: String {
    switch self {
    case .sample(let number): "sample \(number)"
    case .layer(let number): "layer \(number)"
    case .neuron(let number): "neuron \(number)"
    case .loss: "loss"
    case .named(let name): name
    }
  }

  /// The part that has a name; "sample rate" or "layer 01" are groups of the user's.
  init(_ name: Substring) {
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    let number = words.count == 2 ? Int(words[1]) : nil
    let candidate: GroupPath.Part? =
      switch (words[0], number) {
      case ("sample", let number?): .sample(number)
      case ("layer", let number?): .layer(number)
      case ("neuron", let number?): .neuron(number)
      case ("loss", nil): .loss
      default: nil
      }
    self = candidate.flatMap { $0.description == name ? $0 : nil } ?? .named(String(name))
  }
}

extension GroupPath {
  /// The groups, the outermost first.
  ///
  /// O(length).
  public var parts: [Part] { names.map { Part($0) } }

  /// The names of the groups, the outermost first.
  ///
  /// O(length).
  package var names: [Substring] { description.split(separator: "/") }

  /// The number of the sample that the path begins with.
  package var sample: Int? {
    if let plain = Plain(self) { return plain.sample }
    guard description.utf8.starts(with: "sample ".utf8),
      case .sample(let number) = Part(description.prefix { $0 != "/" })
    else { return nil }
    return number
  }

  /// The path without that of the sample before it; `nil` where nothing is left.
  package var withoutSample: GroupPath? {
    if let plain = Plain(self) { return plain.withoutSample(of: self) }
    if sample == nil { return self }
    return description.firstIndex(of: "/").map {
      GroupPath(String(description[description.index(after: $0)...]))
    }
  }

  /// The number of the layer that the path begins with, behind that of a sample.
  package var layer: Int? {
    guard case .layer(let number)? = withoutSample?.names.first.map(Part.init) else { return nil }
    return number
  }

  /// The number of the neuron that the path ends with.
  package var neuron: Int? {
    guard case .neuron(let number)? = names.last.map(Part.init) else { return nil }
    return number
  }

  /// The path of the group around the innermost one.
  package var parent: GroupPath? {
    description.lastIndex(of: "/").map { GroupPath(String(description[..<$0])) }
  }

  /// The path of a group in this one.
  package func appending(_ name: String) -> GroupPath { GroupPath("\(description)/\(name)") }

  /// The outermost groups, `depth` of them at most.
  package func prefix(_ depth: Int) -> GroupPath {
    GroupPath(names.prefix(depth).joined(separator: "/"))
  }

  /// Whether a group is another one, or in it.
  package func isIn(_ other: GroupPath) -> Bool {
    self == other || description.hasPrefix(other.description + "/")
  }
}
