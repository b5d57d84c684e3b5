/// How tightly a text holds together, by the loosest of its operators outside of brackets.
///
/// Labels are free texts, and in notebooks often formulas: "x1*w1 + x2*w2". Where such a one is an
/// operand or has a ".grad" behind it, this says whether it needs parentheses.
package enum FormulaBinding: Int, Comparable {
  /// Something with a comma, which would be two arguments.
  case list
  /// Anything with a comparison, an assignment or an operator on bits.
  case comparison
  case sum, product, sign, power
  /// A name, a number without a sign, a call, or a text in brackets.
  case alone

  package static func < (a: FormulaBinding, b: FormulaBinding) -> Bool { a.rawValue < b.rawValue }

  /// The binding of a text; of one whose brackets do not match, the operators inside count as well.
  ///
  /// O(length).
  package init(of text: String) {
    let scalars = Array(text.unicodeScalars)
    var (outside, anywhere) = (FormulaBinding.alone, FormulaBinding.alone)
    var (depth, isUnbalanced) = (0, false)
    var isBehindOperand = false
    var number = NumberScanner()
    for (index, scalar) in scalars.enumerated() {
      if number.takes(scalar) {
        isBehindOperand = true
        continue
      }
      let found: FormulaBinding
      switch scalar {
      case " ": continue
      case "(", "[", "{":
        depth += 1
        isBehindOperand = false
        continue
      case ")", "]", "}":
        depth -= 1
        isUnbalanced = isUnbalanced || depth < 0
        isBehindOperand = true
        continue
      case "+", "-", "−": found = isBehindOperand ? .sum : .sign
      case "*":
        let isDouble = scalars[safe: index - 1] == "*" || scalars[safe: index + 1] == "*"
        found = isDouble ? .power : .product
      case "/", "%", "@", "·", "⋅", "×", "÷": found = .product
      case "^", "²", "³": found = .power
      case "<", ">", "=", "&", "|", "~": found = .comparison
      case ",": found = .list
      default:
        isBehindOperand = true
        continue
      }
      // What is squared is an operand still.
      isBehindOperand = scalar == "²" || scalar == "³"
      anywhere = min(anywhere, found)
      if depth == 0 { outside = min(outside, found) }
    }
    self = isUnbalanced || depth != 0 ? anywhere : outside
  }
}

/// Which characters belong to a number, as the sign in 1e-5 does.
private struct NumberScanner {
  private var isInside = false
  private var last: Unicode.Scalar = " "

  mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    defer { last = scalar }
    let isDigit = ("0"..."9").contains(scalar)
    let isExponent = scalar == "e" || scalar == "E"
    if isInside {
      let isSign = (scalar == "-" || scalar == "+") && (last == "e" || last == "E")
      isInside = isDigit || isExponent || isSign || scalar == "." || scalar == "_"
    } else {
      // A digit inside of a name, as in x1, begins no number.
      isInside =
        isDigit && !last.properties.isAlphabetic && last != "_" && !("0"..."9").contains(last)
    }
    return isInside
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
