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
  /// What nests by brackets: the text before and behind, and the nodes that each level makes.
  static let nests: [(String, String, Int)] = [
    ("(", ")", 0), ("abs(", ")", 1), ("(1 * ", ")", 2), ("max(x, ", ")", 1), ("-(", ")", 1),
    ("[", "][0]", 0), ("(lambda: ", ")()", 0), ("1 ** -", "", 3), ("(2, ", ")[1]", 0),
    ("{1: ", "}[1]", 0), ("(", " if x else 2)", 0), ("[x for x in ", "]", 0),
  ]

  @Test(arguments: DepthTests.nests)
  func aThousandLevelsNestOnASmallStack(open: String, close: String, nodes: Int) async {
    // A lambda in brackets nests by two levels.
    let depth = open.contains("lambda") ? 499 : open.contains("for") ? 990 : 999
    let start = open.contains("for") ? "[x]" : "x"
    let text =
      "x = 0.5; y = " + String(repeating: open, count: depth) + start
      + String(repeating: close, count: depth) + (open.contains("for") ? "[0] * 1" : " * 1")
    await onSmallStack {
      do throws(ProgramError) {
        let run = try Run(text)
        #expect(run.tape.count == 1 + depth * nodes + 2)
        #expect(run.tape[0].gradient != nil)
      } catch {
        Issue.record("\(error.first.sentence)")
      }
    }
  }

  @Test(arguments: DepthTests.nests, [1100, 50_000])
  func whatNestsDeeperIsMalformedAndNoCrash(nest: (String, String, Int), depth: Int) async {
    let text =
      "x = 2\ny = " + String(repeating: nest.0, count: depth) + "x"
      + String(repeating: nest.1, count: depth)
    await onSmallStack {
      let fault = fault(text)
      #expect(fault?.kind == .nestsTooDeep(1000))
      #expect(fault?.location?.line == 2)
    }
  }

  @Test(arguments: ["(", "-(", "abs(", "max(x, ", "[", "f'{", "Value(", "{", "x[", "lambda: "])
  func whatIsNeverClosedIsMalformedAndNoCrash(part: String) async {
    let text = "x = 2\ny = " + String(repeating: part, count: 50_000)
    await onSmallStack {
      #expect(fault(text)?.location?.line == 2)
    }
  }

  @Test(arguments: [("f'{", "}'"), ("f\"{x:{", "}}\"")])
  func fieldsNestAsBracketsDo(open: String, close: String) async {
    @Sendable func text(_ depth: Int) -> String {
      "x = 2; print(" + String(repeating: open, count: depth) + "3"
        + String(repeating: close, count: depth) + ")"
    }
    await onSmallStack {
      let deep = failure(text(2000))?.first
      #expect(deep?.kind == .nestsTooDeep(1000))
      #expect(deep?.location?.line == 1)
      #expect((try? Run(text(40)))?.printed.hasSuffix("\n") == (open == "f'{"))
    }
  }

  @Test(arguments: [("if x:", ""), ("for i in [1]:", ""), ("while x.data < 1:", "x.data += 1")])
  func blocksNestUpToTheBoundAndNoFurther(head: String, last: String) async {
    @Sendable func text(_ depth: Int) -> String {
      let heads = (0..<depth).map { String(repeating: " ", count: $0) + head + "\n" }.joined()
      return "x = Value(0.5)\n" + heads + String(repeating: " ", count: depth)
        + "y = x * 2; \(last)\n"
    }
    await onSmallStack {
      do throws(ProgramError) {
        #expect(try Run(text(900)).tape.count == 3)
      } catch {
        Issue.record("\(error.first.sentence)")
      }
      let deep = failure(text(1100))?.first
      #expect(deep?.kind == .nestsTooDeep(1000))
      #expect(deep?.location?.line == 1002)
    }
  }

  @Test func aFaultDeepInsideIsFoundInGoodTime() {
    let depth = 900
    let open = String(repeating: "(", count: depth)
    let text = "y = \(open)1 $ 2\(String(repeating: ")", count: depth))"
    let lines = String(repeating: text + "\n", count: 100)
    let time = ContinuousClock().measure {
      let error = failure(lines)
      #expect(error?.first.kind == .unexpectedCharacter("$", instead: nil))
      #expect(error?.omittedCount == 90)
    }
    #expect(time < .seconds(10))
  }

  @Test(arguments: [
    " + a", " * a", " - 1", ".abs()", " / 1", " + (1)", " ** 1", " < 2", " and a", " or a",
    " if a else a",
  ])
  func aLongChainNeedsNoStack(link: String) async {
    let length = 100_000
    let text = "a = 1; y = a" + String(repeating: link, count: length) + "; z = a * 1"
    let nodes = ["1": 2, "a": 1, ")": 1][link.suffix(1)] ?? 0
    let makesNodes = !["<", "an", "or", "if", "**"].contains { link.contains(" \($0)") }
    await onSmallStack {
      do throws(ProgramError) {
        let run = try Run(text, root: "y")
        let perLink = link == " + (1)" ? 2 : nodes
        #expect(run.tape.count == 3 + (makesNodes ? length * perLink : link == " ** 1" ? 1 : 0))
        let repeats = link == " + a" || link == " * a"
        if makesNodes { #expect(run.tape[0].gradient == (repeats ? Double(length + 1) : 1)) }
      } catch {
        if link != " < 2" { Issue.record("\(link): \(error.first.sentence)") }
      }
    }
  }

  @Test(arguments: ["-", "+-", "--", "not "])
  func signsNeedNoStack(sign: String) async {
    let count = 50_000
    await onSmallStack {
      do throws(ProgramError) {
        let run = try Run("a = 2; y = " + String(repeating: sign, count: count) + "a; z = a * 1")
        #expect(run.tape.count == 3 + count * sign.filter { $0 == "-" }.count)
      } catch {
        Issue.record("\(error.first.sentence)")
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
