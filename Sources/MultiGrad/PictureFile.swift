internal import LibC

/// That a picture has no place in a file.
public enum PictureFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No format has the extension of the path.
  case unknownExtension(path: String)
  /// The file could not be written.
  case unwritable(path: String, reason: String)

  /// One sentence with what happened.
  public var description: String {
    switch self {
    case .unknownExtension(let path):
      "The extension of '\(path)' is no format. Give one of: "
        + "\(PictureFormat.all.map(\.fileExtension).joined(separator: ", "))."
    case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)."
    }
  }
}

extension PictureFormat {
  /// The format of a file, by the extension of its path.
  init(ofFile path: String) throws(PictureFileError) {
    let known = PictureFormat.fileExtension(of: path)
    guard let format = PictureFormat.all.first(where: { $0.fileExtension == known }) else {
      throw .unknownExtension(path: path)
    }
    self = format
  }
}

/// A file that appears whole or not at all.
enum PictureFile {
  /// Writes beside the path, and gives the file its name once all is there.
  static func write(_ bytes: [UInt8], to path: String) throws(PictureFileError) {
    let temporary = "\(path).\(getpid()).tmp"
    guard let file = fopen(temporary, "w") else {
      throw .unwritable(path: path, reason: reason())
    }
    let count = fwrite(bytes, 1, bytes.count, file)
    let isWritten = fclose(file) == 0 && count == bytes.count
    if !isWritten || rename(temporary, path) != 0 {
      let reason = reason()
      remove(temporary)
      throw .unwritable(path: path, reason: reason)
    }
  }

  /// Why the last call of the system failed.
  private static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
