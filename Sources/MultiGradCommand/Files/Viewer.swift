internal import CProcess
internal import LibC
internal import Text

/// The program that shows files to people: the system's own, or the one that they name.
struct Viewer {
  /// The program and its options.
  private let words: [String]
  /// What to do where it cannot be started.
  private let advice: String

  static let variable = "MULTIGRAD_VIEWER"

  /// The most files that are opened where each has a window of its own.
  private static let mostWindows = 20

  // The command draws on one thread.
  private nonisolated(unsafe) static var isOpen = false

  private static var chosen: Viewer {
    let named = getenv(variable).map { String(systemText: $0) } ?? ""
    let words = named.split(separator: " ").map(String.init)
    if !words.isEmpty {
      return Viewer(words: words, advice: "name another program in \(variable)")
    }
    #if canImport(Darwin)
      return Viewer(words: ["open"], advice: "name a program in \(variable)")
    #else
      return Viewer(
        words: ["xdg-open"], advice: "install xdg-utils, or name a program in \(variable)")
    #endif
  }

  /// Opens files, the first time that it is called: what is drawn anew, a viewer shows by itself.
  ///
  /// Where it cannot be started, that is a warning: the files are written.
  static func show(_ paths: [String]) {
    if isOpen { return }
    isOpen = true
    // From the root: no viewer takes such a path for an option, or for an address.
    let folder = (OutputFiles.realPath(".") ?? ".") + "/"
    chosen.show(paths.map { $0.path(in: folder) })
  }

  private func show(_ paths: [String]) {
    // It takes one file alone.
    if !words[0].hasSuffix("xdg-open") { return start(with: [paths]) }
    if paths.count > Viewer.mostWindows {
      Standard.error.warn(
        "Of \(paths.count) files, only the first \(Viewer.mostWindows) are opened.")
    }
    start(with: paths.prefix(Viewer.mostWindows).map { [$0] })
  }

  /// Starts the program with some files, then with others.
  private func start(with groups: [[String]]) {
    for paths in groups {
      var pointers = (words + paths).map { $0.withSystemPath { strdup($0) } } + [nil]
      defer { for pointer in pointers { free(pointer) } }
      let reason = cprocess_start(&pointers)
      if reason != 0 {
        return Standard.error.warn(
          "The viewer '\(words[0].quotable)' cannot be started (\(String(cString: strerror(reason)))); "
            + "\(advice).")
      }
    }
  }
}
