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

  /// Each level is read anew from its beginning, so that these take a while.
  @Test(arguments: [("f'{", "}'", 1), ("f\"{2:{", "}}\"", 2)])
  func fieldsNestAsBracketsDo(open: String, close: String, levels: Int) async {
    @Sendable func text(_ depth: Int) -> String {
      "x = 2; print(" + String(repeating: open, count: depth) + "3"
        + String(repeating: close, count: depth) + ")"
    }
    await onSmallStack {
      let deep = fault(text(1001 / levels))
      #expect(deep?.kind == .nestsTooDeep(1000))
      #expect(deep?.location?.line == 1)
    }
  }

  @Test func blocksNestUpToTheBoundAndNoFurther() async {
    @Sendable func text(_ depth: Int) -> String {
      let heads = (0..<depth).map { level in
        String(repeating: " ", count: level) + (level % 2 == 0 ? "if x:\n" : "for i in [1]:\n")
      }
      return "x = Value(0.5)\n" + heads.joined() + String(repeating: " ", count: depth)
        + "y = x * 2\n"
    }
    await onSmallStack {
      do throws(ProgramError) {
        #expect(try Run(text(999)).tape.count == 3)
      } catch {
        Issue.record("\(error.first.sentence)")
      }
      let deep = fault(text(1001))
      #expect(deep?.kind == .nestsTooDeep(1000))
      #expect(deep.map { ($0.location?.line ?? 0) >= 1001 } == true)
    }
  }

  /// In quadratic time it would take far longer.
  @Test(.timeLimit(.minutes(1))) func manyFaultsAreFoundInGoodTime() {
    let depth = 900
    let open = String(repeating: "(", count: depth)
    let line = "y = \(open)1 $ 2\(String(repeating: ")", count: depth))\n"
    let error = failure(line + String(repeating: "y = ((1) $ 2) + z\n", count: 5000))
    #expect(error?.first.kind == .unexpectedCharacter("$", instead: nil))
    #expect(error?.omittedCount == 4991)
  }

  /// The links, and how many nodes each makes.
  @Test(arguments: [
    (" + a", 1), (" - 1", 2), (".abs()", 1), (" ** 1", 0), (" < 2", 0), (" and a", 0),
    (" if a else a", 0),
  ])
  func aLongChainNeedsNoStack(link: String, nodes: Int) async {
    let length = 100_000
    let text = "a = 1; y = a" + String(repeating: link, count: length) + "; z = a * 1"
    await onSmallStack {
      do throws(ProgramError) {
        let run = try Run(text)
        let exponent = link == " ** 1" ? 1 : 0
        #expect(run.tape.count == 3 + length * nodes + exponent)
        #expect(run.root.label == "z")
        if nodes > 0 {
          let whole = try Run(text, root: "y")
          #expect(whole.tape[0].gradient == (link == " + a" ? Double(length + 1) : 1))
        }
      } catch {
        Issue.record("\(link): \(error.first.sentence)")
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
