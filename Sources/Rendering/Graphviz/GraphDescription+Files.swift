internal import Diagrams
internal import Drawings
internal import Graphviz
internal import Text

extension GraphDescription {
  /// The graph in pixels, opaque where there is a colour behind them, with a sentence for what there is to warn of.
  func bitmap(
    by engine: GraphvizEngine, _ raster: RasterOptions, behind background: Color?,
    warn: (String) -> Void
  ) throws -> Bitmap {
    let dpi = RasterOptions.pixelsPerInch * raster.scale
    var bitmap = try bitmap(dpi: dpi, fits: raster.fits, by: engine)
    bitmap.warnings.forEach(warn)
    if bitmap.dpi < dpi {
      let scale = DecimalText.text(bitmap.dpi / RasterOptions.pixelsPerInch, decimals: 4)
      warn("The picture is drawn at a scale of \(scale), the largest that fits.")
    }
    if let background { bitmap.fill(behind: background.number) }
    return bitmap
  }

  /// The graph as a PDF document of one page, with a sentence for what there is to warn of.
  func pdf(by engine: GraphvizEngine, warn: (String) -> Void) throws -> [UInt8] {
    let file = try pdf(by: engine)
    file.warnings.forEach(warn)
    return file.bytes
  }
}
