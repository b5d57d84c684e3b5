/// The layout engines that can be asked for.
public enum LayoutEngine: String, Sendable, CaseIterable {
  /// Ranks from tail to head.
  case dot
}
