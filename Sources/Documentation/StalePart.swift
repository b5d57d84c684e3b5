internal import Text

/// Something of a document that is not what would be drawn today.
public struct StalePart: Sendable {
  /// The line of the block or the number, from 1.
  public let line: Int
  /// The file of the picture, or what else it is: "the number o.data of 'neuron'".
  public let subject: String
  /// Why it is stale.
  public let reason: Reason

  /// Why something is stale.
  public enum Reason: Equatable, Sendable {
    /// The picture was never drawn, or was removed.
    case missing
    /// The program in the document is another.
    case program
    /// The block asks for something else.
    case options
    /// A file that was read is another, or is gone.
    case input(String)
    /// Another version of the tool drew it.
    case version(String)
    /// What stands there was not written by us.
    case editedByHand
    /// The text shows something else than the block asks for.
    case notAsAsked
    /// It would be drawn differently, though nothing that it is drawn from has changed.
    case drawnDifferently
  }
}

extension StalePart: CustomStringConvertible {
  /// What is stale, and why, without where.
  public var description: String {
    switch reason {
    case .missing: "\(subject.shown) is missing"
    case .program: "\(subject.shown) is stale: the program changed"
    case .options: "\(subject.shown) is stale: the options changed"
    case .input(let path):
      "\(subject.shown) is stale: the program or data in \(path.quotable) changed"
    case .version(let version):
      "\(subject.shown) is stale: another version of the tool drew it, \(version.quotable)"
    case .editedByHand: "\(subject.shown) is stale: it was edited by hand"
    case .notAsAsked: "\(subject.shown) is stale: it is not what the block asks for"
    case .drawnDifferently: "\(subject.shown) is stale: it is drawn differently today"
    }
  }
}
