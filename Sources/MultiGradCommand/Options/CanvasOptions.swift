internal import CommandLineArguments
internal import Diagrams
internal import Rendering
internal import Text

/// The options that say for what room a picture is drawn.
struct CanvasOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw for a README (830 pixels wide), one of two columns (415), a slide (all of 1280x720) or a "
        + "page (at most 624x864), with text of 9 pixels or more: what is not asked for of direction, "
        + "constants and sums is chosen so, and what is long goes on below."))
  var fit: RoomChoice?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The same for a picture of exactly that many pixels, as 1280x720, its content in the middle.",
      valueName: "WxH"), transform: PixelRoom.init(parsing:))
  var size: PixelRoom?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The size of text, from 4 to 144: pixels of an SVG, points on a page (default: 12).",
      valueName: "n"))
  var fontSize: Double?

  func validate() throws {
    if fit != nil && size != nil {
      throw ValidationError("There are both --fit and --size. Choose one of them.")
    }
    if let fontSize, !Canvas.fontSizes.contains(fontSize) {
      throw ValidationError(
        "The value '\(fontSize)' is invalid for '--font-size'. Give a number from 4 to 144.")
    }
  }

  /// What a picture is drawn on.
  var canvas: Canvas { Canvas(room: size?.room ?? fit?.room, fontSize: fontSize) }
}

/// What `--fit` takes.
enum RoomChoice: String, CaseIterable, ExpressibleByArgument {
  case readme, column, slide, page

  var room: Canvas.Room {
    switch self {
    case .readme: .readme
    case .column: .column
    case .slide: .slide
    case .page: .page
    }
  }
}

/// A size in pixels: `1280x720`.
struct PixelRoom {
  let room: Canvas.Room

  /// The sides that a picture may have.
  private static let sides = 32...16_384

  /// Reads a size from a word.
  @Sendable
  init(parsing word: String) throws {
    let sides = word.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      PixelRoom.sides.contains(width), PixelRoom.sides.contains(height)
    else {
      throw ValidationError(
        "Give width and height in pixels, each from \(PixelRoom.sides.lowerBound) to "
          + "\(PixelRoom.sides.upperBound), with an x between them: 1280x720.")
    }
    room = Canvas.Room(width: width, height: height, isFilled: true)
  }
}

extension PictureOptions {
  /// A picture that can be read in the room that is asked for, if there is one; says what it chose for
  /// that, and what would help where nothing did.
  ///
  /// - Parameters:
  ///   - options: What the picture is to look like.
  ///   - draw: Makes a picture, with whatever else is made beside it.
  func fitted<Extra>(
    _ options: DiagramOptions, draw: (DiagramOptions) throws -> (picture: Picture, extra: Extra)
  ) throws -> (picture: Picture, extra: Extra) {
    let found = try Picture.fitted(options, changing: freedom, on: canvas.canvas, draw: draw)
    if let room = canvas.canvas.room, !quiet {
      let textSize = try found.picture.textSize()
      let isReadable = textSize >= Canvas.readableSize
      tellChoice(found.options, insteadOf: options, isReadable: isReadable)
      if !isReadable {
        tell(textSize: textSize, in: room, hasGroups: found.picture.hasFrames)
      }
    }
    return (found.picture, found.extra)
  }

  /// What nobody asked for, and may be chosen.
  private var freedom: FitFreedom {
    let given = look.givenOptions
    var freedom: FitFreedom = []
    if !given.contains("--direction") { freedom.insert(.direction) }
    if !given.contains("--constants") { freedom.insert(.constants) }
    if !given.contains("--sums") { freedom.insert(.sums) }
    return look.style == .network ? freedom.intersection(.direction) : freedom
  }

  private func tellChoice(
    _ chosen: DiagramOptions, insteadOf asked: DiagramOptions, isReadable: Bool
  ) {
    var words: [String] = []
    if chosen.direction != asked.direction {
      words.append("--direction \(chosen.direction.rawValue)")
    }
    let more = chosen.folding.subtracting(asked.folding)
    if more.contains(.constants) { words.append("--constants inline") }
    if more.contains(.sums) { words.append("--sums merged") }
    if words.isEmpty { return }
    let aim = isReadable ? "can be read" : "is as large as it can be"
    Standard.error.tell("So that text \(aim), it is drawn with \(words.listed).\n")
  }

  private func tell(textSize: Double, in room: Canvas.Room, hasGroups: Bool) {
    let size = DecimalText.text(textSize, decimals: 1)
    let wanted = Double(room.width) * Canvas.readableSize / textSize
    var ways = ["more room (\(Int(wanted.rounded(.up))) pixels of width)"]
    if look.style != .network {
      if hasGroups, view.depth != 1 { ways.append("--depth 1") }
      if view.selection == nil { ways.append("--focus NAME") }
    }
    Standard.error.warn(
      "In \(room.width) pixels of width its text is \(size) pixels high, and below "
        + "\(Int(Canvas.readableSize)) it can hardly be read. Give \(ways.listed(before: "or")).")
  }
}
