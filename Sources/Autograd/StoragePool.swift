internal import Synchronization
internal import LibC

/// The headers of all tapes: immortal, and recycled when a tape goes.
///
/// A `Value` is a bare pointer to a header. Since a header is never freed, a handle can always be
/// checked; since its epochs go on when it is recycled, a handle to a former tape never passes.
enum StoragePool {
  private struct Free: @unchecked Sendable {
    var headers: [UnsafeMutablePointer<TapeStorage>] = []
  }
  private static let free = Mutex(Free())

  /// A header with empty arrays and a fresh base epoch.
  static func take() -> UnsafeMutablePointer<TapeStorage> {
    let recycled = free.withLock { $0.headers.popLast() }
    let header = recycled ?? .allocate(capacity: 1)
    let epoch = recycled.map { $0.pointee.nextEpoch() } ?? 2
    let stepEpochs =
      recycled?.pointee.stepEpochs ?? allocated(UInt32.self, capacity: TapeStorage.deepestStep)
    header.initialize(
      to: TapeStorage(
        data: allocated(Double.self, capacity: 1),
        nodes: allocated(TapeNode.self, capacity: 1),
        gradients: allocated(Double.self, capacity: 1),
        operands: allocated(UInt32.self, capacity: 1),
        reached: allocated(UInt8.self, capacity: 8),
        blocks: allocated(FusedBlock.self, capacity: 1),
        numbers: allocated(Double.self, capacity: 1),
        baseLeafStamp: epoch | TapeStorage.leafBit, epoch: epoch,
        leafStamp: epoch | TapeStorage.leafBit, stepEpochs: stepEpochs, lastEpoch: epoch))
    return header
  }

  /// Frees the arrays of a header and makes every handle to it stale.
  static func giveBack(_ header: UnsafeMutablePointer<TapeStorage>) {
    header.pointee.freeArrays()
    header.pointee.owner = nil
    header.pointee.stepCount = 0
    let epoch = header.pointee.nextEpoch()
    header.pointee.baseLeafStamp = epoch | TapeStorage.leafBit
    header.pointee.record(in: epoch)
    free.withLock { $0.headers.append(header) }
  }
}

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
