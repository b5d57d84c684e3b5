/// A manual page under construction, with the macros of man(7), which every `man` has.
///
/// All texts are plain; they are escaped here.
struct RoffPage {
  private var lines: [String] = []
  /// Whether a heading was the last thing, below which no paragraph needs to be begun.
  private var isBelowHeading = false

  /// Creates a page without sections.
  ///
  /// The date stays empty: the same command has the same page whenever that is written.
  ///
  /// - Parameters:
  ///   - name: The name of the page.
  ///   - section: The section of the manual that it is in.
  ///   - source: What it belongs to, with the version.
  init(name: String, section: Int, source: String) {
    request("TH", name.uppercased(), "\(section)", "", source, "User Commands")
    // Nothing is hyphenated or stretched, so that a search finds the name of an option; the register and the
    // string are what the macros of groff put back after a synopsis or an example.
    lines += [".nr HY 0", ".ds AD l", ".nh", ".ad l"]
  }

  /// The source of the page.
  var source: String { lines.joined(separator: "\n") + "\n" }

  mutating func section(_ title: String) {
    request("SH", title)
    isBelowHeading = true
  }

  mutating func subsection(_ title: String) {
    request("SS", title)
    isBelowHeading = true
  }

  /// One line that is set as it stands, as that under NAME must be.
  mutating func line(_ text: String) { lines.append(RoffText.escaped(text)) }

  /// How commands are written: what follows a name is indented where it takes several lines.
  mutating func synopses(of usages: [Usage]) {
    for usage in usages {
      request("SY", usage.commandLine)
      // An option and its value stay on one line.
      lines += usage.arguments.map { argument in
        RoffText.marked(argument).split(separator: " ").joined(separator: "\\ ")
      }
    }
    lines.append(".YS")
  }

  /// One paragraph.
  mutating func paragraph(_ text: some StringProtocol) {
    beginParagraph()
    lines += RoffText.lines(of: text)
  }

  private mutating func beginParagraph() {
    if !isBelowHeading { lines.append(".PP") }
    isBelowHeading = false
  }

  /// A text as the help has it: line breaks are kept, and lines that begin with two blanks or more are
  /// examples.
  mutating func discussion(_ text: String) {
    var last = Line.blank
    for text in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let kind: Line = text.hasPrefix("  ") ? .example : text.isEmpty ? .blank : .prose
      if last == .example, kind != .example { endExample() }
      switch kind {
      case .blank: break
      case .prose:
        if last == .prose { lines.append(".br") } else { beginParagraph() }
        lines += RoffText.lines(of: text)
      case .example:
        if last != .example { beginExample() }
        lines.append(RoffText.escaped(text.dropFirst(2)))
      }
      last = kind
    }
    if last == .example { endExample() }
  }

  private enum Line { case blank, prose, example }

  /// Lines that keep their breaks and blanks.
  mutating func example(_ line: String) {
    beginExample()
    lines.append(RoffText.escaped(line))
    endExample()
  }

  private mutating func beginExample() {
    beginParagraph()
    lines += [".RS 4", ".EX"]
  }

  private mutating func endExample() { lines += [".EE", ".RE"] }

  /// An entry of a list: how something is written, and what it is.
  mutating func item(_ label: String, _ text: String) {
    isBelowHeading = false
    lines += [".TP", RoffText.marked(label)]
    lines += RoffText.lines(of: text)
  }

  /// References to other pages.
  mutating func references(_ pages: [CommandNotes.Page]) {
    for (index, page) in pages.enumerated() {
      let comma = index == pages.count - 1 ? "" : ","
      request("BR", page.name, "(\(page.section))\(comma)")
    }
  }

  private mutating func request(_ name: String, _ arguments: String...) {
    let words = arguments.map { argument in
      let text = RoffText.escaped(argument)
      return text.isEmpty || text.contains(" ") ? "\"\(text)\"" : text
    }
    lines.append(([".\(name)"] + words).joined(separator: " "))
  }
}
