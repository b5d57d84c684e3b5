import Testing
import Text

@Suite struct TextMetricsTests {
  @Test(arguments: [
    ("", 0), ("data 0.7071", 11), ("grad –", 6), ("λ∂∇", 3), ("日本", 4), ("한글", 4),
    ("e\u{301}", 1), ("a\u{200B}b", 2), ("😀", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("Ａ", 2),
    ("-∞", 2), ("x₁", 2), ("ｱ", 1), ("❤", 1), ("🇩🇪", 2), ("\u{FFFD}", 1), ("שָׁלוֹם", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("▲→≈", 3), ("x̂ = Σ wᵢ·xᵢ", 11),
  ])
  func columns(_ text: String, _ expected: Int) {
    #expect(TextMetrics.columns(of: text) == expected)
  }

  @Test func widthIsColumnsTimesAdvance() {
    #expect(TextMetrics.width(of: "0.5λ", size: 10) == 24)
  }

  @Test(arguments: [
    ("short", 10, "short"), ("abcdefghij", 10, "abcdefghij"), ("abcdefghijk", 10, "abcde…hijk"),
    ("日本日本日本", 7, "日…本"), ("abc", 1, "…"),
  ])
  func shortening(_ text: String, _ limit: Int, _ expected: String) {
    #expect(TextMetrics.shortened(text, to: limit) == expected)
    #expect(TextMetrics.columns(of: TextMetrics.shortened(text, to: limit)) <= limit)
  }
}
