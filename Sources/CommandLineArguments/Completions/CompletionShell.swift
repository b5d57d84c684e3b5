#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A shell for which completions can be written.
enum CompletionShell: String, CaseIterable {
  case bash
  case zsh
  case fish

  static var names: [String] { allCases.map(\.rawValue) }

  /// The login shell of the user, `nil` when it is none of these.
  static var current: CompletionShell? {
    guard let path = getenv("SHELL") else { return nil }
    let name = String(cString: path).split(separator: "/").last ?? ""
    return CompletionShell(rawValue: String(name))
  }

  func script(for outline: CommandOutline) -> String {
    switch self {
    case .bash: BashCompletion(outline).script
    case .zsh: ZshCompletion(outline).script
    case .fish: FishCompletion(outline).script
    }
  }
}
