import Foundation
import TestSupport

/// What a browser made of a file.
struct Measurement {
  enum Source {
    case gallery
    case stress
    case control
  }

  let source: Source
  let file: URL
  /// `nil` where the browser found no picture in the file.
  let picture: Picture?

  var name: String { file.lastPathComponent }

  /// What is wrong with the picture.
  var faults: [Fault] { picture?.faults ?? [Fault(what: "there is no picture", amount: .infinity)] }
}

extension Measurement {
  /// All pictures, as they are with a font.
  static func all(in font: MonospaceFont) throws -> [Measurement] { try all.get()[font] ?? [] }

  /// Measured once for all tests: a start of the browser takes longer than all pictures together.
  private static let all = Result {
    let folder = try TemporaryFolder()
    let files: [(Source, URL)] =
      Gallery.pictures.map { (.gallery, $0) }
      + (try StressPictures.draw(in: folder).map { (.stress, $0) })
      + (try Control.all.map { (.control, try folder.write("\($0.name).svg", $0.svg)) })
    let page = try folder.write("page.html", MeasuringPage.text(of: files.map(\.1)))
    let measured = try MonospaceFont.allCases.map { font in
      let output = try Chromium.output(of: page, in: font, folder: folder)
      let pictures = try JSONDecoder().decode([Picture?].self, from: Data(output.utf8))
      return (font, zip(files, pictures).map { Measurement(source: $0.0, file: $0.1, picture: $1) })
    }
    return Dictionary(uniqueKeysWithValues: measured)
  }
}

/// A page that opens pictures, each as a document of its own, and measures them.
enum MeasuringPage {
  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("measure.js")

  static func text(of pictures: [URL]) -> String {
    let frames = pictures.map { "<iframe src=\"\($0.absoluteString)\"></iframe>" }
    return """
      <!doctype html>
      <meta charset="utf-8">
      <script src="\(script.absoluteString)"></script>
      \(frames.joined(separator: "\n"))
      """
  }
}

/// The pictures that are committed.
enum Gallery {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("output")

  /// All SVG files, whatever they are called.
  static let pictures = try! FileManager.default
    .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "svg" }
    .sorted { $0.path < $1.path }
}
