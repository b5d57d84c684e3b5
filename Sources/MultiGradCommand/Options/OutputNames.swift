internal import ComputationGraph

/// The paths of the files that a subcommand writes.
enum OutputNames {
  /// One path for each stage.
  ///
  /// - Parameters:
  ///   - stages: What is written.
  ///   - output: The value of `-o`; `nil` for the folder `output`.
  ///   - name: What the graph is called.
  ///   - format: What is written, which names the extension where `-o` has none.
  static func paths(
    for stages: [GraphSnapshot.Stage], output: String?, name: String, format: FormatChoice
  ) -> [String] {
    guard let output, !isDirectory(output) else {
      var directory = output ?? "output/"
      if !directory.hasSuffix("/") { directory += "/" }
      return stages.map { "\(directory)\(name)-\($0.rawValue).\(format.rawValue)" }
    }
    if stages.count == 1 { return [output] }
    let (stem, found) = split(output)
    let suffix = found.isEmpty ? ".\(format.rawValue)" : found
    return stages.map { "\(stem)-\($0.rawValue)\(suffix)" }
  }

  /// The path of an SVG beside the pictures: `DIR/name-loss.svg`.
  static func companion(_ suffix: String, output: String?, name: String) -> String {
    guard let output, !isDirectory(output) else {
      let directory = output ?? "output"
      return "\(directory)\(directory.hasSuffix("/") ? "" : "/")\(name)-\(suffix).svg"
    }
    return "\(split(output).stem)-\(suffix).svg"
  }

  /// Whether `-o` names a directory to put files into.
  static func isDirectory(_ output: String) -> Bool {
    output.hasSuffix("/") || OutputFiles.isDirectory(output)
  }

  /// A path before and from the dot of its extension, which is empty where there is none.
  static func split(_ path: String) -> (stem: String, suffix: String) {
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[nameStart...].lastIndex(of: "."), dot > nameStart else {
      return (path, "")
    }
    return (String(path[..<dot]), String(path[dot...]))
  }

  /// The name of a file without folder and extension.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return split(name).stem
  }
}
