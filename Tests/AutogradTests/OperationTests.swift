import Autograd
import Foundation
import Testing
import _Differentiation

/// Every operation against two other ways to differentiate: central differences and the compiler.
@Suite struct OperationTests {
  /// The operation recorded by the public functions; `nil` for what has no inputs of its own.
  static func record(_ operation: Operation, _ x: Value, _ y: Value, parameter: Double) -> Value? {
    switch operation {
    case .leaf, .constant: nil
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .negate: -x
    case .powerOfConstant: x.pow(parameter)
    case .power: x.pow(y)
    case .tanh: x.tanh()
    case .sigmoid: x.sigmoid()
    case .relu: x.relu()
    case .leakyReLU: x.leakyReLU(slope: parameter)
    case .elu: x.elu(alpha: parameter)
    case .gelu: x.gelu()
    case .silu: x.silu()
    case .expm1: x.expm1()
    case .log2: x.log2()
    case .log10: x.log10()
    case .log1p: x.log1p()
    case .tan: x.tan()
    case .asin: x.asin()
    case .acos: x.acos()
    case .atan: x.atan()
    case .sinh: x.sinh()
    case .cosh: x.cosh()
    case .erf: x.erf()
    case .softplus: x.softplus()
    case .exp: x.exp()
    case .log: x.log()
    case .sqrt: x.sqrt()
    case .sin: x.sin()
    case .cos: x.cos()
    case .abs: x.abs()
    case .maximum: max(x, y)
    case .minimum: min(x, y)
    case .sum: Value.sum([x, y])
    case .custom: OperationTests.hypotenuse(x, y)
    }
  }

  static let hypotenuse = CustomOperation("hypot") {
    ($0[0] * $0[0] + $0[1] * $0[1]).squareRoot()
  } derivatives: { inputs, output in
    inputs.map { $0 / output }
  }

  /// The same mathematics, differentiated by the compiler.
  static func reference(
    _ operation: Operation, _ x: Double, _ y: Double, parameter p: Double
  ) -> (value: Double, x: Double, y: Double) {
    func unary(_ f: @differentiable(reverse) (Double) -> Double) -> (Double, Double, Double) {
      let found = valueWithGradient(at: x, of: f)
      return (found.value, found.gradient, 0)
    }
    func binary(
      _ f: @differentiable(reverse) (Double, Double) -> Double
    ) -> (Double, Double, Double) {
      let found = valueWithGradient(at: x, y, of: f)
      return (found.value, found.gradient.0, found.gradient.1)
    }
    return switch operation {
    case .leaf, .constant: (x, 0, 0)
    case .add, .sum: binary { $0 + $1 }
    case .subtract: binary { $0 - $1 }
    case .multiply: binary { $0 * $1 }
    case .divide: binary { $0 / $1 }
    case .negate: unary { -$0 }
    case .powerOfConstant: unary { pow($0, p) }
    case .power: binary { exp($1 * log($0)) }
    case .tanh: unary { (exp($0) - exp(-$0)) / (exp($0) + exp(-$0)) }
    case .sigmoid: unary { 1 / (1 + exp(-$0)) }
    case .relu: unary { $0 > 0 ? $0 : 0 * $0 }
    case .leakyReLU: unary { $0 > 0 ? $0 : p * $0 }
    case .elu: unary { $0 > 0 ? $0 : p * (exp($0) - 1) }
    case .silu: unary { $0 / (1 + exp(-$0)) }
    case .expm1: unary { expm1($0) }
    case .log2: unary { log2($0) }
    case .log10: unary { log10($0) }
    case .log1p: unary { log1p($0) }
    case .tan: unary { tan($0) }
    case .asin: unary { asin($0) }
    case .acos: unary { acos($0) }
    case .atan: unary { atan($0) }
    case .sinh: unary { sinh($0) }
    case .cosh: unary { cosh($0) }
    case .erf: unary { erf($0) }
    case .gelu: unary { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) }
    case .softplus: unary { log(1 + exp($0)) }
    case .exp: unary { exp($0) }
    case .log: unary { log($0) }
    case .sqrt: unary { $0.squareRoot() }
    case .sin: unary { sin($0) }
    case .cos: unary { cos($0) }
    case .abs: unary { $0 < 0 ? -$0 : $0 }
    case .maximum: binary { $0 < $1 ? $1 : $0 }
    case .minimum: binary { $0 < $1 ? $0 : $1 }
    case .custom: binary { ($0 * $0 + $1 * $1).squareRoot() }
    }
  }

  /// Points inside the domain and away from kinks.
  static func points(_ operation: Operation) -> [(Double, Double, parameter: Double)] {
    let positive = [0.05, 0.4, 1.0, 2.5, 17.0]
    let real = [-17.0, -2.5, -1.0, -0.4, -0.05] + positive
    return switch operation {
    case .leaf, .constant: []
    case .log1p: [-0.95, -0.4, -0.05, 0.05, 0.4, 17].map { ($0, 0, 0) }
    case .asin, .acos: [-0.9, -0.4, -0.05, 0.05, 0.4, 0.9].map { ($0, 0, 0) }
    case .log, .log2, .log10, .sqrt: positive.map { ($0, 0, 0) }
    case .power: positive.flatMap { x in [-2.5, -1, 0.5, 3].map { (x, $0, 0) } }
    case .powerOfConstant:
      positive.flatMap { x in [-2.5, 0.5].map { (x, 0, $0) } }
        + real.flatMap { x in [-3.0, -1, 1, 2, 3].map { (x, 0, $0) } }
    case .elu: real.flatMap { x in [0.5, 1, 2.0].map { (x, 0, $0) } }
    case .leakyReLU: real.flatMap { x in [-0.5, 0.01, 0.2].map { (x, 0, $0) } }
    default: real.flatMap { x in real.filter { $0 != x }.map { (x, $0, 0) } }
    }
  }

  @Test(arguments: Operation.allCases)
  func theDerivativesAreThoseOfTheCompilerAndOfDifferences(operation: Operation) throws {
    for (x, y, parameter) in OperationTests.points(operation) {
      let tape = Tape()
      let a = Value(x, on: tape)
      let b = Value(y, on: tape)
      func value(_ x: Double, _ y: Double) throws -> Double {
        try #require(
          OperationTests.record(
            operation, Value(x, on: tape), Value(y, on: tape), parameter: parameter)
        ).data
      }
      let c = try #require(OperationTests.record(operation, a, b, parameter: parameter))
      let isBinary = operation.inputCount != 1
      let expected = OperationTests.reference(operation, x, y, parameter: parameter)
      c.backward()
      #expect(agree(c.data, expected.value, within: 1e-13), "\(x), \(y)")
      #expect(agree(a.gradient ?? .nan, expected.x, within: 1e-12), "\(x), \(y)")
      #expect(agree(b.gradient ?? 0, expected.y, within: 1e-12), "\(x), \(y)")
      #expect((b.gradient == nil) == !isBinary)

      let h = 6e-6 * max(0.05, abs(x))
      let slope = (try value(x + h, y) - value(x - h, y)) / (2 * h)
      #expect(agree(a.gradient ?? .nan, slope, within: 1e-6), "\(x), \(y)")
      let k = 6e-6 * max(0.05, abs(y))
      let other = (try value(x, y + k) - value(x, y - k)) / (2 * k)
      #expect(agree(b.gradient ?? 0, other, within: 1e-6), "\(x), \(y)")

      let entry = tape[c.index]
      #expect(entry.operation == operation)
      #expect(entry.inputs == (isBinary ? [a.index, b.index] : [a.index]))
      #expect(entry.parameter == (operation.hasParameter ? parameter : nil))
      #expect(entry.localDerivatives.first == a.gradient)
      #expect(entry.localDerivatives.count == (isBinary ? 2 : 1))
      #expect(entry.operationName == (operation == .custom ? "hypot" : operation.symbol))
    }
    #expect(OperationTests.points(operation).isEmpty == (operation.inputCount == 0))
  }

  @Test(arguments: Operation.allCases)
  func theTableOfRulesSaysWhatATapeComputes(operation: Operation) throws {
    for (x, y, parameter) in OperationTests.points(operation) where operation != .custom {
      let tape = Tape()
      let a = Value(x, on: tape)
      let b = Value(y, on: tape)
      let c = try #require(OperationTests.record(operation, a, b, parameter: parameter))
      c.backward()
      let output = operation.evaluate(x, y, parameter: parameter)
      let slopes = operation.derivatives(x, y, parameter: parameter, output: output)
      #expect(output == c.data)
      #expect(slopes.x == a.gradient)
      if operation.inputCount != 1 { #expect(slopes.y == b.gradient) }
    }
  }

  @Test(arguments: Operation.allCases)
  func aSymbolNamesItsOperation(operation: Operation) {
    let found = Operation(symbol: operation.symbol, inputCount: operation.inputCount ?? 3)
    #expect(found == (operation == .custom ? nil : operation))
    #expect(operation.hasParameter == [.powerOfConstant, .leakyReLU, .elu].contains(operation))
  }

  @Test func symbolsAreThoseOfGraphFiles() {
    let symbols = Set(Operation.allCases.filter { $0 != .custom }.map(\.symbol))
    #expect(
      symbols == [
        "leaf", "constant", "+", "-", "*", "/", "neg", "**", "tanh", "sigmoid", "relu",
        "leaky_relu", "gelu", "exp", "log", "sqrt", "sin", "cos", "abs", "max", "min", "sum",
        "softplus", "elu", "silu", "expm1", "log2", "log10", "log1p", "tan", "asin", "acos", "atan",
        "sinh", "cosh", "erf",
      ])
    #expect(Operation(symbol: "cot", inputCount: 1) == nil)
    #expect(Operation(symbol: "custom", inputCount: 1) == nil)
  }

  @Test func plainNumbersStandOnEitherSide() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let results: [(Value, Double, Double, [Double])] = [
      (x + 2, 5, 1, [3, 2]), (2 + x, 5, 1, [2, 3]), (x - 2, 1, 1, [3, 2]), (2 - x, -1, -1, [2, 3]),
      (x * 2, 6, 2, [3, 2]), (2 * x, 6, 2, [2, 3]), (x / 2, 1.5, 0.5, [3, 2]),
      (2 / x, 2 / 3.0, -2 / 9.0, [2, 3]), (max(x, 2), 3, 1, [3, 2]), (max(2, x), 3, 1, [2, 3]),
      (min(x, 2), 2, 0, [3, 2]), (min(2, x), 2, 0, [2, 3]), (+x, 3, 1, []), (-x, -3, -1, [3]),
    ]
    for (result, data, gradient, inputs) in results {
      x.zeroGradient()
      result.backward()
      #expect(agree(result.data, data))
      #expect(agree(x.gradient ?? .nan, gradient))
      #expect(result.inputs.map(\.data) == inputs)
      for input in result.inputs where input != x {
        #expect(input.operation == .constant)
        #expect(input.gradient == nil)
      }
    }
  }

  @Test func compoundAssignmentRecordsANewNode() {
    let tape = Tape()
    let x = Value(3, on: tape)
    var y = x
    y += x
    y *= 2
    y -= x
    y /= 3
    y += 1
    y -= 2
    y *= x
    y /= x
    #expect(y.data == 2)
    y.backward()
    #expect(agree(x.gradient ?? .nan, 1))
    #expect(x.data == 3)
  }

  @Test func largeInputsDoNotOverflow() {
    let tape = Tape()
    for (x, value, slope) in [
      (1e4, 1.0, 0.0), (-1e4, -1, 0), (.infinity, 1, 0), (-.infinity, -1, 0),
    ] {
      let input = Value(x, on: tape)
      let output = input.tanh()
      output.backward()
      #expect((output.data, input.gradient) == (value, slope))
      let other = Value(x, on: tape)
      let logistic = other.sigmoid()
      logistic.backward()
      #expect((logistic.data, other.gradient) == (value > 0 ? 1 : 0, 0))
      let third = Value(x, on: tape)
      let soft = third.softplus()
      soft.backward()
      #expect((soft.data, third.gradient) == (x > 0 ? x : 0, x > 0 ? 1 : 0))
    }
    #expect(agree(Value(-700, on: tape).sigmoid().data, exp(-700), within: 0))
    #expect(Value(-40, on: tape).softplus().data == log1p(exp(-40)))
  }

  /// Against 30 digits of mpmath: 1 + erf(x/√2) would be 0 there.
  @Test func geluKeepsItsDigitsFarBelowZero() {
    let tape = Tape()
    let x = Value(-10, on: tape)
    let y = x.gelu()
    y.backward()
    #expect(abs(y.data / -7.6198530241605261e-23 - 1) < 1e-13)
    #expect(abs((x.gradient ?? 0) / -7.6184000964648141e-22 - 1) < 1e-13)
    withExtendedLifetime(tape) {}
  }
}
