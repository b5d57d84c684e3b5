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

  /// Waits until files are others than when they were last looked at, takes them as they are, and names
  /// them.
  ///
  /// They stay so for a moment before: who writes a file may do it in steps, or take it away first.
  mutating func waitForChanges() -> Set<String> {
    var changes: [String: FileStatus.Change?] = [:]
    var before = changes
    repeat {
      before = changes
      usleep(WatchedFiles.pause)
      let now = states.keys.map { ($0, FileStatus($0)?.change) }
      changes = Dictionary(uniqueKeysWithValues: now.filter { $0.1 != states[$0.0] })
    } while changes.isEmpty || changes != before
    states.merge(changes) { $1 }
    return Set(changes.keys)
  }

  /// How long is waited between two looks, in microseconds: what nobody notices.
  private static let pause: UInt32 = 100_000
}
