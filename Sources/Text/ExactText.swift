/// A text by its bytes: what looks the same and is written otherwise, as "é" in one scalar or in two, is another.
package struct ExactText: Hashable, Sendable {
  private let text: String

  /// The bytes of a text.
  package init(_ text: String) { self.text = text }

  package static func == (a: ExactText, b: ExactText) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
