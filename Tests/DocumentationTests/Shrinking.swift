/// Takes away what a failure does not need, so that a person sees what it is about.
func shrunk(_ document: [UInt8], while fails: ([UInt8]) -> Bool) -> [UInt8] {
  var document = document
  var size = document.count / 2
  while size > 0 {
    var start = 0
    while start < document.count {
      var smaller = document
      smaller.removeSubrange(start..<min(start + size, document.count))
      if fails(smaller) { document = smaller } else { start += size }
    }
    size /= 2
  }
  return document
}
