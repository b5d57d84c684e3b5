import Autograd
import Foundation
import Testing

@Suite struct CustomOperationTests {
  static let square = CustomOperation("square") { (x: Double) in
    x * x
  } derivative: { x, _ in
    2 * x
  }

  static let product = CustomOperation("product") {
    $0.reduce(1, *)
  } derivatives: { inputs, output in
    inputs.map { output / $0 }
  }

  @Test func ofOneInput() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let y = CustomOperationTests.square(CustomOperationTests.square(x))
    y.backward()
    #expect((y.data, x.gradient) == (81, 108))
    #expect(tape[y.index].operationName == "square")
    #expect((y.operation, y.inputs.count, y.inputs[0].inputs) == (.custom, 1, [x]))
    #expect(tape[y.index].localDerivatives == [18])
  }

  @Test func ofAnyNumberOfInputs() {
    let tape = Tape()
    let values = [2.0, 3, 5].map { Value($0, on: tape) }
    let y = CustomOperationTests.product(values)
    y.backward()
    #expect(y.data == 30)
    #expect(values.map(\.gradient) == [15, 10, 6])
    let z = CustomOperationTests.product(values[0], values[0])
    values[0].zeroGradient()
    z.backward()
    #expect((z.data, values[0].gradient, z.inputs) == (4, 4, [values[0], values[0]]))
    #expect(CustomOperationTests.product(values[1]).data == 3)
  }

  @Test func itsDerivativeMayUseTheOutput() {
    let logistic = CustomOperation("logistic") { (x: Double) in
      1 / (1 + exp(-x))
    } derivative: { _, output in
      output * (1 - output)
    }
    let tape = Tape()
    let x = Value(0.7, on: tape)
    let own = logistic(x)
    own.backward()
    let gradient = x.gradient
    x.zeroGradient()
    let builtIn = x.sigmoid()
    builtIn.backward()
    #expect(agree(gradient ?? .nan, x.gradient ?? 0))
    #expect(agree(own.data, builtIn.data))
  }

  @Test func itIsSweptAmongTheOthers() {
    let tape = Tape()
    let x = Value(2, on: tape)
    let y = (CustomOperationTests.product(x, x + 1) * 2).tanh() + CustomOperationTests.square(x)
    y.backward()
    let t = tanh(12.0)
    #expect(agree(x.gradient ?? .nan, (1 - t * t) * 2 * 5 + 4))
  }

  @Test func oneOperationWorksOnManyTapes() {
    for _ in 0..<3 {
      let tape = Tape()
      let other = CustomOperation("id") { (x: Double) in
        x
      } derivative: { _, _ in
        1
      }
      let x = Value(3, on: tape)
      let y = CustomOperationTests.square(other(x))
      y.backward()
      #expect(x.gradient == 6)
      #expect((1..<3).map { tape[$0].operationName } == ["id", "square"])
    }
  }

  @Test func aTapeHoldsManyOperations() {
    let tape = Tape()
    var x = Value(1, on: tape)
    let leaf = x
    for number in 0..<300 {
      x = CustomOperation("op\(number)") { (x: Double) in
        x + 1
      } derivative: { _, _ in
        1
      }(x)
    }
    x.backward()
    #expect((x.data, leaf.gradient) == (301, 1))
    #expect((1...300).map { tape[$0].operationName } == (0..<300).map { "op\($0)" })
  }

  @Test func notANumberAndInfinityPass() {
    let bad = CustomOperation("bad") { (_: Double) in
      .nan
    } derivative: { _, _ in
      .infinity
    }
    let tape = Tape()
    let x = Value(3, on: tape)
    let y = bad(x)
    y.backward()
    #expect(y.data.isNaN)
    #expect(x.gradient == .infinity)
    let z = 0 * bad(x)
    x.zeroGradient()
    z.backward()
    #expect(x.gradient?.isNaN == true)
  }

  @Test func itsClosuresMayComputeWithValues() async {
    await onThread {
      // x³, differentiated by a backward pass of its own, with many nodes beside.
      let cube = CustomOperation("cube") { (x: Double) in
        (Value(x) * Value(x) * Value(x)).data
      } derivative: { x, _ in
        let x = Value(x)
        (x * x * x).backward()
        for _ in 0..<2000 { _ = x + 1 }
        return x.gradient ?? .nan
      }
      let x = Value(2)
      let square = x * x
      let y = square + cube(square) + square
      #expect(x.tape === Tape.current)
      #expect(y.tape.count == 5)
      y.backward()
      #expect(Tape.current.count == 5)
      #expect((y.data, square.gradient, x.gradient) == (72, 50, 200))
      #expect(x.passes == 1)
      #expect(y.tape[cube(x).index].localDerivatives == [12])
      #expect(Tape.current.count == 6)
    }
  }

  @Test func itsClosuresMayUseOtherCustomOperations() async {
    await onThread {
      let fourth = CustomOperation("fourth") { (x: Double) in
        CustomOperationTests.square(CustomOperationTests.square(Value(x))).data
      } derivative: { x, _ in
        let x = Value(x)
        CustomOperationTests.square(CustomOperationTests.square(x)).backward()
        return x.gradient ?? .nan
      }
      let x = Value(2)
      let y = fourth(x)
      y.backward()
      #expect((y.data, x.gradient, Tape.current.count) == (16, 32, 2))
      #expect(x.isAlive)
    }
  }
}
