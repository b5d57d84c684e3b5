// Errors say where in a file they are.
@_exported public import struct Text.SourcePosition

/// What is wrong with a graph file, and where.
public struct GraphFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  public let file: String
  /// Where in the file.
  public let position: SourcePosition
  /// What is wrong.
  public let fault: Fault

  /// An error at a position.
  public init(file: String, position: SourcePosition, fault: Fault) {
    self.file = file
    self.position = position
    self.fault = fault
  }

  /// The kinds of fault.
  public enum Fault: Equatable, Sendable {
    case emptyFile
    case notUTF8
    case syntax(String)
    case notAGraphFile
    case notebook
    case unknownVersion(String)
    case missing(key: String, node: Int?)
    case wrongType(key: String, node: Int?, expected: String)
    case unknownWord(key: String, node: Int?, word: String, choices: [String])
    case noNodes
    case nodeWithoutID
    case duplicateID(Int)
    case unknownRoot(Int)
    case unknownRootLabel(String, known: [String])
    case constantRoot(Int)
    case unknownInput(node: Int, input: Int)
    case wrongInputCount(node: Int, operation: String, found: Int, expected: String)
    case wrongLocalCount(node: Int, found: Int, expected: Int)
    case missingLocal(node: Int, operation: String)
    case gradientOfConstant(node: Int)
    case dataOfTensor(Int)
    case cycle([Int])
  }

  /// One sentence: where, what happened, and what to do.
  public var description: String { "\(file):\(position): \(fault.sentence)" }
}
