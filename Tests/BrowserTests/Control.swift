/// A picture whose faults are known: the measures and rules must find these, and no others.
struct Control {
  let name: String
  let faults: [String]
  let svg: String

  init(_ name: String, faults: [String], _ body: String) {
    self.name = name
    self.faults = faults
    svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
      <g font-family="monospace" font-size="10">\(body)</g></svg>
      """
  }

  /// A column of this size is 6 points wide, or a hundredth of that more.
  static let all = [
    Control(
      "everything fits", faults: [],
      """
      <g class="header"><text x="2" y="10">a header</text><text x="2" y="22">of two rows</text></g>
      <g class="frame"><rect x="2" y="30" width="90" height="68"/><text x="6" y="42">frame</text></g>
      <g class="node" id="n0"><rect x="10" y="50" width="60" height="30"/><rect x="0" y="0"
        width="1" height="1"/><text x="10" y="62">ten digits</text><text x="10" y="74">data</text>
        <text x="70" y="74" text-anchor="end" font-weight="bold">-1.5</text></g>
      <g class="edge"><text class="label" x="72" y="70">-3</text></g>
      <g class="node" id="n1"><ellipse cx="120" cy="60" rx="20" ry="12"/>
        <text x="120" y="63" text-anchor="middle">tanh</text></g>
      <g transform="translate(150 30) scale(0.5)"><g class="node" id="n2"><rect x="0" y="0"
        width="90" height="30"/><text x="0" y="20">fifteen columns</text></g></g>
      """),
    Control(
      "text leaves card", faults: ["“ten digits” leaves card n0"],
      """
      <g class="node" id="n0"><rect x="10" y="50" width="59" height="30"/>
        <text x="10" y="62">ten digits</text></g>
      """),
    Control(
      "text leaves card on the left", faults: ["“abc” leaves card n0"],
      """
      <g class="node" id="n0"><rect x="10" y="50" width="60" height="30"/>
        <text x="27" y="62" text-anchor="end">abc</text></g>
      """),
    Control(
      "text leaves card below", faults: ["“abc” leaves card n0"],
      """
      <g class="node" id="n0"><rect x="10" y="50" width="60" height="30"/>
        <text x="12" y="79">abc</text></g>
      """),
    Control(
      "text leaves ellipse", faults: ["“softmax” leaves card n0"],
      """
      <g class="node" id="n0"><ellipse cx="60" cy="60" rx="20" ry="12"/>
        <text x="60" y="63" text-anchor="middle">softmax</text></g>
      """),
    Control(
      "text leaves frame", faults: ["“a frame's title” leaves its frame"],
      """
      <g class="frame"><rect x="10" y="10" width="80" height="80"/>
        <text x="14" y="22">a frame's title</text></g>
      """),
    Control(
      "text leaves picture", faults: ["“columns” leaves the picture"],
      #"<text x="160" y="50">columns</text>"#),
    Control(
      "edge text leaves picture", faults: ["“0.25” leaves the picture"],
      #"<g class="edge"><text class="label" x="-3" y="50">0.25</text></g>"#),
    Control(
      "transform makes text leave card", faults: ["“abc” leaves card n0"],
      """
      <g class="node" id="n0"><rect x="10" y="30" width="60" height="30"/>
        <text transform="translate(12 45) scale(4 1)">abc</text></g>
      """),
    Control(
      "turned text leaves picture", faults: ["“ten digits” leaves the picture"],
      #"<text transform="translate(100 50) rotate(-90)">ten digits</text>"#),
    Control(
      "texts of a card overlap", faults: ["“gradient” overlaps “-1.5”"],
      """
      <g class="node" id="n0"><rect x="10" y="50" width="70" height="30"/>
        <text x="10" y="62">gradient</text><text x="80" y="62" text-anchor="end">-1.5</text></g>
      """),
    Control(
      "cards overlap", faults: ["card n0 overlaps card n1"],
      """
      <g class="node" id="n0"><rect x="10" y="50" width="60" height="30"/></g>
      <g class="node" id="n1"><ellipse cx="80" cy="60" rx="20" ry="12"/></g>
      """),
    Control(
      "title overlaps card", faults: ["“frame” overlaps card n0"],
      """
      <g class="frame"><rect x="2" y="30" width="90" height="68"/><text x="6" y="42">frame</text></g>
      <g class="node" id="n0"><rect x="10" y="40" width="60" height="30"/></g>
      """),
    Control(
      "edge text overlaps card", faults: ["“-3” overlaps card n0"],
      """
      <g class="node" id="n0"><rect x="10" y="50" width="60" height="30"/></g>
      <g class="edge"><text class="label" x="69" y="70">-3</text></g>
      """),
    Control(
      "edge texts overlap", faults: ["“0.25” overlaps “0.5”"],
      """
      <g class="edge"><text class="label" x="50" y="50">0.25</text></g>
      <g class="edge"><text class="label" x="73" y="50">0.5</text></g>
      """),
    Control(
      "header overlaps frame and card",
      faults: ["“header” overlaps card n0", "“header” overlaps a frame"],
      """
      <g class="header"><text x="2" y="30">header</text></g>
      <g class="frame"><rect x="2" y="26" width="90" height="68"/></g>
      <g class="node" id="n0"><rect x="10" y="28" width="60" height="30"/></g>
      """),
    Control(
      "card without outline", faults: ["n0 has no outline"],
      #"<g class="node" id="n0"><text x="50" y="50">text</text></g>"#),
    Control("malformed", faults: ["there is no picture"], "<text>a & b</text>"),
  ]
}
