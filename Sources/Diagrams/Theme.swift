/// The colours of a picture.
public struct Theme: Sendable, Equatable {
  /// Behind everything.
  public var background: Color
  /// Text.
  public var text: Color
  /// Text of less weight.
  public var mutedText: Color
  /// Behind the text of a card.
  public var card: Color
  /// Round a card, and the arrows between them.
  public var line: Color
  /// The heads of cards, by what they are.
  public var heads: Heads
  /// Frames, by depth; deeper ones take the last.
  public var frameFills: [Color]
  /// Round a frame.
  public var frameLine: Color
  /// Behind the greatest positive gradient; lesser ones are paler.
  public var positive: Color
  /// Behind the most negative gradient; lesser ones are paler.
  public var negative: Color
  /// NaN and infinity.
  public var notFinite: Color

  /// The heads of cards, by what they are.
  public struct Heads: Sendable, Equatable {
    /// A leaf without a role.
    public var leaf: Color
    /// A number that comes from the data.
    public var input: Color
    /// A number that training changes.
    public var parameter: Color
    /// A number that the output is compared with.
    public var target: Color
    /// A constant.
    public var constant: Color
    /// The result of an operation.
    public var operation: Color
    /// The root.
    public var output: Color
    /// The text in the head of the root.
    public var outputText: Color
  }

  /// Dark text on white.
  ///
  /// Gradients run from purple over white to orange: the diverging pair that people with any of
  /// the common colour vision deficiencies tell apart.
  public static let light = Theme(
    background: Color(0xFFFFFF), text: Color(0x1F2328), mutedText: Color(0x656D76),
    card: Color(0xFFFFFF), line: Color(0x6E7781),
    heads: Heads(
      leaf: Color(0xCDEBDD), input: Color(0xCFE4F7), parameter: Color(0xFCE7A6),
      target: Color(0xEAD6EE), constant: Color(0xE4E6E9), operation: Color(0xF3F4F6),
      output: Color(0x24364B), outputText: Color(0xFFFFFF)),
    frameFills: [Color(0xF6F8FA), Color(0xEDF0F4), Color(0xE4E9EF)], frameLine: Color(0xC4CCD4),
    positive: Color(0xF28E2B), negative: Color(0x9A86D6), notFinite: Color(0xC81E1E))
}

extension Theme {
  /// The colour behind a frame inside `depth` others.
  public func frameFill(depth: Int) -> Color {
    frameFills[Swift.min(depth, frameFills.count - 1)]
  }
}
