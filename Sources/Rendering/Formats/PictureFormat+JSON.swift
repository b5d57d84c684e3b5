internal import ComputationGraph

extension PictureFormat {
  /// The graph itself, which can be read back.
  public static let json = PictureFormat(
    name: "json", summary: "the whole graph; `multigrad render` reads it back, byte for byte",
    content: .graph { graph, _ in GraphFile.bytes(of: graph) })
}
