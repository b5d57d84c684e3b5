/// A column of lists, all in one array.
package struct ListColumn<Element: Equatable & Sendable>: Sendable, Equatable {
  /// Where the list of each row begins in ``elements``; one more than there are rows.
  @usableFromInline package private(set) var starts: [Int32] = [0]
  /// The lists, one behind another.
  @usableFromInline package private(set) var elements: [Element] = []

  init() {}

  /// Lists that are known: where each begins, with the end of the last, and what they hold.
  package init(starts: [Int32], elements: [Element]) {
    (self.starts, self.elements) = (starts, elements)
  }

  /// Where the list of a row is in ``elements``.
  @inlinable @inline(__always)
  package func range(of row: Int) -> Range<Int> {
    // Starts ascend.
    Range(uncheckedBounds: (Int(starts[row]), Int(starts[row + 1])))
  }

  @inlinable package subscript(row: Int) -> ArraySlice<Element> { elements[range(of: row)] }

  /// How long the list of a row is.
  @inlinable @inline(__always)
  package func count(of row: Int) -> Int { Int(starts[row + 1] - starts[row]) }

  mutating func reserveCapacity(rows: Int, elements count: Int) {
    starts.reserveCapacity(rows + 1)
    elements.reserveCapacity(count)
  }

  mutating func append(_ list: some Collection<Element>) {
    elements.append(contentsOf: list)
    endRow()
  }

  /// Drops what was added since the last row ended.
  mutating func beginRow() {
    let end = Int(starts[starts.count - 1])
    if elements.count > end { elements.removeLast(elements.count - end) }
  }

  /// Adds an element to the row that has not ended.
  @inline(__always)
  mutating func add(_ element: Element) { elements.append(element) }

  /// Ends a row.
  mutating func endRow() { starts.append(Int32(elements.count)) }

  /// Puts a list in the place of another.
  ///
  /// O(length) for one of the same length, or else O(elements).
  mutating func set(_ list: ArraySlice<Element>, at row: Int) {
    let range = range(of: row)
    // What was taken out of here is still here, and a copy of the whole column would be made of it.
    if list.place == elements[range].place { return }
    elements.replaceSubrange(range, with: list)
    let growth = Int32(list.count - range.count)
    if growth != 0 { for next in row + 1..<starts.count { starts[next] += growth } }
  }

  /// The rows of some indices, in their order.
  func rows(_ indices: [Int]) -> ListColumn {
    var result = ListColumn()
    result.reserveCapacity(rows: indices.count, elements: elements.count)
    for row in indices { result.append(self[row]) }
    return result
  }
}

extension ArraySlice {
  /// Where it is in memory; nowhere where it is empty.
  fileprivate var place: Range<UnsafePointer<Element>>? {
    withUnsafeBufferPointer { bytes in
      bytes.isEmpty ? nil : bytes.baseAddress.map { $0..<$0 + bytes.count }
    }
  }
}
