public import ComputationGraph

/// What a card looks like beside what its theme says: see ``DiagramBuilder/init(stages:steps:options:styleNode:)``.
///
///     DiagramBuilder(stages: stages) { node in
///       node.label == "w" ? NodeStyle(head: Color(0xFFD54F), notes: [.init("lr", "0.1")]) : nil
///     }
public struct NodeStyle: Sendable, Equatable {
  /// A row that you add to the card.
  public struct Note: Sendable, Equatable {
    /// The word before the text.
    public var key: String
    /// The text.
    public var text: String
    /// The colour behind it; `nil` for that of the card.
    public var fill: Color?

    /// A row.
    public init(_ key: String, _ text: String, fill: Color? = nil) {
      self.key = key
      self.text = text
      self.fill = fill
    }

    /// The row as it can be drawn: each text on one line, and cut where it is too long.
    var onOneLine: Note { Note(TextStyle.name(key), TextStyle.name(text), fill: fill) }
  }

  /// The colour of the head; the text on it is chosen to stand out.
  public var head: Color?
  /// The colour of the outline.
  public var outline: Color?
  /// The width of the outline in points.
  public var outlineWidth: Double?
  /// What stands at the right of the head, instead of the operation or role.
  public var tag: String?
  /// Rows that you add, below those that every card has.
  public var notes: [Note]
  /// Where a click on the card leads: an address of the web, or a file beside the picture.
  public var link: String?
  /// Whether the card is drawn faintly.
  public var isFaint: Bool

  /// A style; what is not given is as it is.
  public init(
    head: Color? = nil, outline: Color? = nil, outlineWidth: Double? = nil, tag: String? = nil,
    notes: [Note] = [], link: String? = nil, isFaint: Bool = false
  ) {
    self.head = head
    self.outline = outline
    self.outlineWidth = outlineWidth
    self.tag = tag
    self.notes = notes
    self.link = link
    self.isFaint = isFaint
  }
}

/// Gives nodes a style of their own; `nil` where a node is drawn as all are.
public typealias NodeStyling = @Sendable (GraphSnapshot.Node) -> NodeStyle?
