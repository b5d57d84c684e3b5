extension NumberStyle {
  /// Two numbers with as many digits as it takes to tell them apart, and at least those of the style.
  public func texts(_ first: Double, _ second: Double) -> (String, String) {
    for digits in digits...17 {
      let style = NumberStyle(digits: digits)
      let texts = (style.text(first), style.text(second))
      if texts.0 != texts.1 { return texts }
    }
    return (text(first), text(second))
  }

  /// As ``texts(_:_:)``, with a dash for a number that is absent.
  public func texts(_ first: Double?, _ second: Double?) -> (String, String) {
    guard let first, let second else {
      return (first.map(text) ?? "–", second.map(text) ?? "–")
    }
    return texts(first, second)
  }
}
