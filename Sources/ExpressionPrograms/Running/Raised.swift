/// What goes wrong while a program runs; the machine adds where.
struct Raised: Error {
  let kind: ProgramError.Kind
  var suggestion: String?
  /// Where, as bytes of the text; the machine knows.
  var range: Range<Int>?

  init(_ kind: ProgramError.Kind, suggestion: String? = nil, range: Range<Int>? = nil) {
    self.kind = kind
    self.suggestion = suggestion
    self.range = range
  }
}
