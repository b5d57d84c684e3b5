internal import Diagrams
internal import Drawings

/// Where the parts of a node are: its outline, its wire, and each row of text.
struct NodeParts {
  /// A row and its upper left corner.
  struct PlacedRow {
    let row: Diagram.Row
    let left: Double
    let top: Double
  }

  /// All that the node takes.
  let box: Layout.Box
  let outline: Layout.Box
  /// From the outline to where other lines begin.
  private(set) var wire: (start: Layout.Point, end: Layout.Point)?
  private(set) var rows: [PlacedRow] = []

  init(of node: Diagram.Node, in box: Layout.Box) {
    self.box = box
    outline = NodeParts.outline(of: node, in: box)
    let inset = Double(Diagram.Node.inset)
    add(node.rows, left: outline.minX + inset, top: outline.minY + inset)
    if let wire = node.wire { add(wire) }
  }

  /// The outline of a node: all of it, or what is before its wire.
  static func outline(of node: Diagram.Node, in box: Layout.Box) -> Layout.Box {
    guard let wire = node.wire else { return box }
    let (width, height) = (Double(node.outlineSize.width), Double(node.outlineSize.height))
    var center = box.center
    switch wire.direction {
    case .leftToRight: center.x = box.minX + width / 2
    case .rightToLeft: center.x = box.maxX - width / 2
    case .topToBottom: center.y = box.minY + height / 2
    case .bottomToTop: center.y = box.maxY - height / 2
    }
    return Layout.Box(center: center, width: width, height: height)
  }

  private mutating func add(_ rows: [Diagram.Row], left: Double, top: Double) {
    var top = top
    for row in rows {
      self.rows.append(PlacedRow(row: row, left: left, top: top))
      top += Double(row.height)
    }
  }

  private mutating func add(_ wire: Diagram.Wire) {
    let (center, length) = (outline.center, Double(wire.length))
    switch wire.direction {
    case .leftToRight, .rightToLeft:
      let isForward = wire.direction == .leftToRight
      let start = isForward ? outline.maxX : outline.minX
      let end = isForward ? start + length : start - length
      self.wire = (Layout.Point(x: start, y: center.y), Layout.Point(x: end, y: center.y))
      for (rows, top) in [
        (wire.above, center.y - Double(wire.above.height)), (wire.below, center.y),
      ] {
        var top = top
        for row in rows {
          add([row], left: (start + end - Double(row.width)) / 2, top: top)
          top += Double(row.height)
        }
      }
    case .topToBottom, .bottomToTop:
      let isForward = wire.direction == .topToBottom
      let start = isForward ? outline.maxY : outline.minY
      let end = isForward ? start + length : start - length
      self.wire = (Layout.Point(x: center.x, y: start), Layout.Point(x: center.x, y: end))
      let middle = (start + end) / 2
      var top = middle - Double(wire.above.height) / 2
      for row in wire.above {
        add([row], left: center.x - Double(row.width), top: top)
        top += Double(row.height)
      }
      add(wire.below, left: center.x, top: middle - Double(wire.below.height) / 2)
    }
    addEnd(of: wire)
  }

  /// The name at the end of a wire.
  private mutating func addEnd(of wire: Diagram.Wire) {
    guard let cell = wire.end, let end = self.wire?.end else { return }
    let (width, height) = (Double(cell.width), Double(Diagram.Wire.endHeight))
    let (left, top) =
      switch wire.direction {
      case .leftToRight: (end.x, end.y - height / 2)
      case .rightToLeft: (end.x - width, end.y - height / 2)
      case .topToBottom: (end.x - width / 2, end.y)
      case .bottomToTop: (end.x - width / 2, end.y - height)
      }
    add([Diagram.Row(height: Diagram.Wire.endHeight, cells: [cell])], left: left, top: top)
  }
}
