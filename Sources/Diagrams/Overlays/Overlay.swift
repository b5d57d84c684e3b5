/// What is laid over the picture of a graph: marks on its nodes, and a faint ground for the rest.
///
/// A mark is a row of text on the node's card, with a colour for its tone; the text says the same as
/// the colour.
public struct Overlay: Sendable, Equatable {
  /// How bad or good something is.
  public enum Tone: String, CaseIterable, Sendable {
    /// Neither good nor bad.
    case neutral
    /// As it should be.
    case good
    /// Worth a look.
    case notice
    /// Probably wrong.
    case warning
    /// Wrong.
    case bad
    /// Only in the second of two graphs.
    case added
    /// Only in the first of two graphs.
    case removed

    /// All of them, from what matters most.
    static let byWeight: [Tone] = [.bad, .removed, .added, .warning, .notice, .good, .neutral]
  }

  /// What is said of one node.
  public struct Mark: Sendable, Equatable {
    /// A row that every card of a value has.
    public enum Quantity: Sendable {
      case data, gradient
    }

    /// The word before the text: "check", say.
    public var key: String
    /// The text.
    public var text: String
    /// The colour.
    public var tone: Tone
    /// How much it matters beside others of its tone, on a card that has room for a few.
    public var weight: Double
    /// The text of the entry in the legend that explains it; `nil` for every entry of its tone.
    public var meaning: String?
    /// Which row of the node's card it takes the place of; `nil` for a row of its own.
    public var quantity: Quantity?

    /// A mark.
    public init(
      key: String, text: String, tone: Tone, weight: Double = 0, meaning: String? = nil,
      quantity: Quantity? = nil
    ) {
      self.key = key
      self.text = text
      self.tone = tone
      self.weight = weight
      self.meaning = meaning
      self.quantity = quantity
    }
  }

  /// The marks by the index of their node in the graph, in the order in which they are shown.
  public var marks: [Int: [Mark]]
  /// The nodes that nothing is said of and that are drawn faintly.
  public var ghosts: Set<Int>
  /// What the colours mean, in the order in which it is shown, of those that a picture has.
  public var legend: [Mark]
  /// What is said of the graph as a whole, beside the legend; `nil` for nothing.
  public var summary: Mark?
  /// Whether the marks are about gradients: before backward there is nothing to say then, and a
  /// group shows the greatest alone.
  public var isOfGradients = false

  /// An overlay.
  public init(marks: [Int: [Mark]], ghosts: Set<Int> = [], legend: [Mark] = []) {
    self.marks = marks
    self.ghosts = ghosts
    self.legend = legend
  }
}
