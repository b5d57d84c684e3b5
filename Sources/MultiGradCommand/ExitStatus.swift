internal import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import ExpressionPrograms
internal import Graphviz
internal import NeuralNetworks
internal import Rendering
internal import Text
internal import LibC

/// The one place that turns errors into exit codes.
enum ExitStatus {
  /// Runs a subcommand's work; an error of ours is printed and becomes its exit code.
  static func reporting(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error where error is ValidationError || error is ExitCode {
      throw error
    } catch {
      if case FileError.readerWentAway = error { throw ExitCode(code(of: error)) }
      tell(error)
      throw ExitCode(code(of: error))
    }
  }

  /// Prints an error; what is thrown for its number alone has said all there is to say.
  static func tell(_ error: any Error) {
    if error is ExitCode { return }
    Standard.error.tell("Error: \(message(of: error))\n".boundedLines)
  }

  /// What an error says, and which option of ours helps.
  static func message(of error: any Error) -> String {
    let advice = advice(for: error).map { $0.hasPrefix("\n") ? $0 : " \($0)" } ?? ""
    // Only the error of a program shows a line of it; it makes sure of its own names.
    return (error is ProgramError ? "\(error)" : "\(error)".shown) + advice
  }

  /// The options of the command that help with an error of a library, which knows no options.
  private static func advice(for error: any Error) -> String? {
    if let error = error as? ProgramError {
      return error.isAboutTheLanguage
        ? "\nWhat runs, and what to write instead: docs/programs.md" : nil
    }
    if case GraphvizError.pictureTooLarge(_, _, _, let largestDPI?) = error {
      let scale = NumberStyle(digits: 6).text(largestDPI / RasterOptions.pixelsPerInch)
      return "A --scale of at most \(scale) fits, and --shrink finds it."
    }
    switch error as? GraphvizError {
    case .tooManyRanks: return "--layout layered has no such limit."
    case .pluginUnavailable("neato_layout", _, _), .engineUnavailable("nop2"):
      // A plot takes no --layout, and an SVG of either needs no plugin.
      return "-f svg does without it, and so does a graph with --layout dot."
    case .pluginUnavailable("dot_layout", _, _), .engineUnavailable("dot"):
      return "With --layout layered it is not needed."
    default: break
    }
    if error is MissingNetworkError { return "Draw it with --style cards." }
    if case TrainingError.diverged(let divergence) = error {
      return divergence.lossBefore == nil
        ? "(--init small)." : "(--learning-rate \(tenth(of: divergence.learningRate)))."
    }
    switch (error as? GraphFileError)?.fault {
    case .emptyFile, .notAGraphFile: return "-f json writes graph files."
    default: return nil
    }
  }

  /// A tenth of a learning rate, as one types it.
  private static func tenth(of rate: Double) -> String { NumberStyle(digits: 1).text(rate / 10) }

  static func code(of error: any Error) -> Int32 {
    switch error {
    case let code as ExitCode: code.rawValue
    case TrainingError.diverged: EXIT_FAILURE
    case is ValidationError: EX_USAGE
    case is ProgramError, is GraphFileError, is CSVError, is GraphSelectionError,
      is MissingNetworkError, is SummarizedTensorsError:
      EX_DATAERR
    case let error as FileError: code(of: error)
    case GraphvizError.pluginUnavailable, GraphvizError.engineUnavailable,
      GraphvizError.formatUnavailable:
      EX_UNAVAILABLE
    case GraphvizError.pictureTooLarge, GraphvizError.tooManyRanks, GraphvizError.tooManyLines:
      EX_CANTCREAT
    default: EX_SOFTWARE
    }
  }

  private static func code(of error: FileError) -> Int32 {
    switch error {
    case .inputMissing: EX_NOINPUT
    case .inputIsNoText, .inputTooLarge: EX_DATAERR
    case .outputIsInput, .outputsAreOne, .outputIsBrokenLink, .outputUncreatable: EX_CANTCREAT
    case .inputUnreadable, .inputIsDirectory, .outputFailed, .outputWasEdited, .streamFailed,
      .readerWentAway:
      EX_IOERR
    }
  }
}
