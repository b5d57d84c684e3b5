import Drawings
import Foundation
import TestSupport

/// The geometry of an SVG of ours, read from the file.
struct MeasuredPicture {
  private(set) var layout = Layout(width: 0, height: 0)
  /// The ids of the boxes, in the order of the layout.
  private(set) var names: [String] = []
  /// The ends of the lines, as indices of boxes.
  private(set) var edges: [(tail: Int, head: Int)] = []

  var quality: LayoutQuality { LayoutQuality(of: layout, edges: edges) }

  /// Where a box is.
  func box(_ name: String) -> Layout.Box? { names.firstIndex(of: name).map { layout.nodes[$0] } }

  init?(_ file: Data) {
    guard let picture = SVGStructure(file), let root = picture.elements.first else { return nil }
    layout.width = root.number("width") ?? 0
    layout.height = root.number("height") ?? 0
    var ends: [(tail: String, head: String)] = []
    var group = root
    for element in picture.elements {
      if element.name == "g" {
        group = element
        if element.attributes["data-from"] != nil { layout.edges.append(Layout.Edge()) }
        continue
      }
      if group.classes.contains("node") || group.classes.contains("joint") {
        addNode(element, of: group)
      } else if let tail = group.attributes["data-from"], let head = group.attributes["data-to"],
        element.name == "path", let path = element.attributes["d"]
      {
        layout.edges[layout.edges.count - 1].curves.append(MeasuredPicture.points(of: path))
        ends.append((tail, head))
      } else if group.classes.contains("frame"), element.name == "rect" {
        layout.frames.append(Layout.Frame(box: MeasuredPicture.box(of: element)))
      } else if group.classes.contains("title"), element.name == "rect" {
        // The ground of a title is as large as its text.
        let box = MeasuredPicture.box(of: element)
        if let frame = layout.frames.firstIndex(where: { $0.title == nil && $0.box.holds(box) }) {
          layout.frames[frame].title = box
        }
      }
    }
    for end in ends {
      guard let tail = names.firstIndex(of: end.tail), let head = names.firstIndex(of: end.head)
      else { return nil }
      edges.append((tail, head))
    }
  }

  private mutating func addNode(_ element: SVGStructure.Element, of group: SVGStructure.Element) {
    guard let name = group.attributes["id"] else { return }
    let box: Layout.Box
    switch element.name {
    case "rect": box = MeasuredPicture.box(of: element)
    case "ellipse", "circle":
      let (x, y) = (element.number("cx") ?? 0, element.number("cy") ?? 0)
      let rx = element.number("rx") ?? element.number("r") ?? 0
      let ry = element.number("ry") ?? element.number("r") ?? 0
      box = Layout.Box(center: Layout.Point(x: x, y: y), width: 2 * rx, height: 2 * ry)
    default: return
    }
    if names.last == name {
      // The ground of a card is as large as its outline; all else is smaller.
      let known = layout.nodes[layout.nodes.count - 1]
      if box.width > known.width { layout.nodes[layout.nodes.count - 1] = box }
    } else {
      names.append(name)
      layout.nodes.append(box)
    }
  }

  private static func box(of rect: SVGStructure.Element) -> Layout.Box {
    let (width, height) = (rect.number("width") ?? 0, rect.number("height") ?? 0)
    return Layout.Box(
      center: Layout.Point(
        x: (rect.number("x") ?? 0) + width / 2, y: (rect.number("y") ?? 0) + height / 2),
      width: width, height: height)
  }

  /// The points of "Mx,yCx,y x,y x,y …".
  private static func points(of path: String) -> [Layout.Point] {
    let numbers = path.split { "MC ,".contains($0) }.compactMap { Double($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      Layout.Point(x: numbers[$0], y: numbers[$0 + 1])
    }
  }
}

extension Layout.Box {
  fileprivate func holds(_ other: Layout.Box) -> Bool {
    other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
  }
}
