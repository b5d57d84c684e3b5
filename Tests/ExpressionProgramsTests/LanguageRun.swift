import Autograd
import ExpressionPrograms
import Testing

/// A program that has run, with its tape and what it printed.
struct LanguageRun {
  let tape: Tape
  let result: ProgramRun
  let printed: String

  init(
    _ text: String, root: String? = nil, limits: ProgramLimits = ProgramLimits()
  ) throws(ProgramError) {
    let program = try ExpressionProgram(text, name: "test.py")
    try self.init(program, root: root, limits: limits)
  }

  init(
    _ program: ExpressionProgram, root: String? = nil, limits: ProgramLimits = ProgramLimits()
  ) throws(ProgramError) {
    tape = Tape()
    var printed = ""
    result = try program.run(on: tape, root: root, limits: limits) { printed += $0 }
    self.printed = printed
  }

  var entries: [Tape.Entry] { (0..<tape.count).map { tape[$0] } }

  var root: Tape.Entry { tape[result.root.index] }

  /// The last node with a label.
  func node(_ label: String) throws -> Tape.Entry {
    try #require(entries.last { $0.label == label }, "\(label)")
  }

  /// The nodes with a label of the program's own, as rows of tables have them.
  var rows: [LanguageNode] {
    entries.filter { $0.label != nil && $0.operation != .constant }.map(LanguageNode.init)
  }
}

/// A node as a table has it: label, data, gradient and group, with bars between.
struct LanguageNode {
  let label: String
  let data: Double
  let gradient: Double?
  let group: String

  init(_ entry: Tape.Entry) {
    label = entry.label ?? "-"
    (data, gradient) = (entry.data, entry.gradient)
    group = entry.group?.description ?? "-"
  }

  init(_ row: Substring) throws {
    let fields = row.split(separator: " | ")
    try #require(fields.count >= 3, "\(row)")
    label = String(fields[0])
    data = try #require(Double(String(fields[1])), "\(row)")
    gradient = Double(String(fields[2]))
    group = fields.count > 3 ? String(fields[3]) : "-"
  }

  /// Whether the numbers are the same but for their last digits, and the words to the letter.
  func isLike(_ other: LanguageNode) -> Bool {
    func areClose(_ a: Double, _ b: Double) -> Bool {
      a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-12 * max(1, abs(a), abs(b))
    }
    guard label == other.label, group == other.group, areClose(data, other.data) else {
      return false
    }
    guard let gradient, let others = other.gradient else {
      return gradient == nil && other.gradient == nil
    }
    return areClose(gradient, others)
  }
}

/// An expression, and what CPython prints of it; or "! " and the name of its exception.
struct ExpressionRow: CustomTestStringConvertible {
  let expression: String
  let expected: String

  var testDescription: String { expression }

  static func rows(_ table: String) -> [ExpressionRow] {
    table.split(separator: "\n").map { line in
      let parts = line.split(separator: " => ", maxSplits: 1)
      return ExpressionRow(
        expression: String(parts[0]), expected: parts.count > 1 ? String(parts[1]) : "")
    }
  }

  func check() throws {
    let text = "import math\nfrom math import inf, nan\nkeep = Value(0.0)\nprint(\(expression))\n"
    if expected.hasPrefix("! ") {
      let name = pythonName(ofFaultIn: text)
      #expect(name == String(expected.dropFirst(2)), "\(expression)")
    } else {
      let printed = try LanguageRun(text).printed
      #expect(trimmed(printed) == trimmed(expected + "\n"), "\(expression)")
    }
  }
}

/// A program, and in comments behind it what CPython makes of it beside a Value as micrograd's.
///
///     #> a line that it prints
///     #= label | data | gradient | group, of each node with a label
///     #root label | data | gradient
///     #! line exception
///
/// One without a root of its own has a leaf appended, so that numbers are numbers.
struct ProgramCase: CustomTestStringConvertible {
  let text: String
  let printed: String
  let nodes: [Substring]
  let root: Substring?
  let fault: (line: Int, name: String)?

  var testDescription: String { text.split(separator: "\n").first.map(String.init) ?? "" }

  init(_ block: String) {
    func lines(_ mark: String) -> [Substring] {
      block.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count).drop { $0 == " " } }
    }
    let marks = ["#> ", "#>", "#= ", "#root ", "#! "]
    let code = block.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !marks.contains { line.hasPrefix($0) } }
    printed = block.split(separator: "\n").filter { $0.hasPrefix("#>") }
      .map { $0.dropFirst($0.hasPrefix("#> ") ? 3 : 2) + "\n" }.joined()
    nodes = lines("#= ")
    root = lines("#root ").first
    let ownText = code.joined(separator: "\n") + "\n"
    text = root == nil ? ownText + "keep = Value(0.0)\n" : ownText
    fault = lines("#! ").first.flatMap { line in
      let words = line.split(separator: " ")
      return Int(words[0]).map { ($0, String(words[1])) }
    }
  }

  static func programs(_ table: String) -> [ProgramCase] {
    table.split(separator: "\n#---\n").map { ProgramCase(String($0)) }
  }

  func check() throws {
    if let fault {
      let found = try #require(error(of: text), "\(text)")
      #expect(found.first.kind.pythonName == fault.name, "\(text)\n\(found)")
      #expect(found.first.location?.line == fault.line, "\(text)\n\(found)")
      return
    }
    let run = try LanguageRun(text)
    #expect(trimmed(run.printed) == trimmed(printed), "\(text)")
    if !nodes.isEmpty {
      let found = run.rows.filter { $0.label != "keep" }
      #expect(found.map(\.label) == (try nodes.map { try LanguageNode($0).label }), "\(text)")
      for (node, row) in zip(found, nodes) {
        #expect(node.isLike(try LanguageNode(row)), "\(node)\n\(text)")
      }
    }
    if let root {
      // The group of the root is among those of the labelled nodes.
      let wanted = try LanguageNode(root + " | " + (run.root.group?.description ?? "-"))
      #expect(LanguageNode(run.root).isLike(wanted), "\(LanguageNode(run.root))\n\(text)")
    }
  }
}

/// A text without blanks at the ends of its lines, which a table does not keep.
private func trimmed(_ text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    line.dropLast(line.reversed().prefix { $0 == " " }.count)
  }
}

/// What is wrong with a program, be it found before or while it runs; `nil` where nothing is.
func error(of text: String, limits: ProgramLimits = ProgramLimits()) -> ProgramError? {
  do throws(ProgramError) {
    _ = try LanguageRun(text, limits: limits)
    return nil
  } catch {
    return error
  }
}

func pythonName(ofFaultIn text: String) -> String? { error(of: text)?.first.kind.pythonName }

extension ProgramError.Kind {
  /// The exception that CPython raises there; `nil` for faults of our own.
  var pythonName: String? {
    switch self {
    case .type, .arguments, .notCallable, .notIterable: "TypeError"
    case .value, .unpacking, .domain: "ValueError"
    case .zeroDivision: "ZeroDivisionError"
    case .overflow: "OverflowError"
    case .index: "IndexError"
    case .key: "KeyError"
    case .unknownAttribute, .settingAttribute: "AttributeError"
    case .unknownName, .unknownFunction: "NameError"
    case .unboundName: "NameError"
    case .assertion: "AssertionError"
    default: nil
    }
  }
}
