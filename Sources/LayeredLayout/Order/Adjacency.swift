/// For each of many numbered things, the numbers of others, in two flat arrays.
struct Adjacency {
  /// Where the list of each begins; one more than there are things.
  let starts: [Int32]
  let values: [Int32]

  /// The lists of `count` things, made from pairs that are given twice in the same order.
  ///
  /// O(count + pairs), and stable: a list has its values in the order of the pairs.
  init(count: Int, _ forEachPair: ((_ key: Int32, _ value: Int32) -> Void) -> Void) {
    var starts = [Int32](repeating: 0, count: count + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      forEachPair { key, _ in starts[Int(key) + 1] += 1 }
      for index in 0..<count { starts[index + 1] += starts[index] }
    }
    let total = Int(starts[count])
    var next = starts
    values = [Int32](unsafeUninitializedCapacity: total) { values, initializedCount in
      next.withUnsafeMutableBufferPointer { next in
        forEachPair { key, value in
          values[Int(next[Int(key)])] = value
          next[Int(key)] += 1
        }
      }
      initializedCount = total
    }
    self.starts = starts
  }

  func range(of key: Int) -> Range<Int> { Int(starts[key])..<Int(starts[key + 1]) }

  subscript(key: Int) -> ArraySlice<Int32> { values[range(of: key)] }
}
