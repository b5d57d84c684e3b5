/// How large a picture of pixels is drawn.
public struct RasterOptions: Sendable, Equatable {
  /// The scales that can be drawn.
  public static let scales = 0.0105...12.5

  /// How many times as many pixels a side has; the physical size stays.
  public var scale: Double

  /// Whether a picture that would be too large is drawn at the largest scale that fits.
  public var fits: Bool

  /// One pixel for a 96th of an inch, and an error where that is too large.
  public init(scale: Double = 1, fits: Bool = false) {
    self.scale = scale
    self.fits = fits
  }
}
