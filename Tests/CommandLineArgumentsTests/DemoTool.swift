@testable import CommandLineArguments

/// A command that can say in one line what was parsed.
protocol Summarizing {
  var summary: String { get }
}

enum Stage: String, CaseIterable, ExpressibleByArgument {
  case before, after, both
}

struct Tool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tool",
    abstract: "Draws graphs.",
    discussion: """
      Examples:
        tool render 'a * b' --stage after --output a-file-with-a-rather-long-name-for-wrapping.svg

      This sentence is long enough that it has to be wrapped at the eightieth column of the help.
      """,
    version: "1.2.3",
    subcommands: [Render.self, Train.self, Remote.self])
}

struct Layout: ParsableArguments {
  @Option(help: "The gap between ranks, in points.") var rankGap = 36
  @Option(help: ArgumentHelp("The seed of the layout.", valueName: "number")) var seed: UInt64?

  func validate() throws {
    if rankGap < 0 { throw ValidationError("The rank gap must not be negative.") }
  }
}

struct Render: ParsableCommand, Summarizing {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Draws one expression.")

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case svg, png
  }

  @Argument(help: "The expression to draw.") var expression: String
  @Argument(help: "A file to read.", completion: .file(extensions: ["txt", "mg"]))
  var input: String?
  @Option(name: .shortAndLong, help: "Which gradients are shown.")
  var stage: Stage = .both
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Where to write, with a sentence that is too long for one line of the help.",
      valueName: "file"),
    completion: .file(extensions: ["svg", "png"]))
  var outputPath: String?
  @Option(name: .customLong("format"), help: "The format.") var fileFormat: Format?
  @Option(help: "A font.", completion: .file()) var font: String?
  @Option(parsing: .upTo(2), help: ArgumentHelp("From one to another.", valueName: "a b"))
  var path: [String] = []
  @Flag(name: .shortAndLong, help: "Print nothing.") var quiet = false
  @Flag(name: .shortAndLong, help: "Print more.") var verbose = false
  @OptionGroup(title: "Layout options") var layout: Layout

  var summary: String {
    var parts = ["render", expression] + [input].compactMap { $0 }
    if stage != .both { parts.append("stage=\(stage)") }
    if let outputPath { parts.append("output=\(outputPath)") }
    if let fileFormat { parts.append("format=\(fileFormat)") }
    if let font { parts.append("font=\(font)") }
    if !path.isEmpty { parts.append("path=\(path.joined(separator: "→"))") }
    if quiet { parts.append("quiet") }
    if verbose { parts.append("verbose") }
    if layout.rankGap != 36 { parts.append("gap=\(layout.rankGap)") }
    if let seed = layout.seed { parts.append("seed=\(seed)") }
    return parts.joined(separator: " ")
  }

  func run() {}
}

struct Train: ParsableCommand, Summarizing {
  static let configuration = CommandConfiguration(commandName: "train")

  @Option(name: [.customShort("n")]) var steps = 7
  @Option(name: .shortAndLong) var bias = 0.0
  @Option(transform: numbers) var weights: [Double]?
  @Option(transform: positive) var rate: Double?
  @Argument(transform: numbers) var sizes: [Double]
  @Argument() var scale: Double?

  @Sendable static func numbers(_ text: String) throws -> [Double] {
    try text.split(separator: ",").map { part in
      guard let number = Double(part) else {
        throw ValidationError("'\(part)' is not a number.")
      }
      return number
    }
  }

  @Sendable static func positive(_ text: String) throws -> Double {
    guard let rate = Double(text), rate > 0 else { throw ValidationError("Give a rate above 0.") }
    return rate
  }

  func validate() throws {
    if steps == 13 { throw ValidationError("13 steps are unlucky.") }
  }

  func run() throws {
    switch steps {
    case 1: throw ExitCode(69)
    case 2: throw ValidationError("Two steps are too few.")
    case 3: throw Failure()
    default: break
    }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String { "The disk is full." }
  }

  var summary: String {
    var parts = ["train", "\(sizes)", "steps=\(steps)", "bias=\(bias)"]
    if let weights { parts.append("weights=\(weights)") }
    if let rate { parts.append("rate=\(rate)") }
    if let scale { parts.append("scale=\(scale)") }
    return parts.joined(separator: " ")
  }
}

struct Remote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote", abstract: "Talks to servers.", subcommands: [List.self, Add.self])

  struct Account: ParsableArguments {
    @Option(name: .shortAndLong, help: "The user.") var user = "nobody"
  }

  struct List: ParsableCommand, Summarizing {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists servers.")
    @Flag(name: .shortAndLong) var all = false
    @Argument() var pattern: String?
    @OptionGroup var account: Account

    var summary: String { "list all=\(all) \(pattern ?? "") user=\(account.user)" }
  }

  struct Add: ParsableCommand, Summarizing {
    static let configuration = CommandConfiguration(commandName: "add")

    enum Server: String, CaseIterable, ExpressibleByArgument {
      case north = "north pole"
      case south = "south's pole"
    }

    @Argument() var server: Server
    @OptionGroup var account: Account

    var summary: String { "add \(server.rawValue) user=\(account.user)" }
  }
}

extension ParsableCommand {
  /// Parses words without running what they choose.
  static func parse(_ words: [String]) throws -> any ParsableCommand {
    var parser = CommandParser(root: self, words: words)
    return try parser.parse()
  }

  /// What is printed after running words; empty when nothing is.
  static func text(of words: [String]) -> String { outcome(of: words)?.text ?? "" }

  /// The first line of what is printed, without the word "Error".
  static func message(of words: [String]) -> String {
    let line = text(of: words).prefix { $0 != "\n" }
    return String(line.hasPrefix("Error: ") ? line.dropFirst(7) : line)
  }
}
