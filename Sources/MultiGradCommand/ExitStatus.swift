internal import CommandLineArguments
internal import ComputationGraph
internal import ExpressionPrograms
internal import Graphviz

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The one place that turns errors into exit codes.
enum ExitStatus {
  /// Runs a subcommand's work; an error of ours is printed and becomes its exit code.
  static func reporting(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error where error is ValidationError || error is ExitCode || error is CleanExit {
      throw error
    } catch {
      Standard.error.tell("Error: \(error)\n")
      throw ExitCode(code(of: error))
    }
  }

  private static func code(of error: any Error) -> Int32 {
    switch error {
    case is ProgramError, is GraphFileError: EX_DATAERR
    case CommandError.inputMissing: EX_NOINPUT
    case CommandError.outputUncreatable: EX_CANTCREAT
    case CommandError.outputFailed, CommandError.inputUnreadable: EX_IOERR
    case GraphvizError.pluginUnavailable, GraphvizError.engineUnavailable,
      GraphvizError.formatUnavailable:
      EX_UNAVAILABLE
    case GraphvizError.pictureTooLarge: EX_CANTCREAT
    default: EX_SOFTWARE
    }
  }
}
