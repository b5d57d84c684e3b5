/// The check that a text is UTF-8.
enum UTF8Text {
  static func check(_ bytes: [UInt8]) throws(Fault) {
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: throw Fault(kind: .notUTF8(byte: offset), range: offset..<offset + 1)
      case .emptyInput: return
      }
    }
  }
}
