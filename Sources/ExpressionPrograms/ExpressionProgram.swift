public import Autograd
public import Text

/// A program in a subset of Python, ready to run.
///
///     let program = try ExpressionProgram("a = Value(2.0); b = a.tanh() ** 2", name: "b.mg")
///     let run = try program.run(on: tape)
///
/// What people write beside micrograd runs, and means what it means there: numbers are Python's, and a
/// `Value` is a node of a tape. The text becomes tokens, these a tree, and that the instructions of a
/// stack machine. Nothing recurses without bound, and what a program may do is bounded as well.
public struct ExpressionProgram: Sendable {
  /// The name of the file, for errors.
  public var name: String { source.name }

  let source: ProgramSource
  let output: Compiler.Output

  /// Parses the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, with or without a byte-order mark.
  ///   - name: The name of the file, for errors.
  ///   - start: Where the text begins in that file, for errors; all of its lines begin in one column.
  /// - Throws: All that is wrong with the text, each fault with its location.
  public init(
    parsing bytes: [UInt8], name: String,
    from start: SourcePosition = SourcePosition(line: 1, column: 1)
  ) throws(ProgramError) {
    let source = ProgramSource(name: name, bytes: bytes, cells: nil, start: start)
    if let offset = bytes.firstInvalidUTF8 {
      throw source.error(
        Faults([Fault(kind: .notUTF8(byte: offset), range: offset..<offset + 1)]))
    }
    do throws(Faults) {
      let output = try DeepStack.run { () throws(Faults) -> Compiler.Output in
        var parser = Parser(bytes, in: 0..<bytes.count)
        let statements = parser.parseProgram()
        var compiler = Compiler(statements, faults: parser.faults, skipped: parser.skipped)
        return try compiler.compile()
      }
      self.init(source, output)
    } catch {
      throw source.error(error)
    }
  }

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The name of the file, for errors.
  /// - Throws: All that is wrong with the text, each fault with its location.
  public init(_ text: String, name: String) throws(ProgramError) {
    try self.init(parsing: Array(text.utf8), name: name)
  }

  init(_ source: ProgramSource, _ output: Compiler.Output) {
    self.source = source
    self.output = output
  }
}

extension ExpressionProgram {
  /// Records the program on a tape, with the gradients that it computes.
  ///
  /// A program that computes gradients itself keeps those. Else one pass runs at the end, from the
  /// root. The root is the name asked for; or the node of the last `backward()`; or what was last
  /// drawn; or an expression on the last line; or the last result that got a name; or the last leaf.
  ///
  /// - Parameters:
  ///   - tape: The tape to record on; what it holds already stays. Values live as long as it.
  ///   - root: The name of a variable, or else the label of a node, to be the root.
  ///   - limits: How much the program may do.
  ///   - print: Takes what the program prints, ends of lines included.
  /// - Throws: What went wrong in the program, with the line, or that it has no such root.
  public func run(
    on tape: Tape, root: String? = nil, limits: ProgramLimits = ProgramLimits(),
    print: @escaping (String) -> Void = { _ in }
  ) throws(ProgramError) -> ProgramRun {
    var machine = Machine(LoadedProgram(output), on: tape, limits: limits, print: print)
    do throws(Raised) {
      // Texts of lists in lists, and functions that call the program's, recurse as deep as bounded.
      try DeepStack.run { () throws(Raised) in try machine.run() }
      return try ProgramRun(of: machine, root: root, skipped: output.skipped)
    } catch {
      throw source.error(
        Faults([
          Fault(
            kind: error.kind, range: error.range ?? ProgramSource.nowhere,
            suggestion: error.suggestion)
        ]))
    }
  }
}
