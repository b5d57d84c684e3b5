import Foundation
import TestSupport

/// A browser without a window, as an independent judge of our pictures.
enum Chromium {
  private static let path = ["chromium", "google-chrome"].lazy.compactMap(Command.path).first

  /// What is not installed here.
  static let missing: [String] = {
    let files = MonospaceFont.folders
      .flatMap { FileManager.default.enumerator(atPath: $0)?.allObjects as? [String] ?? [] }
    let fonts = MonospaceFont.allCases.filter { font in
      !files.contains { $0.hasSuffix("/" + font.file) }
    }
    return (path == nil ? ["Chromium"] : []) + fonts.map(\.rawValue)
  }()

  /// Opens a page with one font, waits until all of it is there and its scripts have run, and
  /// returns the text of its `<output>`.
  static func output(of page: URL, in font: MonospaceFont, folder: TemporaryFolder) throws -> String
  {
    guard missing.isEmpty, let path else { throw Failure.missing(missing) }
    let fonts = try folder.write("fonts.conf", font.configuration)
    let profile = folder.url.appendingPathComponent("profile")
    // The browser is stopped where it hangs, so that no test waits for ever.
    let result = try Command.tool(
      "timeout",
      [
        "90", path, "--headless=new", "--user-data-dir=\(profile.path)",
        // Root in a container has neither a sandbox nor much shared memory.
        "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
        // The page reads the pictures, which are files beside it.
        "--allow-file-access-from-files", "--dump-dom", page.absoluteString,
      ], in: folder, environment: ["FONTCONFIG_FILE": fonts.path, "HOME": folder.url.path])
    guard let result, result.code == 0,
      let start = result.text.range(of: "<output>"),
      let end = result.text.range(of: "</output>"),
      let output = String(result.text[start.upperBound..<end.lowerBound]).removingPercentEncoding
    else { throw Failure.noOutput(result?.code, errors: result?.errors ?? "") }
    return output
  }

  enum Failure: Error {
    case missing([String])
    case noOutput(Int32?, errors: String)
  }
}
