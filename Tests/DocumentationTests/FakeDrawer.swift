import Text

@testable import Documentation

/// Draws without a graph: a picture says what was asked for, so that tests see it.
struct FakeDrawer {
  struct Failure: Error {}

  /// The files of pictures, by their names.
  final class Folder {
    var files: [String: [UInt8]] = [:]
    var inputs: [String: [UInt8]] = [:]
    var drawnCount = 0
  }

  let folder = Folder()
  /// What the document is called, beside its pictures.
  var name = "guide.md"
  var link = ""
  var naming = PictureNaming.plain
  var version = "1"

  var renderer: DocumentationRenderer {
    DocumentationRenderer(version: version) { request in
      folder.drawnCount += 1
      if request.words.contains("broken") { throw Failure() }
      let stages = request.words.contains("stage=after") ? [nil] : ["before", "after"]
      let format =
        request.words.last { $0.hasPrefix("format=") }?.dropFirst(7)
        ?? Substring(request.usualFormat ?? "svg")
      guard String.pictureTypes.contains(String(format)) else { throw Failure() }
      let text = request.program?.text ?? ""
      var inputs: [String: [UInt8]] = [:]
      for word in request.words where word.hasSuffix(".mg") { inputs[word] = folder.inputs[word] }
      return DrawnBlock(
        pictures: stages.map { stage in
          let subject = "\(text.utf8.count) \(stage ?? "-") \(request.words.joined(separator: " "))"
          return DrawnBlock.Picture(
            suffix: stage, fileExtension: String(format),
            bytes: Array(
              "<svg><rect x=\"1\"/><g class=\"edge\"/><text>\(subject)</text></svg>".utf8),
            description: "Program of \(text.utf8.count) bytes, \(stage ?? "one stage")")
        }, inputs: inputs
      ) { query in
        guard query != "none.data" else { throw Failure() }
        return "\(text.utf8.count)"
      }
    }
  }

  func document(_ text: String, syntax: DocumentSyntax = .markdown) -> Document {
    document(Array(text.utf8), syntax: syntax)
  }

  func document(_ bytes: [UInt8], syntax: DocumentSyntax) -> Document {
    Document(bytes, name: "guide.md", syntax: syntax, stem: "guide")
  }

  /// Renders a document, and keeps its pictures.
  func render(
    _ text: String, syntax: DocumentSyntax = .markdown,
    mode: DocumentationRenderer.Mode = .draw, redraws: Bool = false
  ) -> RenderedDocument {
    render(document(text, syntax: syntax), mode: mode, redraws: redraws)
  }

  func render(
    _ document: Document, mode: DocumentationRenderer.Mode = .draw, redraws: Bool = false
  ) -> RenderedDocument {
    let result = renderer.render(
      document,
      in: PictureFolder(
        link: link, document: name, naming: naming, picture: { folder.files[$0] },
        input: { folder.inputs[$0] }),
      mode: mode, redraws: redraws)
    if mode == .draw {
      for file in result.files { if let bytes = file.bytes { folder.files[file.name] = bytes } }
    }
    return result
  }
}

extension RenderedDocument {
  /// The text as a string.
  var string: String { String(decoding: text, as: UTF8.self) }
}
