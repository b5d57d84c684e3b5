public import ComputationGraph

/// That a graph cannot be drawn as a network.
public struct MissingNetworkError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One sentence with what happened.
  public var description: String {
    "The graph has no layers and neurons, and cannot be drawn as a network."
  }
}

extension GraphSnapshot {
  /// Makes sure that the graph has what a style draws.
  ///
  /// - Throws: `MissingNetworkError` where the style is of networks and the graph has none.
  public func requireParts(of style: DiagramOptions.Style) throws(MissingNetworkError) {
    if style == .network, NetworkOutline(of: self, isWhole: false) == nil {
      throw MissingNetworkError()
    }
  }
}
