/// The red, green and blue of a colour.
typealias ColorComponents = SIMD3<Double>

extension ColorComponents {
  /// Those of an opaque pixel.
  init(_ pixel: UInt32) {
    self.init(Double(pixel >> 16 & 255), Double(pixel >> 8 & 255), Double(pixel & 255))
  }

  /// The opaque pixel that is nearest.
  var pixel: UInt32 {
    let whole = rounded(.toNearestOrAwayFromZero)
    return 0xFF00_0000 | UInt32(whole.x) << 16 | UInt32(whole.y) << 8 | UInt32(whole.z)
  }
}

/// A colour, and how many pixels have it.
struct CountedColor {
  let pixel: UInt32
  let components: ColorComponents
  let count: Double

  init(_ pixel: UInt32, count: Int) {
    self.pixel = pixel
    self.count = Double(count)
    components = ColorComponents(pixel)
  }
}

/// Colours that one colour stands for: the mean of their pixels.
struct ColorBox {
  let mean: ColorComponents
  private let colors: [CountedColor]
  /// The squares by which pixels differ from the mean, summed up for red, green and blue.
  private let loss: ColorComponents

  private init(_ colors: [CountedColor]) {
    let sum = colors.reduce(into: ColorComponents.zero) { $0 += $1.components * $1.count }
    let mean = sum / colors.reduce(0) { $0 + $1.count }
    self.colors = colors
    self.mean = mean
    loss = colors.reduce(into: .zero) { loss, color in
      let difference = color.components - mean
      loss += difference * difference * color.count
    }
  }

  /// Puts colours into boxes, of which there are less than colours.
  ///
  /// As long as there is room for one more, the box that loses most is divided at its mean, by the
  /// component that loses most.
  static func boxes(of colors: [CountedColor], count: Int) -> [ColorBox] {
    precondition(count < colors.count, "There are less boxes than colours.")
    var boxes = [ColorBox(colors)]
    while boxes.count < count {
      let worst = boxes.indices.max { boxes[$0].loss.sum() < boxes[$1].loss.sum() } ?? 0
      let (low, high) = boxes[worst].halves
      boxes[worst] = low
      boxes.append(high)
    }
    return boxes
  }

  /// The colours on either side of the mean; both sides have some, since the box loses something.
  private var halves: (ColorBox, ColorBox) {
    let component = loss.indices.max { loss[$0] < loss[$1] } ?? 0
    var colors = colors
    let start = colors.partition { $0.components[component] > mean[component] }
    return (ColorBox(Array(colors[..<start])), ColorBox(Array(colors[start...])))
  }
}
