internal import CommandLineArguments
internal import Rendering

/// The paths of the files that a subcommand writes.
enum OutputNames {
  /// One path for each picture.
  ///
  /// - Parameters:
  ///   - suffixes: What is put into the name of each: "before", "step-001"; `nil` for nothing, where
  ///     there is one.
  ///   - output: The value of `-o`; `nil` for the folder `output`.
  ///   - name: What the graph is called.
  ///   - format: What is written, which names the extension where `-o` has none.
  static func paths(
    for suffixes: [String?], output: String?, name: String, format: PictureFormat
  ) -> [String] {
    func suffixed(_ suffix: String?) -> String { suffix.map { "-\($0)" } ?? "" }
    guard let output, !isDirectory(output) else {
      var directory = output ?? "output/"
      if !directory.endsWithSlash { directory += "/" }
      return suffixes.map { "\(directory)\(name)\(suffixed($0)).\(format.fileExtension)" }
    }
    let (stem, found) = splitAtFormat(output)
    if suffixes == [nil] { return [output] }
    let suffix = found.isEmpty ? ".\(format.fileExtension)" : found
    return suffixes.map { "\(stem)\(suffixed($0))\(suffix)" }
  }

  /// The format that the extension of `-o` names; SVG where there is none.
  ///
  /// - Parameters:
  ///   - output: The value of `-o`.
  ///   - formats: Those that there are.
  ///   - kind: What an error calls them.
  static func format(
    of output: String?, among formats: [PictureFormat], called kind: String
  ) throws -> PictureFormat {
    guard let output, output != "-", !isDirectory(output) else { return .svg }
    let (_, suffix) = splitAtFormat(output)
    if suffix.isEmpty { return .svg }
    let word = suffix.dropFirst().lowercased()
    guard let format = formats.first(where: { word == $0.fileExtension || word == $0.name }) else {
      let known = formats.map(\.name).joined(separator: ", ")
      throw ValidationError(
        "The extension '\(suffix)' of '\(output)' is no \(kind). Give one of: \(known); or use -f.")
    }
    return format
  }

  /// The path of a plot beside the pictures: `DIR/name-loss.svg`.
  static func companion(
    _ suffix: String, output: String?, name: String, format: PictureFormat = .svg
  ) -> String {
    guard let output, !isDirectory(output) else {
      return paths(for: [suffix], output: output, name: name, format: format)[0]
    }
    return "\(splitAtFormat(output).stem)-\(suffix).\(format.fileExtension)"
  }

  /// Whether `-o` names a directory to put files into.
  static func isDirectory(_ output: String) -> Bool {
    output.endsWithSlash || OutputFiles.isDirectory(output)
  }

  /// The path of a file to write before and from its extension, which of some formats has two dots.
  private static func splitAtFormat(_ output: String) -> (stem: String, suffix: String) {
    guard let known = PictureFormat.fileExtension(of: output), known.contains(".") else {
      return split(output)
    }
    let scalars = output.unicodeScalars
    let dot = scalars.index(scalars.endIndex, offsetBy: -known.count - 1)
    return (String(scalars[..<dot]), String(scalars[dot...]))
  }

  /// A path before and from the dot of its extension, which is empty where there is none.
  static func split(_ path: String) -> (stem: String, suffix: String) {
    // By scalars: a dot and an accent behind it are one character.
    let scalars = path.unicodeScalars
    let nameStart = scalars.lastIndex(of: "/").map(scalars.index(after:)) ?? scalars.startIndex
    guard let dot = scalars[nameStart...].lastIndex(of: "."), dot > nameStart else {
      return (path, "")
    }
    return (String(scalars[..<dot]), String(scalars[dot...]))
  }

  /// The name of a file without folder and extension.
  static func stem(of path: String) -> String {
    let name = path.unicodeScalars.split(separator: "/").last.map { String($0) } ?? path
    return split(name).stem
  }
}
