internal import Text

/// "Did you mean": the known name that is closest to one that is not known.
enum Suggestion {
  /// What other tools call it where that is known, or else the nearest of the candidates.
  static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let known = Array(candidates)
    if let other = synonyms[name], known.contains(other) { return other }
    return NearestWord.to(name, among: known)
  }

  /// The name of ours that another one is likely meant for.
  ///
  /// That is what other tools call it, or what it is with a typing error. Who writes the name of a
  /// function that other tools have means that one.
  static func closestFunction(to name: String, among candidates: [String]) -> String? {
    if synonyms[name] != nil || candidates.contains(where: { $0.lowercased() == name.lowercased() })
    {
      return closest(to: name, among: candidates)
    }
    return WellKnownFunctions.contain(name) ? nil : closest(to: name, among: candidates)
  }

  /// What other tools call functions that are here under another name.
  private static let synonyms = [
    "ln": "log", "maximum": "max", "minimum": "min", "power": "pow", "fabs": "abs",
    "sigma": "sigmoid", "absolute": "abs",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "swish": "silu", "logistic": "sigmoid",
    "square": "pow", "leakyrelu": "leaky_relu",
    "LeakyReLU": "leaky_relu", "display": "print", "gradient": "grad",
  ]
}
