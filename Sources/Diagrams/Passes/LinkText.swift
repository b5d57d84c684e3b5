/// Links, as they may stand in a picture.
enum LinkText {
  /// What a link may begin with; others could run a script.
  private static let schemes: Set<Substring> = ["http", "https", "mailto"]

  /// A link that is safe to click on: an address of the web, or a file beside the picture.
  ///
  /// - Returns: The link without what browsers skip; `nil` where it could be a script.
  static func safe(_ link: String) -> String? {
    let link = String(
      String.UnicodeScalarView(link.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
    let path = link.prefix { !"/?#".contains($0) }
    guard let colon = path.firstIndex(of: ":") else { return link.isEmpty ? nil : link }
    return schemes.contains(where: { $0 == path[..<colon].lowercased() }) ? link : nil
  }

  /// A text percent-encoded (RFC 3986): letters, digits and `-._~` stand for themselves.
  static func escape(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character)) {
        result.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
