/// The quotes and list items that are open, from the outermost to the innermost.
struct MarkdownContainers {
  enum Container {
    case quote
    /// An item whose lines are indented by this number of columns; an empty one ends with a blank line.
    case item(indent: Int, isEmpty: Bool)
  }

  /// Items go on with a blank line without a byte of it; only a limit keeps the time linear.
  private static let limitOfDepth = 100

  private var stack: [Container] = []

  var count: Int { stack.count }

  /// Reads the markers of the containers that go on with this line and tells how many they are.
  func match(_ line: inout MarkdownLine) -> Int {
    for (depth, container) in stack.enumerated() {
      switch container {
      case .quote:
        guard line.indent < 4, line.first == ">" else { return depth }
        line.skipContent(1)
        line.skipBlanks(1)
      case .item(let indent, let isEmpty):
        guard line.indent >= indent || line.isBlank && !isEmpty else { return depth }
        line.skipBlanks(indent)
      }
    }
    return stack.count
  }

  /// Reads the marker of a container that begins here.
  ///
  /// Too deep within others, the marker of an item is mere text.
  func open(
    _ line: inout MarkdownLine, depth: Int, interruptsParagraph: Bool
  ) -> Container? {
    if line.first == ">" {
      line.skipContent(1)
      line.skipBlanks(1)
      return .quote
    }
    guard depth < Self.limitOfDepth,
      let width = line.listMarkerWidth(interruptsParagraph: interruptsParagraph)
    else { return nil }
    let outer = line.indent
    line.skipContent(width)
    // More blanks belong to the indented code that the item begins with.
    let blanks = line.isBlank || line.indent > 4 ? 1 : line.indent
    line.skipBlanks(blanks)
    return .item(indent: outer + width + blanks, isEmpty: true)
  }

  mutating func append(_ container: Container) {
    fillLast()
    stack.append(container)
  }

  mutating func close(beyond depth: Int) {
    stack.removeLast(stack.count - depth)
  }

  /// The innermost container gets something to hold.
  mutating func fillLast() { setLast(isEmpty: false) }

  /// The innermost container loses what it held.
  mutating func emptyLast() { setLast(isEmpty: true) }

  private mutating func setLast(isEmpty: Bool) {
    guard case .item(let indent, _) = stack.last else { return }
    stack[stack.count - 1] = .item(indent: indent, isEmpty: isEmpty)
  }

  /// Whether the innermost container is an item with nothing in it.
  var isLastEmpty: Bool {
    if case .item(_, true) = stack.last { true } else { false }
  }
}
