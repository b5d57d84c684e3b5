import CommandLineArguments

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
    subcommands: [Render.self, Train.self, Remote.self, Internal.self])
}

struct Layout: ParsableArguments {
  @Option(help: "The gap between ranks, in points.") var rankGap = 36
  @Option(help: ArgumentHelp("The seed of the layout.", valueName: "number")) var seed: UInt64?

  mutating func validate() throws {
    if rankGap > 1000 { rankGap = 1000 }
    if rankGap < 0 { throw ValidationError("The rank gap must not be negative.") }
  }
}

struct Render: ParsableCommand, Summarizing {
  static let configuration = CommandConfiguration(abstract: "Draws one expression.")

  @Argument(help: "The expression to draw.")
  var expression: String
  @Argument(help: "More files to read.", completion: .file(extensions: ["txt", "mg"]))
  var inputs: [String] = []
  @Option(name: .shortAndLong, help: "Which gradients are shown.")
  var stage: Stage = .both
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Where to write, with a sentence that is too long for one line of the help.",
      discussion: "Use a dash for standard output:\n  tool render x -o -", valueName: "file"),
    completion: .file(extensions: ["svg", "png"]))
  var outputPath: String?
  @Option(name: .customLong("format"), help: "The format.", completion: .list(["svg", "png"]))
  var format: String?
  @Option(help: "Where fonts are.", completion: .directory)
  var fonts: [String] = []
  @Flag(name: .shortAndLong, help: "Print nothing.") var quiet = false
  @Flag(name: .shortAndLong, help: "Print more.") var verbose = false
  @Flag(inversion: .prefixedNo, help: "Draw in color.") var color = true
  @Flag(help: .hidden) var debugLayout = false
  @OptionGroup(title: "Layout options") var layout: Layout

  var summary: String {
    var parts = ["render", expression] + inputs
    if stage != .both { parts.append("stage=\(stage)") }
    if let outputPath { parts.append("output=\(outputPath)") }
    if let format { parts.append("format=\(format)") }
    if !fonts.isEmpty { parts.append("fonts=\(fonts.joined(separator: "+"))") }
    if quiet { parts.append("quiet") }
    if verbose { parts.append("verbose") }
    if !color { parts.append("colorless") }
    if debugLayout { parts.append("debug") }
    if layout.rankGap != 36 { parts.append("gap=\(layout.rankGap)") }
    if let seed = layout.seed { parts.append("seed=\(seed)") }
    return parts.joined(separator: " ")
  }

  mutating func run() throws { throw CleanExit.message(summary) }
}

struct Train: ParsableCommand, Summarizing {
  @Option(name: .customShort("n")) var steps: Int
  @Option(name: .shortAndLong) var bias = 0.0
  @Option(transform: numbers) var weights: [Double]?
  @Option(transform: positive) var rates = [1.0]
  @Flag(inversion: .prefixedNo) var cache: Bool?
  @Option var shuffle = true
  @Argument(transform: { String($0.reversed()) }) var name = "edoc"
  @Argument var scale: Double?

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

  mutating func validate() throws {
    if steps == 13 { throw ValidationError("13 steps are unlucky.") }
  }

  mutating func run() throws {
    switch steps {
    case 1: throw ExitCode(69)
    case 2: throw ValidationError("Two steps are too few.")
    case 3: throw Failure()
    case 4: throw CleanExit.helpRequest(self)
    case 5: throw CleanExit.helpRequest()
    default: break
    }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String { "The disk is full." }
  }

  var summary: String {
    var parts = ["train", "steps=\(steps)", "bias=\(bias)", "name=\(name)", "rates=\(rates)"]
    if let weights { parts.append("weights=\(weights)") }
    if let cache { parts.append("cache=\(cache)") }
    if !shuffle { parts.append("unshuffled") }
    if let scale { parts.append("scale=\(scale)") }
    return parts.joined(separator: " ")
  }
}

struct Account: ParsableArguments {
  @Option(name: .shortAndLong, help: "The user.") var user = "nobody"
}

struct Remote: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Talks to servers.", subcommands: [List.self, Add.self], defaultSubcommand: List.self)

  @OptionGroup var account: Account

  struct List: ParsableCommand, Summarizing {
    static let configuration = CommandConfiguration(abstract: "Lists servers.")
    @Flag(name: .shortAndLong) var all = false
    @Argument var pattern: String?
    @OptionGroup var account: Account

    var summary: String { "list all=\(all) \(pattern ?? "") user=\(account.user)" }
  }

  struct Add: ParsableCommand, Summarizing {
    @Argument(completion: .list(["north pole", "south's pole"])) var servers: [String]
    @OptionGroup var account: Account

    var summary: String { "add \(servers.joined(separator: "+")) user=\(account.user)" }
  }
}

struct Internal: ParsableCommand, Summarizing {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  var summary: String { "internal" }
}
