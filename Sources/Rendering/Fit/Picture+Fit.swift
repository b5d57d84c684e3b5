package import Diagrams

extension Picture {
  /// From how many nodes on nothing is tried: no shape would make them readable.
  private static let mostNodes = 2000

  /// How much larger text must be, in a room that is filled, for another shape to be taken.
  private static let gain = 1.25

  /// The first of some pictures whose text can be read in its room; where none can, that whose text is
  /// largest.
  ///
  /// In a room that is filled, another shape of the same cards is taken where its text is much larger.
  ///
  /// - Parameters:
  ///   - options: What the picture is to look like.
  ///   - freedom: What may be changed about that.
  ///   - canvas: The room.
  ///   - draw: Makes a picture, with whatever else is made beside it.
  /// - Returns: The picture, what was made beside it, and what it looks like.
  /// - Throws: What `draw` throws, or why a picture was refused.
  package static func fitted<Extra>(
    _ options: DiagramOptions, changing freedom: FitFreedom, on canvas: Canvas,
    draw: (DiagramOptions) throws -> (picture: Picture, extra: Extra)
  ) throws -> (picture: Picture, extra: Extra, options: DiagramOptions) {
    var (best, chosen) = (try draw(options), options)
    guard let room = canvas.room, best.picture.nodeCount <= mostNodes else {
      return (best.picture, best.extra, chosen)
    }
    var largest = try best.picture.textSize()
    for variant in options.variants(with: freedom, in: room).dropFirst() {
      let isReadable = largest >= Canvas.readableSize
      if isReadable && !(room.isFilled && variant.folding == options.folding) { continue }
      let drawn = try draw(variant)
      let textSize = try drawn.picture.textSize()
      if textSize > largest * (isReadable ? gain : 1) {
        (best, chosen, largest) = (drawn, variant, textSize)
      }
    }
    return (best.picture, best.extra, chosen)
  }

  /// Whether there are frames around groups.
  package var hasFrames: Bool { diagrams.first?.frames.isEmpty == false }

  private var nodeCount: Int { diagrams.first?.nodes.count ?? 0 }

  /// The size of the smallest text, in pixels of an SVG.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  package func textSize() throws -> Double {
    let points = hasFrames ? TextStyle.frameTitleSize : TextStyle.size
    return try points * canvas.placing(of: layout()).scale
  }
}
