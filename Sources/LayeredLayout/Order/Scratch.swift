/// Memory of a fixed size, without checks of bounds and without counting of references, which would cost
/// more than the search for an order itself: it looks at each segment some dozens of times.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>

  init(count: Int, _ value: Element) {
    base = .allocate(capacity: count)
    base.initialize(repeating: value, count: count)
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating set { base[index] = newValue }
  }

  @inline(__always) func swapAt(_ a: Int, _ b: Int) {
    (base[a], base[b]) = (base[b], base[a])
  }

  /// Sorts a part; what counts the same keeps its order.
  func sort(_ range: Range<Int>, by isBefore: (Element, Element) -> Bool) {
    var part = UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    part.sort(by: isBefore)
  }
}

/// Lists of many things, one behind another.
struct ScratchLists<Element: BitwiseCopyable>: ~Copyable {
  private let elements: Scratch<Element>
  /// Where the list of each begins; the next after the last is its end.
  let starts: Scratch<Int32>

  init(count: Int, total: Int, _ value: Element) {
    elements = Scratch(count: total + 1, value)
    starts = Scratch(count: count + 1, 0)
  }

  subscript(index: Int) -> Element {
    @inline(__always) get { elements[index] }
    @inline(__always) nonmutating set { elements[index] = newValue }
  }

  @inline(__always) func range(of key: Int) -> Range<Int> {
    Int(starts[key])..<Int(starts[key + 1])
  }

  func sort(_ range: Range<Int>, by isBefore: (Element, Element) -> Bool) {
    elements.sort(range, by: isBefore)
  }
}
