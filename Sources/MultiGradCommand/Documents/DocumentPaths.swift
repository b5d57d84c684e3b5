internal import Documentation
internal import LibC
internal import Text

/// Where a document and its pictures are.
struct DocumentPaths {
  /// The document, as it was named.
  let document: String
  /// Its folder, with a slash at its end; empty for the current one.
  let folder: String
  /// The folder of its pictures, likewise.
  let pictures: String
  /// The way from the document to its pictures, as a link has it.
  let link: String
  /// The way back from the pictures to the document.
  let back: String
  /// What its pictures are called that it gives no name.
  let stem: String
  let naming: PictureNaming

  /// - Parameters:
  ///   - document: The document.
  ///   - place: Where its pictures go.
  init(_ document: String, _ place: PicturePlace) {
    self.document = document
    // Pictures lie beside the text, and not beside a link to it.
    let target = FileStatus.isLink(document) ? OutputFiles.realPath(document) ?? document : document
    folder = target.pathFolder
    let here = DocumentPaths.parts(of: folder)
    let file = String(target.unicodeScalars.dropFirst(folder.unicodeScalars.count))
    var stem = OutputNames.stem(of: target)
    switch place {
    case .besideDocument:
      (pictures, link, back, naming) = (folder, "", file, .plain)
    case .folder(let path):
      (pictures, naming) = (path.asFolder, .plain)
      let there = DocumentPaths.parts(of: pictures)
      link = DocumentPaths.link(from: here, to: there)
      back = DocumentPaths.link(from: there, to: here) + file
      stem = DocumentPaths.stem(stem, in: here, below: Array(there.dropLast()))
    case .catalogue(let path):
      // A catalogue is flat: DocC finds pictures by their names.
      (pictures, link, naming) = (path.asFolder + "Resources/", "", .docc)
      back = DocumentPaths.link(from: DocumentPaths.parts(of: pictures), to: here) + file
      stem = DocumentPaths.stem(stem, in: here, below: DocumentPaths.parts(of: path.asFolder))
    }
    self.stem = String(stem.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
  }

  /// In a folder of many documents' pictures, the folders distinguish them.
  private static func stem(_ stem: String, in folder: [String], below root: [String]) -> String {
    guard folder.starts(with: root) else { return stem }
    return (folder.dropFirst(root.count) + [stem]).joined(separator: "-")
  }

  private static func link(from: [String], to: [String]) -> String {
    let common = zip(from, to).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: from.count - common) + to.dropFirst(common)
    return way.map { $0 + "/" }.joined()
  }

  /// The folders on the way from the root to a folder, links followed as far as it is there.
  private static func parts(of folder: String) -> [String] {
    var existing = folder.isEmpty ? "./" : folder
    var missing: [String] = []
    while true {
      if let path = OutputFiles.realPath(existing) {
        return path.split(separator: "/").map(String.init) + missing
      }
      while existing.endsWithSlash { existing.unicodeScalars.removeLast() }
      let parent = existing.pathFolder
      missing.insert(String(existing.dropFirst(parent.count)), at: 0)
      existing = parent.isEmpty ? "./" : parent
    }
  }
}

/// Where pictures of documents go.
enum PicturePlace {
  case besideDocument
  case folder(String)
  /// The documentation catalogue of a Swift package.
  case catalogue(String)
}

extension String {
  /// The path with a slash at its end.
  fileprivate var asFolder: String { endsWithSlash ? self : self + "/" }
}
