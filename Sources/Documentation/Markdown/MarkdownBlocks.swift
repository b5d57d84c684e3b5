/// Finds the leaves of a document's tree of blocks, line by line.
///
/// Each line first finds the containers it goes on with, then opens new blocks, and leaves the
/// rest of its bytes to the innermost of them.
struct MarkdownBlocks {
  /// The leaves already closed, in the order of the text.
  private(set) var leaves: [MarkdownLeaf] = []

  /// The labels of the links that are defined anywhere in the document.
  private(set) var definitions: Set<MarkdownLabel> = []

  private var containers = MarkdownContainers()

  /// The leaf that is still open.
  private var leaf: MarkdownLeaf?

  mutating func read(_ line: MarkdownLine) {
    var line = line
    let depth = containers.match(&line)
    let isInside = depth == containers.count
    if isInside, goOnWithLeaf(&line) { return }
    openBlocks(&line, depth: depth)
  }

  /// Closes what is still open at the end of the document.
  mutating func finish() {
    closeLeaf()
  }

  // MARK: - Leaves that go on

  /// Whether the line, inside of all containers, has no blocks to open.
  private mutating func goOnWithLeaf(_ line: inout MarkdownLine) -> Bool {
    switch leaf?.kind {
    case .fence(let fence):
      goOn(fence, with: &line)
      return true
    case .html(let kind):
      if kind.endsAtBlankLine, line.isBlank { closeLeaf() } else { goOn(kind, with: line) }
      return true
    case .indentedCode where line.indent >= 4 || line.isBlank:
      return true
    case .paragraph where !line.isBlank:
      return false
    default:
      closeLeaf()
      return line.isBlank
    }
  }

  private mutating func goOn(_ fence: MarkdownFence, with line: inout MarkdownLine) {
    if fence.isClosed(by: line) {
      leaf?.lastLine = line
      leaf?.isClosed = true
      closeLeaf()
    } else {
      line.skipBlanks(fence.indent)
      leaf?.append(line)
    }
  }

  private mutating func goOn(_ kind: HTMLBlockKind, with line: MarkdownLine) {
    leaf?.append(line)
    if kind.isClosed(by: line) { closeLeaf() }
  }

  // MARK: - New blocks

  private mutating func openBlocks(_ line: inout MarkdownLine, depth: Int) {
    var depth = depth
    while !line.isBlank {
      let isInParagraph = leaf?.isParagraph == true
      let interrupts = isInParagraph && depth == containers.count
      if line.indent >= 4 {
        if isInParagraph { break }
        return open(.indentedCode, line, depth: depth)
      }
      if let leaf = MarkdownLeaf.Kind(opening: line, isInParagraph: isInParagraph) {
        return open(leaf, line, depth: depth)
      }
      if interrupts, line.isSetextUnderline {
        takeDefinitions()
        if leaf?.hasText == true { return closeLeaf() }
        break
      }
      if line.isThematicBreak {
        close(beyond: depth)
        return containers.fillLast()
      }
      guard let container = containers.open(&line, depth: depth, interruptsParagraph: interrupts)
      else { break }
      close(beyond: depth)
      containers.append(container)
      depth += 1
    }
    goOnWithText(&line, depth: depth)
  }

  private mutating func open(_ kind: MarkdownLeaf.Kind, _ line: MarkdownLine, depth: Int) {
    close(beyond: depth)
    leaf = MarkdownLeaf(kind, opening: line, isFirst: containers.isLastEmpty)
    containers.fillLast()
    switch kind {
    case .html(let kind):
      goOn(kind, with: line)
    case .heading:
      leaf?.append(line)
      closeLeaf()
    case .paragraph, .indentedCode, .fence:
      break
    }
  }

  /// Leaves the rest of the line to a paragraph, which may go on without its containers' markers.
  private mutating func goOnWithText(_ line: inout MarkdownLine, depth: Int) {
    if line.isBlank { return close(beyond: depth) }
    if leaf?.isParagraph != true { open(.paragraph, line, depth: depth) }
    line.skipContent()
    leaf?.append(line)
  }

  // MARK: - The end of blocks

  private mutating func close(beyond depth: Int) {
    closeLeaf()
    containers.close(beyond: depth)
  }

  private mutating func closeLeaf() {
    takeDefinitions()
    guard let leaf else { return }
    if leaf.isParagraph, !leaf.hasText {
      // It vanishes, and an item that has nothing else is as empty as before.
      if leaf.isFirst { containers.emptyLast() }
    } else {
      leaves.append(leaf)
    }
    self.leaf = nil
  }

  /// Links may be defined at the start of a paragraph.
  private mutating func takeDefinitions() {
    guard let leaf, leaf.isParagraph else { return }
    var reader = leaf.text.reader
    reader.offset = leaf.definitionsEnd
    while let label = reader.takeLinkDefinition() {
      definitions.insert(label)
      self.leaf?.definitionsEnd = reader.offset
    }
  }
}
