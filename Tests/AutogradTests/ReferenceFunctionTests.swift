import Autograd
import Foundation
import Testing

/// Functions of one number against mpmath: see Fixtures/generate.py.
@Suite struct ReferenceFunctionTests {
  private struct Row: Decodable {
    let function: String
    let parameter: Double
    let x: Double
    let value: Double
    let slope: Double
  }

  /// Relative and nowhere against 1, so that digits near 0 and far out count.
  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-14 * abs(b) || abs(a - b) < .leastNormalMagnitude
  }

  @Test func valuesAndSlopesKeepTheirDigits() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/functions.json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: file))
    #expect(Set(rows.map(\.function)).count == 13)
    for row in rows {
      let operation = try #require(Operation(symbol: row.function, inputCount: 1))
      let value = operation.evaluate(row.x, parameter: row.parameter)
      let slope = operation.derivatives(row.x, parameter: row.parameter, output: value).x
      #expect(isClose(value, row.value), "\(row.function)(\(row.x)) \(value) \(row.value)")
      // exp(-x²) amplifies the rounding of its exponent by the exponent.
      let isFar = row.function == "erf" && abs(row.x) > 10
      #expect(
        isFar ? abs(slope / row.slope - 1) < 1e-12 : isClose(slope, row.slope),
        "\(row.function)′(\(row.x)) \(slope) \(row.slope)")
    }
  }
}
