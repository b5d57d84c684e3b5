import ComputationGraph

@testable import Rendering

extension PictureFormat {
  /// What a format of graphs writes, and nothing of any other.
  func file(of graph: GraphSnapshot, warn: (String) -> Void = { _ in }) throws -> [UInt8] {
    guard case .graph(let encode) = content else { return [] }
    return try encode(graph, warn)
  }
}
