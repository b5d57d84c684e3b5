import Testing
import Text

@Suite struct NearestWordTests {
  @Test(arguments: [
    ("log10", true), ("Floor", true), ("SELU", true), ("np", false), ("lgo", false), ("", false),
  ])
  func whatEverybodyKnows(_ name: String, _ isKnown: Bool) {
    #expect(WellKnownFunctions.contain(name) == isKnown)
  }

  @Test func aListNamesTheNearestFirst() {
    #expect(
      NearestWord.list(of: ["a", "loss"], nearTo: "los")
        == "did you mean 'loss'? There are a, loss.")
    #expect(NearestWord.list(of: ["a", "b"], nearTo: "los") == "there are a, b.")
    let many = (1...13).map { "x\($0)" }
    #expect(NearestWord.list(of: many, nearTo: "loss").hasSuffix("x11, x12, …"))
  }

  @Test(arguments: [
    (0, "0 nodes"), (1, "1 node"), (2, "2 nodes"), (-1, "-1 nodes"),
  ])
  func countsHaveTheirNoun(_ count: Int, _ text: String) {
    #expect(count.counted("node") == text)
    #expect(1.counted("leaf", plural: "leaves") == "1 leaf")
    #expect(2.counted("leaf", plural: "leaves") == "2 leaves")
  }

  /// Words of 1, 4, 5, 8 and 9 letters may differ by 0, 1, 2, 2 and 3 edits.
  @Test(arguments: [
    ("x", "y", false), ("ab", "ac", true), ("tanj", "tanh", true), ("tnaj", "tanh", false),
    ("sinh", "asin", false), ("sigma", "signal", true), ("sigma", "stigmal", true),
    ("sigma", "stygmal", false), ("accuracy", "acuracey", true), ("accuracy", "akurasy", false),
    ("direction", "dirrectoin", true), ("direction", "directions", true),
    ("direction", "ddrectionsss", false), ("abc", "def", false),
  ])
  func allowsFewEditsForTheLength(word: String, known: String, isNear: Bool) {
    #expect(NearestWord.to(word, among: [known]) == (isNear ? known : nil))
  }

  @Test func countsASwapAsOneEdit() {
    #expect(NearestWord.to("tahn", among: ["tanh"]) == "tanh")
  }

  @Test func prefersFewerEditsAndThenTheFirst() {
    #expect(NearestWord.to("relus", among: ["relu6x", "relu", "rely"]) == "relu")
    #expect(NearestWord.to("cosx", among: ["cos", "cosh"]) == "cos")
  }

  @Test func takesCaseForNoDifference() {
    #expect(NearestWord.to("X", among: ["y", "x"]) == "x")
    #expect(NearestWord.to("RELU", among: ["relu"]) == "relu")
  }

  @Test func takesNothingOfAnEmptyList() {
    #expect(NearestWord.to("tanh", among: []) == nil)
    #expect(NearestWord.to("", among: ["", "a"]) == "")
  }
}
