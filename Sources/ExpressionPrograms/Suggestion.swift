internal import Text

/// "Did you mean": the known name that is closest to one that is not known.
enum Suggestion {
  /// What other tools call it where that is known, or else the nearest of the candidates.
  static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let known = Array(candidates)
    if let other = synonyms[name], known.contains(other) { return other }
    return NearestWord.to(name, among: known)
  }

  /// What other tools call functions that are here under another name.
  private static let synonyms = [
    "ln": "log", "maximum": "max", "minimum": "min", "power": "pow", "fabs": "abs",
    "sigma": "sigmoid", "logistic": "sigmoid", "square": "pow", "leakyrelu": "leaky_relu",
    "LeakyReLU": "leaky_relu", "display": "print", "gradient": "grad",
  ]
}
