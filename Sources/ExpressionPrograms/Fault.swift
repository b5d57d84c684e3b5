/// A fault as the parser meets it: bytes in place of lines and columns.
struct Fault: Error {
  let kind: ProgramError.Kind
  let range: Range<Int>
  var suggestion: String?
}
