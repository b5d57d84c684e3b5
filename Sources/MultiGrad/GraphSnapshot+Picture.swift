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
  /// A format that moves goes from before backward to after it, whatever the stage. Before and after of a
  /// graph without gradients are those of one backward pass from its root.
  ///
  /// - Throws: ``MissingNetworkError`` for the style of networks where the graph has none; which plugin is
  ///   missing, or why the picture was refused.
  public func picture(
    _ format: PictureFormat = .svg, stage: PictureStage = .current,
    style: DiagramOptions.Style = .cards, edges: DiagramOptions.EdgeNumbers = .none,
    direction: Diagram.Direction = .leftToRight, theme: Theme = .light, title: String? = nil,
    hasLegend: Bool = false
  ) throws -> [UInt8] {
    try picture(
      format, stage: stage,
      options: DiagramOptions(
        style: style, edges: edges, direction: direction, theme: theme, title: title,
        hasLegend: hasLegend))
  }

  /// A picture of the graph with all options that there are, as a file.
  ///
  /// - Throws: See ``picture(_:stage:style:edges:direction:theme:title:hasLegend:)``.
  public func picture(
    _ format: PictureFormat = .svg, stage: PictureStage = .current, options: DiagramOptions
  ) throws -> [UInt8] {
    try requireParts(of: options.style)
    let after = self.stage == .after ? self : afterBackward()
    let builder = DiagramBuilder(stages: [after.beforeBackward(), after], options: options)
    let both = Picture(of: builder.diagrams())
    let current = self.stage == .before || stage == .before ? 0 : 1
    // Both stages are measured even where one is drawn: it has room for the other's text.
    func shown() throws -> Picture {
      stage == .pair
        ? try both.sheet(names: ["before", ""]) : Picture(of: [builder.diagram(at: current)])
    }
    switch format.content {
    case .graph(let encode): return encode(stage == .before ? beforeBackward() : self)
    case .stages(let draw): return try draw(try shown())[0]
    case .whole(let draw): return try draw(try shown())
    case .motion(let draw): return try draw(both)
    }
  }

  /// Draws the graph into a file, of the format that the path ends with.
  ///
  ///     try GraphSnapshot(root: loss).draw(to: "neuron.svg")
  ///
  /// The file appears whole or not at all; one that is there is replaced.
  ///
  /// - Throws: ``PictureFileError``, or what ``picture(_:stage:style:edges:direction:theme:title:hasLegend:)``
  ///   throws.
  public func draw(
    to path: String, stage: PictureStage = .current, style: DiagramOptions.Style = .cards,
    edges: DiagramOptions.EdgeNumbers = .none, direction: Diagram.Direction = .leftToRight,
    theme: Theme = .light, title: String? = nil, hasLegend: Bool = false
  ) throws {
    let format = try PictureFormat(ofFile: path)
    try PictureFile.write(
      try picture(
        format, stage: stage, style: style, edges: edges, direction: direction, theme: theme,
        title: title, hasLegend: hasLegend), to: path)
  }
}

extension Value {
  /// A picture of the graph of the value, as a file:
  /// see ``GraphSnapshot/picture(_:stage:style:edges:direction:theme:title:hasLegend:)``.
  public func picture(
    _ format: PictureFormat = .svg, stage: PictureStage = .current,
    style: DiagramOptions.Style = .cards, edges: DiagramOptions.EdgeNumbers = .none,
    direction: Diagram.Direction = .leftToRight, theme: Theme = .light, title: String? = nil,
    hasLegend: Bool = false
  ) throws -> [UInt8] {
    try GraphSnapshot(root: self).picture(
      format, stage: stage, style: style, edges: edges, direction: direction, theme: theme,
      title: title, hasLegend: hasLegend)
  }

  /// Draws the graph of the value into a file:
  /// see ``GraphSnapshot/draw(to:stage:style:edges:direction:theme:title:hasLegend:)``.
  ///
  ///     try loss.draw(to: "neuron.svg")
  public func draw(
    to path: String, stage: PictureStage = .current, style: DiagramOptions.Style = .cards,
    edges: DiagramOptions.EdgeNumbers = .none, direction: Diagram.Direction = .leftToRight,
    theme: Theme = .light, title: String? = nil, hasLegend: Bool = false
  ) throws {
    try GraphSnapshot(root: self).draw(
      to: path, stage: stage, style: style, edges: edges, direction: direction, theme: theme,
      title: title, hasLegend: hasLegend)
  }
}
