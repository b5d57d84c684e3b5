/// What one file shows of a graph.
public enum PictureStage: Sendable {
  /// The graph as it stands.
  case current
  /// The graph without gradients.
  case before
  /// Before and after backward, in one picture.
  case pair
}

extension GraphSnapshot {
  /// A picture of the graph, as a file.
  ///
  ///     let bytes = try GraphSnapshot(root: loss).picture(.png, style: .circuit)
  ///
  /// In a room, another direction, constants on cards and merged sums may be what makes text readable. A
  /// format that moves goes from before backward to after it, whatever the stage. Before and after of a
  /// graph without gradients are those of one backward pass from its root.
  ///
  /// - Throws: `MissingNetworkError` for the style of networks where the graph has none; which plugin is
  ///   missing, or why the picture was refused.
  public func picture(
    _ format: PictureFormat = .svg, stage: PictureStage = .current,
    style: DiagramOptions.Style = .cards, edges: DiagramOptions.EdgeNumbers = .none,
    direction: Diagram.Direction = .leftToRight, theme: Theme = .light, title: String? = nil,
    hasLegend: Bool = false, room: Canvas.Room? = nil
  ) throws -> [UInt8] {
    try picture(
      format, stage: stage, room: room,
      options: DiagramOptions(
        style: style, edges: edges, direction: direction, theme: theme, title: title,
        hasLegend: hasLegend))
  }

  /// A picture of the graph with all options that there are, as a file.
  ///
  /// - Throws: See ``picture(_:stage:style:edges:direction:theme:title:hasLegend:room:)``.
  public func picture(
    _ format: PictureFormat = .svg, stage: PictureStage = .current, room: Canvas.Room? = nil,
    options: DiagramOptions
  ) throws -> [UInt8] {
    try requireParts(of: options.style)
    let canvas = Canvas(room: room)
    let after = self.stage == .after ? self : afterBackward()
    let current = self.stage == .before || stage == .before ? 0 : 1
    func picture(_ options: DiagramOptions, _ stages: PictureStage?) throws -> Picture {
      // Both stages are measured even where one is drawn: it has room for the other's text.
      let builder = DiagramBuilder(stages: [after.beforeBackward(), after], options: options)
      let both = Picture(of: builder.diagrams(), on: canvas)
      return switch stages {
      case nil: both
      case .pair: try both.sheet(names: ["before", ""])
      case .before, .current: Picture(of: [builder.diagram(at: current)], on: canvas)
      }
    }
    func fitted(_ stages: PictureStage?) throws -> Picture {
      try Picture.fitted(options, changing: .all, on: canvas) {
        (try picture($0, stages), ())
      }.picture
    }
    switch format.content {
    case .graph(let encode): return try encode(stage == .before ? beforeBackward() : self) { _ in }
    case .stages(let draw): return try draw(try fitted(stage))[0]
    case .whole(let draw): return try draw(try fitted(stage))
    case .motion(let draw): return try draw(try fitted(nil))
    }
  }

  /// Draws the graph into a file, of the format that the path ends with.
  ///
  ///     try GraphSnapshot(root: loss).draw(to: "neuron.svg")
  ///
  /// The file appears whole or not at all; one that is there is replaced.
  ///
  /// - Throws: `PictureFileError`, or what ``picture(_:stage:style:edges:direction:theme:title:hasLegend:room:)``
  ///   throws.
  public func draw(
    to path: String, stage: PictureStage = .current, style: DiagramOptions.Style = .cards,
    edges: DiagramOptions.EdgeNumbers = .none, direction: Diagram.Direction = .leftToRight,
    theme: Theme = .light, title: String? = nil, hasLegend: Bool = false,
    room: Canvas.Room? = nil
  ) throws {
    let format = try PictureFormat(ofFile: path)
    try PictureFile.write(
      try picture(
        format, stage: stage, style: style, edges: edges, direction: direction, theme: theme,
        title: title, hasLegend: hasLegend, room: room), to: path)
  }
}

extension Value {
  /// A picture of the graph of the value, as a file:
  /// see ``GraphSnapshot/picture(_:stage:style:edges:direction:theme:title:hasLegend:room:)``.
  public func picture(
    _ format: PictureFormat = .svg, stage: PictureStage = .current,
    style: DiagramOptions.Style = .cards, edges: DiagramOptions.EdgeNumbers = .none,
    direction: Diagram.Direction = .leftToRight, theme: Theme = .light, title: String? = nil,
    hasLegend: Bool = false, room: Canvas.Room? = nil
  ) throws -> [UInt8] {
    try GraphSnapshot(root: self).picture(
      format, stage: stage, style: style, edges: edges, direction: direction, theme: theme,
      title: title, hasLegend: hasLegend, room: room)
  }

  /// Draws the graph of the value into a file:
  /// see ``GraphSnapshot/draw(to:stage:style:edges:direction:theme:title:hasLegend:room:)``.
  ///
  ///     try loss.draw(to: "neuron.svg")
  public func draw(
    to path: String, stage: PictureStage = .current, style: DiagramOptions.Style = .cards,
    edges: DiagramOptions.EdgeNumbers = .none, direction: Diagram.Direction = .leftToRight,
    theme: Theme = .light, title: String? = nil, hasLegend: Bool = false,
    room: Canvas.Room? = nil
  ) throws {
    try GraphSnapshot(root: self).draw(
      to: path, stage: stage, style: style, edges: edges, direction: direction, theme: theme,
      title: title, hasLegend: hasLegend, room: room)
  }
}
