internal import CProcess
internal import LibC
internal import Text

/// Processes that share the work on documents: in each of them Graphviz draws one picture at a time.
struct WorkerProcesses {
  private struct Worker {
    let process: pid_t
    /// Where it writes what it has done, one document after the other.
    let results: FileDescriptor
  }

  private let workers: [Worker]

  /// Starts processes of which each takes every so manieth piece of work.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - pieces: How many pieces of work there are.
  ///   - work: Does a piece, in one of the processes, and says what came of it.
  /// - Throws: That the system has no room for them.
  init(_ count: Int, pieces: Int, work: (Int) -> [String]) throws(FileError) {
    var workers: [Worker] = []
    let parent = getpid()
    for first in 0..<min(count, pieces) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw WorkerProcesses.failure() }
      let process = cprocess_fork()
      if process < 0 { throw WorkerProcesses.failure() }
      if process == 0 {
        // Kept open, they would keep the others writing when nobody reads any more.
        close(ends[0])
        for worker in workers { close(worker.results.number) }
        let results = FileDescriptor(number: ends[1], name: "a pipe")
        for piece in stride(from: first, to: pieces, by: count) where getppid() == parent {
          guard (try? results.write(WorkerProcesses.bytes(of: work(piece)))) != nil else { break }
        }
        _exit(EXIT_SUCCESS)
      }
      close(ends[1])
      workers.append(
        Worker(process: process, results: FileDescriptor(number: ends[0], name: "a pipe")))
    }
    self.workers = workers
  }

  private static func failure() -> FileError {
    .streamFailed(name: "another process", reason: lastReason())
  }

  /// What came of a piece of work; `nil` where the process ended before it was done.
  ///
  /// They are asked for in their order.
  func result(of piece: Int) -> [String]? {
    let stream = workers[piece % workers.count].results
    guard let count = WorkerProcesses.number(from: stream) else { return nil }
    var texts: [String] = []
    for _ in 0..<count {
      guard let length = WorkerProcesses.number(from: stream),
        let bytes = stream.read(count: length)
      else { return nil }
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }

  /// Waits until all have ended.
  func wait() {
    for worker in workers {
      close(worker.results.number)
      var status: Int32 = 0
      while waitpid(worker.process, &status, 0) < 0 && errno == EINTR {}
    }
  }

  /// Texts with how many and how long they are.
  private static func bytes(of texts: [String]) -> [UInt8] {
    func bytes(_ number: Int) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }
    return bytes(texts.count) + texts.flatMap { bytes($0.utf8.count) + Array($0.utf8) }
  }

  private static func number(from stream: FileDescriptor) -> Int? {
    stream.read(count: MemoryLayout<Int>.size).map { bytes in
      bytes.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
    }
  }
}
