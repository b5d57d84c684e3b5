import Testing
import Text

@Suite struct TextTableTests {
  @Test func alignsColumnsByWhatTheyShow() {
    var table = TextTable([.left, .right])
    table.append(["name", "loss"])
    table.append(["日本", "0.5"])
    table.append(["a", "12.25"])
    #expect(table.lines() == ["name   loss", "日本    0.5", "a     12.25"])
  }

  @Test func letsTheLastTextOfAShortRowReachOver() {
    var table = TextTable([.left, .left, .left], separator: " ")
    table.append(["a", "b", "c"])
    table.append(["a long text without columns"])
    table.append(["aa", "a text that reaches over"])
    #expect(
      table.lines() == ["a  b c", "a long text without columns", "aa a text that reaches over"])
  }

  @Test func writesWhatIsBeyondTheColumnsAsItIs() {
    var table = TextTable([.left], separator: " ")
    table.append(["ab", "x", "y"])
    table.append(["a", "longer", "y"])
    #expect(table.lines() == ["ab x y", "a  longer y"])
  }

  @Test func leavesNoBlanksAtTheEnd() {
    var table = TextTable([.left, .left])
    table.append(["a", "b"])
    table.append(["a", ""])
    #expect(table.lines() == ["a  b", "a"])
  }
}
