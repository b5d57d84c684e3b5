/// Names as they are written in mathematics: "x1" is x₁, "sigma" is σ.
enum MathNames {
  static func text(_ name: String) -> String {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
    var stem = Substring(name.dropLast(digits.count))
    if stem.isEmpty { return name }
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
