internal import LibC

/// Files that are looked at again and again, for who wants to know when one of them changes.
struct WatchedFiles {
  private var states: [String: FileStatus.Change?] = [:]

  /// Takes files as they are now.
  mutating func look(at paths: some Sequence<String>) {
    for path in paths { states[path] = .some(FileStatus(path)?.change) }
  }

  /// Takes files that are new as they are now.
  mutating func add(_ paths: some Sequence<String>) {
    look(at: paths.filter { states[$0] == nil })
  }

  /// Waits until a file is another than when it was last looked at, and names all that are.
  mutating func waitForChanges() -> Set<String> {
    while true {
      let changed = states.filter { FileStatus($0.key)?.change != $0.value }.map(\.key)
      if !changed.isEmpty { return Set(changed) }
      usleep(WatchedFiles.pause)
    }
  }

  /// How long is waited between two looks, in microseconds: what nobody notices.
  private static let pause: UInt32 = 200_000
}
