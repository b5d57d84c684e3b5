/// The colours of a picture, and its font.
///
/// Make your own by changing one of those that are there:
///
///     var theme = Theme.light
///     theme.heads.output = Color(0x1B6CA8)
public struct Theme: Sendable, Equatable {
  /// Behind everything.
  public var background: Color
  /// Text.
  public var text: Color
  /// Text on what is too dark, or too light, for ``text``.
  public var invertedText: Color
  /// Text of less weight.
  public var mutedText: Color
  /// Behind the text of a card.
  public var card: Color
  /// Around a card, and the arrows between them.
  public var line: Color
  /// Around what is being done, and what flows.
  public var accent: Color
  /// The heads of cards, by what they are.
  public var heads: Heads
  /// Frames, by depth; deeper ones take the last.
  public var frameFills: [Color]
  /// Around a frame.
  public var frameLine: Color
  /// Behind the greatest positive gradient; lesser ones are paler.
  public var positive: Color
  /// Behind the most negative gradient; lesser ones are paler.
  public var negative: Color
  /// NaN and infinity.
  public var notFinite: Color
  /// The numbers that flow forward, above wires.
  public var forward: Color
  /// The numbers that flow back, below wires.
  public var backward: Color
  /// What an overlay finds.
  public var tones: Tones
  /// Whether heads have stripes beside their colour, by what the card is.
  public var hasStripes = false
  /// Whether nothing is drawn in the colour of the background, so that what is behind the picture is seen.
  public var isTransparent = false
  /// The font of all text; `nil` for the first of some monospace fonts that is there.
  public var font: FontName?

  /// An opaque theme of given colours.
  public init(
    background: Color, text: Color, invertedText: Color, mutedText: Color, card: Color,
    line: Color, accent: Color, heads: Heads, frameFills: [Color], frameLine: Color,
    positive: Color, negative: Color, notFinite: Color, forward: Color, backward: Color,
    tones: Tones
  ) {
    self.background = background
    self.text = text
    self.invertedText = invertedText
    self.mutedText = mutedText
    self.card = card
    self.line = line
    self.accent = accent
    self.heads = heads
    self.frameFills = frameFills
    self.frameLine = frameLine
    self.positive = positive
    self.negative = negative
    self.notFinite = notFinite
    self.forward = forward
    self.backward = backward
    self.tones = tones
  }

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

    /// Heads of given colours.
    public init(
      leaf: Color, input: Color, parameter: Color, target: Color, constant: Color,
      operation: Color, output: Color
    ) {
      self.leaf = leaf
      self.input = input
      self.parameter = parameter
      self.target = target
      self.constant = constant
      self.operation = operation
      self.output = output
    }
  }

  /// The colours of marks, as they are mixed into that of the card.
  public struct Tones: Sendable, Equatable {
    /// Neither good nor bad.
    public var neutral: Color
    /// As it should be, or only in the second of two graphs.
    public var good: Color
    /// Worth a look.
    public var notice: Color
    /// Probably wrong.
    public var warning: Color
    /// Wrong, or only in the first of two graphs.
    public var bad: Color
    /// How much of the colour is in the ground of a mark, from 0 to 1.
    public var strength: Double

    /// Tones of given colours.
    public init(
      neutral: Color, good: Color, notice: Color, warning: Color, bad: Color, strength: Double
    ) {
      self.neutral = neutral
      self.good = good
      self.notice = notice
      self.warning = warning
      self.bad = bad
      self.strength = strength
    }
  }
}

extension Theme {
  /// The colour behind a frame inside `depth` others.
  public func frameFill(depth: Int) -> Color {
    frameFills.isEmpty ? background : frameFills[Swift.min(depth, frameFills.count - 1)]
  }

  /// The colour that text has on a ground: whichever of the two stands out more.
  public func text(on ground: Color) -> Color {
    func best(_ ground: Color, _ text: Color, _ inverted: Color) -> Color {
      text.contrast(to: ground) >= inverted.contrast(to: ground) ? text : inverted
    }
    let light = best(ground, text, invertedText)
    if ground.dark == nil && text.dark == nil { return light }
    return Color(
      light: light,
      dark: best(ground.dark ?? ground, text.dark ?? text, invertedText.dark ?? invertedText))
  }

  /// The colour behind everything; `nil` where that is transparent.
  package var ground: Color? { isTransparent ? nil : background }

  /// The colour of a tone.
  func color(of tone: Overlay.Tone) -> Color {
    switch tone {
    case .neutral: tones.neutral
    case .good, .added: tones.good
    case .notice: tones.notice
    case .warning: tones.warning
    case .bad, .removed: tones.bad
    }
  }

  /// The ground of a mark.
  func fill(of tone: Overlay.Tone) -> Color { card.mixed(with: color(of: tone), tones.strength) }

  /// How much of the background is in a faint colour.
  private static let faintness = 0.5

  /// A colour as it is where it is out of the root's reach.
  func faint(_ color: Color) -> Color { color.mixed(with: background, Theme.faintness) }
}
