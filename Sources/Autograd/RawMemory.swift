#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The same elements in a block with room for `capacity`; the old pointer is no longer valid.
func reallocated<Element: BitwiseCopyable>(
  _ pointer: UnsafeMutablePointer<Element>, capacity: Int
) -> UnsafeMutablePointer<Element> {
  guard let block = realloc(pointer, capacity * MemoryLayout<Element>.stride) else {
    Misuse.outOfMemory(bytes: capacity * MemoryLayout<Element>.stride)
  }
  return block.assumingMemoryBound(to: Element.self)
}

/// A new block with room for `capacity` elements.
func allocated<Element: BitwiseCopyable>(
  _ type: Element.Type, capacity: Int
) -> UnsafeMutablePointer<Element> {
  guard let block = malloc(capacity * MemoryLayout<Element>.stride) else {
    Misuse.outOfMemory(bytes: capacity * MemoryLayout<Element>.stride)
  }
  return block.assumingMemoryBound(to: Element.self)
}

/// Frees a block that `allocated` or `reallocated` gave.
func deallocated(_ pointer: UnsafeMutablePointer<some BitwiseCopyable>) {
  free(pointer)
}
