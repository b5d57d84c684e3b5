import Autograd
import Foundation
import Testing

/// Misuse ends the process with a sentence, and never reads freed memory.
@Suite struct TrapTests {
  private static func said(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  private static let staleSentence = "A Value was used after its step had ended, or after its Tape"

  /// A value whose step has ended, and one that lives.
  static func stale() -> (Value, Value) {
    let tape = Tape.current
    let live = Value(2)
    return (tape.step { live * 3 }, live)
  }

  @Test func anOperatorOnAStaleValueTraps() async {
    let left = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let (stale, live) = TrapTests.stale()
      _ = stale + live
    }
    #expect(TrapTests.said(left).contains(TrapTests.staleSentence))
    let right = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let (stale, live) = TrapTests.stale()
      _ = live + stale
    }
    #expect(TrapTests.said(right).contains(TrapTests.staleSentence))
    let list = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let (stale, live) = TrapTests.stale()
      _ = Value.sum([live, stale])
    }
    #expect(TrapTests.said(list).contains(TrapTests.staleSentence))
    let number = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = 2 * TrapTests.stale().0
    }
    #expect(TrapTests.said(number).contains(TrapTests.staleSentence))
  }

  @Test func aQuestionToAStaleValueTraps() async {
    let gradient = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = TrapTests.stale().0.gradient }
    #expect(TrapTests.said(gradient).contains(TrapTests.staleSentence))
    let label = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = TrapTests.stale().0.label }
    #expect(TrapTests.said(label).contains(TrapTests.staleSentence))
    let backward = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { TrapTests.stale().0.backward() }
    #expect(TrapTests.said(backward).contains(TrapTests.staleSentence))
    let inputs = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = TrapTests.stale().0.inputs }
    #expect(TrapTests.said(inputs).contains(TrapTests.staleSentence))
    let zero = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { TrapTests.stale().0.zeroGradient() }
    #expect(TrapTests.said(zero).contains(TrapTests.staleSentence))
  }

  @Test func aValueOfAFormerTapeTraps() async {
    let former = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = { Value(2, on: Tape()) }()
      _ = x + x
    }
    #expect(TrapTests.said(former).contains(TrapTests.staleSentence))
    let recycled = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = { Value(2, on: Tape()) }()
      // The new tape takes the header of the old one over.
      let tape = Tape()
      let y = Value(3, on: tape)
      _ = y + x
      print(y.gradient as Any)
    }
    #expect(TrapTests.said(recycled).contains(TrapTests.staleSentence))
    let set = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = { Value(2, on: Tape()) }()
      x.data = 3
    }
    #expect(TrapTests.said(set).contains(TrapTests.staleSentence))
  }

  @Test func valuesOfTwoTapesDoNotMix() async {
    let sum = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let tapes = [Tape(), Tape()]
      _ = Value(2, on: tapes[0]) + Value(3, on: tapes[1])
      print(tapes.map(\.count))
    }
    #expect(TrapTests.said(sum).contains("Values of two tapes were mixed"))
    let list = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let tapes = [Tape(), Tape()]
      _ = Value.sum([Value(2, on: tapes[0]), Value(3, on: tapes[1])])
      print(tapes.map(\.count))
    }
    #expect(TrapTests.said(list).contains("Values of two tapes were mixed"))
  }

  @Test func backwardOnAConstantTraps() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { Value.constant(2).backward() }
    #expect(TrapTests.said(result).contains("backward() was called on a constant"))
  }

  @Test func theDataOfAResultCannotBeSet() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { Value(2).tanh().data = 3 }
    #expect(TrapTests.said(result).contains("The data of a result ('tanh') was set"))
    let constant = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { Value.constant(2).data = 3 }
    #expect(TrapTests.said(constant).contains("The data of a result ('constant') was set"))
  }

  @Test func aCustomOperationMustGiveOneDerivativeForEachInput() async {
    let few = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let few = CustomOperation("few", evaluate: { $0[0] * $0[1] }, derivatives: { _, _ in [1] })
      few(Value(2), Value(3)).backward()
    }
    #expect(
      TrapTests.said(few).contains(
        "The custom operation 'few' returned 1 derivatives for 2 inputs"))
    let none = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = CustomOperationTests.product([]) }
    #expect(TrapTests.said(none).contains("'product' was called with 0 inputs"))
    let sum = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Value.sum([]) }
    #expect(TrapTests.said(sum).contains("'sum' was called with 0 inputs"))
  }

  @Test func aTapeHoldsSoManyCustomOperationsAndNoMore() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = Value(1)
      for number in 0...65536 {
        if number == 65536 { FileHandle.standardError.write(Data("It is full. ".utf8)) }
        _ = CustomOperation("n") { (x: Double) in
          x
        } derivative: { _, _ in
          1
        }(x)
      }
    }
    let said = TrapTests.said(result)
    #expect(said.contains("It is full. "))
    #expect(said.contains("A Tape holds at most 65536 custom operations"))
  }

  @Test func aNodeThatIsNotThereTraps() async {
    let empty = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Tape()[0] }
    #expect(TrapTests.said(empty).contains("Node 0 of a Tape was asked for; it has 0"))
    let negative = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Tape.current[-1] }
    #expect(TrapTests.said(negative).contains("Node -1 of a Tape was asked for; it has 0"))
    let given = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let tape = Tape()
      tape.step { _ = Value(2, on: tape) }
      _ = tape[0]
    }
    #expect(TrapTests.said(given).contains("Node 0 of a Tape was asked for; it has 0"))
  }
}
