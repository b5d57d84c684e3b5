internal import JSON
internal import Text

/// What a picture in a document was drawn from, written into its file: by it one sees whether it is
/// still what would be drawn.
struct PictureStamp: Equatable, Sendable {
  /// The version of what drew it.
  var version: String
  /// The document that asked for it, by its path from the folder of pictures.
  var document: String
  /// The program in the document.
  var program: Fingerprint
  /// What was asked for.
  var options: Fingerprint
  /// The files that were read, by their paths from the document's folder.
  var inputs: [String: Fingerprint]
  /// The names of all files of the block, this one among them.
  var files: [String]
  /// What is put into the name: "before"; `nil` for nothing.
  var suffix: String?
  /// What the picture shows, in words.
  var description: String
  /// The numbers that the document has of it.
  var numbers: [String: String]
  /// The file itself, without the stamp.
  var content: Fingerprint
}

extension PictureStamp {
  /// The stamp as JSON on one line, of nothing but printable ASCII, and with nothing in it that ends a
  /// comment or has a meaning in XML.
  var text: String {
    func object(_ members: [(String, String)]) -> String {
      "{" + members.map { "\(JSONText.string($0)):\($1)" }.joined(separator: ",") + "}"
    }
    func sorted(_ members: [String: String]) -> String {
      object(members.sorted { $0.key < $1.key }.map { ($0.key, JSONText.string($0.value)) })
    }
    var members = [
      ("version", JSONText.string(version)), ("document", JSONText.string(document)),
      ("program", JSONText.string(program.text)),
      ("options", JSONText.string(options.text)),
      ("inputs", sorted(inputs.mapValues(\.text))),
      ("files", "[" + files.map(JSONText.string).joined(separator: ",") + "]"),
    ]
    if let suffix { members.append(("suffix", JSONText.string(suffix))) }
    members += [
      ("description", JSONText.string(description)), ("numbers", sorted(numbers)),
      ("content", JSONText.string(content.text)),
    ]
    return PictureStamp.ascii(object(members))
  }

  private static func ascii(_ json: String) -> String {
    var text = ""
    for scalar in json.unicodeScalars {
      if scalar.isASCII, !"<>&-".unicodeScalars.contains(scalar) {
        text.unicodeScalars.append(scalar)
        continue
      }
      // A hyphen alone is harmless, and two of them end comments in old readers.
      if scalar == "-", text.last != "-" {
        text += "-"
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return text
  }

  /// The stamp that ``text`` wrote; `nil` where it is none.
  init?(parsing text: String) {
    guard let json = try? JSONParser.parse(Array(text.utf8)),
      let version = json["version"]?.string, let document = json["document"]?.string,
      let program = json["program"]?.string.flatMap(Fingerprint.init(hexadecimal:)),
      let options = json["options"]?.string.flatMap(Fingerprint.init(hexadecimal:)),
      let content = json["content"]?.string.flatMap(Fingerprint.init(hexadecimal:)),
      let description = json["description"]?.string,
      let files = json["files"]?.array?.compactMap(\.string),
      let numbers = json["numbers"]?.strings, let inputs = json["inputs"]?.strings
    else { return nil }
    self.init(
      version: version, document: document, program: program, options: options,
      inputs: inputs.compactMapValues(Fingerprint.init(hexadecimal:)), files: files,
      suffix: json["suffix"]?.string, description: description, numbers: numbers, content: content)
  }
}

extension JSONValue {
  /// An object whose values are strings.
  fileprivate var strings: [String: String]? {
    guard case .object(let members) = content else { return nil }
    return Dictionary(
      members.compactMap { member in member.value.string.map { (member.key, $0) } },
      uniquingKeysWith: { $1 })
  }
}
