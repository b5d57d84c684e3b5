/// Traps with a sentence unless a function was called as it can be.
///
/// `fatalError` and not `precondition`, since an optimised build drops the sentence of the latter.
func require(_ isMet: Bool, _ sentence: @autoclosure () -> String) {
  if !isMet { fatalError(sentence()) }
}
