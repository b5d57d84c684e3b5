internal import Text

/// A picture as a document shows it.
struct ShownPicture: Equatable {
  /// What it shows, in words.
  let alternativeText: String
  /// Where its file is, from the document.
  let path: String
  /// Where the file for a dark page is; `nil` where there is one for all.
  let darkPath: String?

  /// Whether pages show the file, and do not link to it, as to a text or a graph.
  var isPicture: Bool {
    ["svg", "png", "pdf", "gif"].contains { path.hasSuffix(".\($0)") }
  }
}

/// How marks and pictures are written.
extension DocumentSyntax {
  /// A comment, on a line of its own or within one.
  func comment(_ text: String) -> String {
    switch self {
    case .markdown, .html: "<!-- \(text) -->"
    case .reStructuredText: ".. \(text)"
    case .asciiDoc: "// \(text)"
    case .latex: "% \(text)"
    }
  }

  /// The marker before the pictures of a name.
  func beginning(of name: String) -> String {
    switch self {
    case .markdown, .html: comment("\(MarkWords.own): \(name)")
    case .reStructuredText, .asciiDoc, .latex: comment("\(MarkWords.own) pictures: \(name)")
    }
  }

  /// The marker behind them.
  var ending: String { comment("/\(MarkWords.own)") }

  /// Whether documents include files of an extension: TeX knows neither SVG nor GIF.
  func includes(_ fileExtension: String) -> Bool {
    self != .latex || !["svg", "gif"].contains(fileExtension)
  }

  /// The lines that show pictures.
  ///
  /// - Parameters:
  ///   - pictures: The pictures.
  ///   - isBehindText: Whether they follow a line of text, which must not go on with them.
  func lines(showing pictures: [ShownPicture], isBehindText: Bool) -> [String] {
    switch self {
    case .markdown: pictures.map(markdown)
    case .html: pictures.map(html)
    case .reStructuredText: [""] + pictures.flatMap(reStructuredText)
    case .asciiDoc: (isBehindText ? [""] : []) + pictures.map(asciiDoc)
    case .latex: pictures.map(latex)
    }
  }

  private func markdown(_ picture: ShownPicture) -> String {
    if picture.darkPath != nil { return html(picture) }
    let text = PlainMarkdown.text(picture.alternativeText.onOneLine)
    return "\(picture.isPicture ? "!" : "")[\(text)](\(picture.path.urlPath))"
  }

  private func html(_ picture: ShownPicture) -> String {
    let text = XMLText.escape(picture.alternativeText.onOneLine)
    let path = XMLText.escape(picture.path.urlPath)
    if !picture.isPicture { return "<a href=\"\(path)\">\(text)</a>" }
    let image = "<img alt=\"\(text)\" src=\"\(path)\">"
    guard let dark = picture.darkPath else { return image }
    return "<picture><source media=\"(prefers-color-scheme: dark)\" "
      + "srcset=\"\(XMLText.escape(dark.urlPath))\">\(image)</picture>"
  }

  private func reStructuredText(_ picture: ShownPicture) -> [String] {
    if !picture.isPicture {
      return [
        "`\(picture.alternativeText.onOneLine.backslashed("\\`<>")) <\(picture.path)>`__", "",
      ]
    }
    return [
      ".. image:: \(picture.path)",
      "   :alt: \(picture.alternativeText.onOneLine)", "",
    ]
  }

  private func asciiDoc(_ picture: ShownPicture) -> String {
    let text = picture.alternativeText.onOneLine.backslashed("\"")
    return picture.isPicture
      ? "image::\(picture.path.urlPath)[\"\(text)\"]" : "link:\(picture.path.urlPath)[\"\(text)\"]"
  }

  private func latex(_ picture: ShownPicture) -> String {
    guard picture.isPicture else { return "\\texttt{\\detokenize{\(picture.path)}}" }
    // As large as it is drawn, but no wider than the page.
    return "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}"
      + "{\\includegraphics{\(picture.path)}}"
  }

  /// What looks like paths of pictures in what ``lines(showing:)`` wrote, without their folder.
  func files(of name: String, in lines: some Sequence<UInt8>) -> [String] {
    let ends: Set<UInt8> = Set(" \t\r\n\"'()[]{}<>`:".utf8)
    return lines.split(whereSeparator: { ends.contains($0) }).compactMap { token in
      let path = String(decoding: token, as: UTF8.self)
      let file = path.split(separator: "/").last.map { String($0).withoutURLEscapes } ?? path
      return file.isFile(ofPicture: name) ? file : nil
    }
  }
}

extension String {
  /// The extensions of what may be drawn, here or one day.
  static let pictureTypes: Set<String> = [
    "svg", "png", "pdf", "gif", "dot", "json", "txt", "html", "mmd", "graphml", "onnx",
  ]

  /// Whether it is a name that a file of a picture may have: behind the name of the picture, the stage
  /// and the variant.
  fileprivate func isFile(ofPicture name: String) -> Bool {
    guard hasPrefix(name), let dot = lastIndex(of: ".") else { return false }
    let next = dropFirst(name.count).first
    return ".-~@".contains(next ?? " ")
      && String.pictureTypes.contains(String(self[index(after: dot)...]))
  }

  /// The text without line breaks, and with what is not for people's eyes made visible.
  fileprivate var onOneLine: String {
    split { $0.isNewline }.joined(separator: " ").shown
  }

  /// The text with a backslash before some characters.
  fileprivate func backslashed(_ special: String) -> String {
    map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// A path as the address of a file: what has a meaning there is written by its bytes.
  fileprivate var urlPath: String {
    var result = ""
    for byte in ByteText.bytes(of: self) {
      let character = Character(Unicode.Scalar(byte))
      if character.isASCII, character.isLetter || character.isNumber || "-._~/@".contains(character)
      {
        result.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  /// What ``urlPath`` was made from.
  fileprivate var withoutURLEscapes: String {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return ByteText.text(of: bytes)
  }
}
