internal import Drawings

/// A bitmap as runs of pixels of one colour, for one that is put aside: pictures of ours are flat.
struct PixelRuns {
  struct Run {
    let pixel: UInt32
    var count: UInt32
  }

  let width, height: Int
  private let dpi: Double
  private(set) var runs: [Run] = []

  init(_ bitmap: Bitmap) {
    (width, height, dpi) = (bitmap.width, bitmap.height, bitmap.dpi)
    for pixel in bitmap.pixels {
      if let last = runs.last, last.pixel == pixel, last.count < .max {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(Run(pixel: pixel, count: 1))
      }
    }
  }

  /// The bitmap, every pixel as it was.
  var bitmap: Bitmap { Bitmap(width: width, height: height, pixels: map { $0 }, dpi: dpi) }

  /// What a function makes of each pixel, asked once for each run.
  func map<Result>(_ transform: (UInt32) -> Result) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(width * height)
    for run in runs {
      results.append(contentsOf: repeatElement(transform(run.pixel), count: Int(run.count)))
    }
    return results
  }
}
