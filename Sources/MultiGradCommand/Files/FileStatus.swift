internal import Text
internal import LibC

/// What is known of a file without reading it.
struct FileStatus {
  /// What makes two paths, or a path and a descriptor, one file.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// What differs where a file was written anew.
  struct Change: Equatable {
    let identity: Identity
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  let identity: Identity
  let mode: mode_t
  let change: Change

  private init(_ status: stat) {
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(truncatingIfNeeded: status.st_ino))
    mode = status.st_mode
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    change = Change(
      identity: identity, size: Int(status.st_size), seconds: Int(time.tv_sec),
      nanoseconds: Int(time.tv_nsec))
  }

  /// The file that a path leads to, through links; `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    if path.withSystemPath({ stat($0, &status) }) != 0 { return nil }
    self.init(status)
  }

  /// An open file.
  init?(descriptor: Int32) {
    var status = stat()
    if fstat(descriptor, &status) != 0 { return nil }
    self.init(status)
  }

  /// Makes a file as new as the moment.
  static func touch(_ path: String) { _ = path.withSystemPath { utimes($0, nil) } }

  var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
  var isRegular: Bool { mode & S_IFMT == S_IFREG }
  var permissions: mode_t { mode & 0o7777 }

  /// Whether there is a link of this path, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return path.withSystemPath { lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

extension String {
  /// Text as the system gives it, a path above all: of any bytes.
  init(systemText start: UnsafePointer<CChar>) {
    self = ByteText.text(of: Array(UnsafeRawBufferPointer(start: start, count: strlen(start))))
  }

  /// Calls a function of the system with the bytes of a path.
  func withSystemPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (ByteText.bytes(of: self) + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) }
    }
  }

  /// A path that begins in a folder, unless it begins at the root.
  ///
  /// - Parameter folder: The folder with a slash at its end; empty for the current one.
  func path(in folder: String) -> String { unicodeScalars.first == "/" ? self : folder + self }

  /// A path up to its last slash, that included; empty where it has none.
  ///
  /// By scalars: a slash and an accent behind it are one character.
  var pathFolder: String {
    guard let slash = unicodeScalars.lastIndex(of: "/") else { return "" }
    return String(unicodeScalars[...slash])
  }

  /// Whether a path ends with a slash.
  var endsWithSlash: Bool { unicodeScalars.last == "/" }
}
