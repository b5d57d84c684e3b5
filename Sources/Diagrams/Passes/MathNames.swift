/// Names as they are written in mathematics: "x1" is x₁, "sigma" is σ.
enum MathNames {
  /// A text with each of its names so: "x1*w1" is x₁*w₁.
  static func text(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let first = rest.first {
      let word = rest.prefix { isOfName($0) == isOfName(first) }
      result += isOfName(first) ? name(word) : String(word)
      rest.removeFirst(word.count)
    }
    return result
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static func name(_ name: Substring) -> String {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    var stem = name.dropLast(digits.count)
    // A number is no name.
    guard stem.first?.isLetter == true else { return String(name) }
    // "x_1" as "x1"; "x_" itself stays.
    if !digits.isEmpty && stem.count > 1 && stem.last == "_" { stem.removeLast() }
    let subscripts = String.UnicodeScalarView(
      digits.reversed().compactMap { digit in
        digit.wholeNumberValue.flatMap { Unicode.Scalar(0x2080 + UInt32($0)) }
      })
    return (greek[String(stem)] ?? String(stem)) + String(subscripts)
  }

  private static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "lam": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]
}
