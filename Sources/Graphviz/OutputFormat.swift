/// The formats that cairo draws.
public enum OutputFormat: Sendable, Equatable {
  /// A PNG picture with so many pixels per inch, from 1 to 1200.
  case png(dpi: Double = 96)

  /// A PDF document of one page.
  case pdf

  /// The name that Graphviz knows the format by.
  public var name: String {
    switch self {
    case .png: "png"
    case .pdf: "pdf"
    }
  }
}
