internal import Text

/// The manual page of a command with everything below it, from the same description as the help.
struct ManualPage {
  private static let sharedTitle = "SHARED OPTIONS"

  private let root: any ParsableCommand.Type
  private let chapters: [ManualChapter]
  private let shared: [SharedSection]
  private let notes: CommandNotes

  init(of root: any ParsableCommand.Type) {
    self.root = root
    chapters = ManualChapter.all(from: root)
    shared = SharedSection.all(of: chapters)
    notes = .of(root) ?? CommandNotes()
  }

  /// The page in roff.
  var source: String {
    let configuration = root.configuration
    let name = configuration.commandName
    var page = RoffPage(
      name: name, section: 1,
      source: [name, configuration.version].filter { !$0.isEmpty }.joined(separator: " "))
    page.section("NAME")
    let purpose = configuration.abstract.asPhrase
    page.line(purpose.isEmpty ? name : "\(name) - \(purpose)")
    page.section("SYNOPSIS")
    page.synopses(of: chapters.map(\.usage))
    if !configuration.discussion.isEmpty {
      page.section("DESCRIPTION")
      page.discussion(configuration.discussion)
    }
    writeRoot(to: &page)
    for chapter in chapters.dropFirst() { write(chapter, to: &page) }
    write(shared, to: &page)
    write(notes, to: &page)
    return page.source
  }

  /// The subcommands and the arguments of the root, with the options that every command has: they stand
  /// here alone.
  private func writeRoot(to page: inout RoffPage) {
    let configuration = root.configuration
    if !configuration.subcommands.isEmpty {
      page.section("SUBCOMMANDS")
      for subcommand in configuration.subcommands {
        page.item(subcommand.configuration.commandName, subcommand.configuration.abstract)
      }
    }
    let builtIn = ArgumentDefinition.builtIn(of: configuration)
    let definitions = ArgumentSet(of: root).definitions
    for section in ArgumentSection.all(of: definitions, builtIn: builtIn) {
      page.section(section.title)
      write(section.entries, to: &page)
    }
    if !configuration.subcommands.isEmpty {
      page.paragraph("Every subcommand takes these, too.")
    }
  }

  private func write(_ entries: [ArgumentSection.Entry], to page: inout RoffPage) {
    for entry in entries { page.item(entry.label, entry.text) }
  }

  private func write(_ chapter: ManualChapter, to page: inout RoffPage) {
    page.section(chapter.name.uppercased())
    let abstract = chapter.configuration.abstract
    if !abstract.isEmpty { page.paragraph(abstract) }
    page.discussion(chapter.configuration.discussion)
    var elsewhere: [String] = []
    for section in chapter.sections {
      if shared.contains(where: { $0.section == section }) {
        elsewhere.append(section.title)
        continue
      }
      page.subsection(section.title)
      write(section.entries, to: &page)
    }
    if !elsewhere.isEmpty {
      page.paragraph("More options, under \(ManualPage.sharedTitle): \(elsewhere.listed).")
    }
  }

  private func write(_ shared: [SharedSection], to page: inout RoffPage) {
    if shared.isEmpty { return }
    page.section(ManualPage.sharedTitle)
    for group in shared {
      page.subsection(group.section.title)
      page.paragraph("Of \(group.commands.listed).")
      write(group.section.entries, to: &page)
    }
  }

  private func write(_ notes: CommandNotes, to page: inout RoffPage) {
    if !notes.exitCodes.isEmpty {
      page.section("EXIT STATUS")
      for code in notes.exitCodes {
        let sentence = [code.meaning, code.cases].filter { !$0.isEmpty }.joined(separator: ": ")
        page.item("\(code.code)", sentence.asSentence)
      }
    }
    if !notes.environment.isEmpty {
      page.section("ENVIRONMENT")
      for variable in notes.environment { page.item(variable.name, variable.meaning) }
    }
    if !notes.examples.isEmpty {
      page.section("EXAMPLES")
      for example in notes.examples {
        page.paragraph(example.purpose)
        page.example(example.line)
      }
    }
    if !notes.seeAlso.isEmpty {
      page.section("SEE ALSO")
      page.references(notes.seeAlso)
    }
  }
}

extension String {
  /// A sentence as the line under NAME has it: without its full stop, and small.
  fileprivate var asPhrase: String {
    let words = hasSuffix(".") ? dropLast() : self[...]
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// A phrase as a sentence.
  fileprivate var asSentence: String {
    prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
  }
}
