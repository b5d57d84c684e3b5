import Diagrams
import Foundation

/// How people see a colour, by published models that the library knows nothing of.
enum Vision: String, CaseIterable {
  case normal, protan, deutan, tritan

  /// Red, green and blue in linear light, from 0 to 1, as they are seen (Machado, Oliveira and
  /// Fernandes 2009, severity 1).
  func light(of color: Color) -> [Double] {
    let linear = [color.red, color.green, color.blue].map { value in
      let part = Double(value) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return matrix.map { row in min(1, max(0, zip(row, linear).map(*).reduce(0, +))) }
  }

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protan:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deutan:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritan:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}

/// A colour in CIELAB under daylight (D65).
struct Lab {
  let l: Double
  let a: Double
  let b: Double

  init(l: Double, a: Double, b: Double) {
    (self.l, self.a, self.b) = (l, a, b)
  }

  init(_ color: Color, seenWith vision: Vision) {
    let light = vision.light(of: color)
    func sum(_ weights: [Double]) -> Double { zip(weights, light).map(*).reduce(0, +) }
    func f(_ t: Double) -> Double {
      t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    let x = f(sum([0.4124564, 0.3575761, 0.1804375]) / 0.95047)
    let y = f(sum([0.2126729, 0.7151522, 0.0721750]))
    let z = f(sum([0.0193339, 0.1191920, 0.9503041]) / 1.08883)
    self.init(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// ΔE*ab of 1976.
  func distance1976(to other: Lab) -> Double {
    (pow(l - other.l, 2) + pow(a - other.a, 2) + pow(b - other.b, 2)).squareRoot()
  }

  /// CIEDE2000 (Sharma, Wu and Dalal 2005).
  func distance2000(to other: Lab) -> Double {
    func degrees(_ radians: Double) -> Double { radians * 180 / .pi }
    func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
    let mean = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let g = 0.5 * (1 - (pow(mean, 7) / (pow(mean, 7) + pow(25, 7))).squareRoot())
    func polar(_ lab: Lab) -> (c: Double, h: Double) {
      let a = lab.a * (1 + g)
      if a == 0 && lab.b == 0 { return (0, 0) }
      let h = degrees(atan2(lab.b, a))
      return (hypot(a, lab.b), h < 0 ? h + 360 : h)
    }
    let ((c1, h1), (c2, h2)) = (polar(self), polar(other))
    let isGrey = c1 * c2 == 0
    var turn = isGrey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var h = h1 + h2
    if !isGrey { h = abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2 }
    let (l, c) = ((self.l + other.l) / 2, (c1 + c2) / 2)
    let t =
      1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6)
      - 0.20 * cosine(4 * h - 63)
    let sl = 1 + 0.015 * pow(l - 50, 2) / (20 + pow(l - 50, 2)).squareRoot()
    let (sc, sh) = (1 + 0.045 * c, 1 + 0.015 * c * t)
    let rc = 2 * (pow(c, 7) / (pow(c, 7) + pow(25, 7))).squareRoot()
    let rt = -sin(2 * 30 * exp(-pow((h - 275) / 25, 2)) * .pi / 180) * rc
    let dl = (other.l - self.l) / sl
    let dc = (c2 - c1) / sc
    let dh = 2 * (c1 * c2).squareRoot() * sin(turn / 2 * .pi / 180) / sh
    return (dl * dl + dc * dc + dh * dh + rt * dc * dh).squareRoot()
  }
}
