import Autograd
import ExpressionPrograms
import Foundation
import Testing

/// Runs a body in a thread with the small stack that some systems give.
func onSmallStack(_ body: @escaping @Sendable () -> Void) async {
  await withCheckedContinuation { done in
    let thread = Thread {
      body()
      done.resume()
    }
    thread.stackSize = 512 * 1024
    thread.start()
  }
}

@Suite struct DepthTests {
  @Test(arguments: [1000, 20_000])
  func expressionsNestToAnyDepthOnASmallStack(depth: Int) async {
    func times(_ text: String) -> String { String(repeating: text, count: depth) }
    let programs = [
      ("y = \(times("("))x\(times(")"))", 1, 0.5), ("y = \(times("-"))x", depth + 1, 0.5),
      ("y = \(times("+-"))2", 2, 2.0), ("y = x \(times("** 1 "))** 1", 2 * depth + 2, 0.5),
      ("y = \(times("abs("))x\(times(")"))", depth + 1, 0.5),
      ("y = x\(times(".abs()"))", depth + 1, 0.5),
      ("y = \(times("(1 * "))x\(times(")"))", 2 * depth + 1, 0.5),
      ("y = \(times("max(x, "))x\(times(")"))", depth + 1, 0.5),
      ("y = 1 \(times("** (1 "))\(times(")"))", 2 * depth + 1, 1.0),
      ("y = \(times("-("))x\(times(")"))", depth + 1, 0.5),
      ("print(\(times("["))\(times("]"))); y = x + 0", 3, 0.5),
      ("print(\(times("f'{"))\(times("}'"))); y = x + 0", 3, 0.5),
    ]
    await onSmallStack {
      for (text, nodes, data) in programs {
        do throws(ProgramError) {
          let run = try Run("x = 0.5; \(text)")
          #expect(run.tape.count == nodes)
          #expect(run.root.data == data)
          #expect(run.tape[0].gradient != nil || data != 0.5)
        } catch {
          Issue.record("\(error.kind)")
        }
      }
    }
  }

  @Test(arguments: ["(", "-", "abs(", "x ** ", "max(x, ", "[", "f'{", "Value("])
  func whatNestsWithoutEndIsMalformedAndNoCrash(part: String) async {
    let text = "x = 2\ny = " + String(repeating: part, count: 50_000)
    await onSmallStack {
      #expect(fault(text)?.location?.line == 2)
    }
  }

  @Test func aFaultDeepInsideIsFoundInGoodTime() {
    let depth = 50_000
    let open = String(repeating: "(", count: depth)
    let text = "y = \(open)1 $ 2\(String(repeating: ")", count: depth))"
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(fault(text)?.kind == .unexpectedCharacter("$", instead: nil))
    }
    #expect(time < .seconds(5))
  }

  @Test(arguments: [" + a", " * a", " - 1", ".abs()"])
  func aLongChainNeedsNoStack(link: String) async {
    let length = 100_000
    let text = "a = 1; y = a" + String(repeating: link, count: length)
    await onSmallStack {
      do throws(ProgramError) {
        let run = try Run(text)
        #expect(run.tape.count == 1 + length * (link.contains("1") ? 2 : 1))
        #expect(run.tape[0].gradient == (link == " + a" || link == " * a" ? Double(length + 1) : 1))
      } catch {
        Issue.record("\(error.kind)")
      }
    }
  }

  /// In quadratic time it would take far longer.
  @Test(.timeLimit(.minutes(1))) func aLongProgramIsRead() throws {
    #if DEBUG
      let lines = 20_000
    #else
      let lines = 100_000
    #endif
    var text = "x0 = Value(0.5)\n"
    for line in 1..<lines { text += "x\(line) = (x\(line - 1) * 2 + 1).tanh()  # line \(line)\n" }
    #expect(try Run(text).tape.count == 1 + 5 * (lines - 1))
  }
}
