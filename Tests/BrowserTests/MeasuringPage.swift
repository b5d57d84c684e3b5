import Foundation

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
