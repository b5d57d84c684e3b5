import Autograd
import Mathematics
import Testing

@testable import ComputationGraph

/// Nodes in columns are what the same nodes are in an array of plain fields, whatever is done to both.
@Suite struct ColumnTests {
  private static func rows(_ count: Int, _ random: inout SeededGenerator) -> [PlainRow] {
    (0..<count).map { PlainRow(index: $0, using: &random) }
  }

  private static func graph(_ rows: [PlainRow]) -> GraphSnapshot {
    GraphSnapshot(stage: .before, root: 0, nodes: rows.map(\.node))
  }

  private static func expectSame(
    _ nodes: GraphSnapshot.Nodes, _ rows: [PlainRow], _ at: SourceLocation = #_sourceLocation
  ) {
    #expect(nodes.count == rows.count, sourceLocation: at)
    #expect(nodes.map { PlainRow($0) } == rows, sourceLocation: at)
    for (node, row) in zip(nodes, rows) {
      #expect(node.data.bitPattern == row.data.bitPattern, sourceLocation: at)
      #expect(
        node.localDerivatives.map(\.bitPattern) == row.locals.map(\.bitPattern), sourceLocation: at)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func nodesComeBack(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = Self.rows(Int(seed), &random)
    Self.expectSame(Self.graph(rows).nodes, rows)
    // One that is built is as one that is in a graph.
    #expect(rows.map { PlainRow($0.node) } == rows)
  }

  /// One field after another is set, in the graph and in the plain fields.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func fieldsAreSet(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var rows = Self.rows(12, &random)
    var graph = Self.graph(rows)
    let (before, rowsBefore) = (graph, rows)
    for _ in 0..<60 {
      let (index, new) = (Int.random(in: 0..<12, using: &random), Self.rows(12, &random)[11])
      switch Int.random(in: 0..<15, using: &random) {
      case 0: (graph.nodes[index].id, rows[index].id) = (new.id, new.id)
      case 1: (graph.nodes[index].operation, rows[index].operation) = (new.operation, new.operation)
      case 2: (graph.nodes[index].label, rows[index].label) = (new.label, new.label)
      case 3: (graph.nodes[index].data, rows[index].data) = (new.data, new.data)
      case 4: (graph.nodes[index].gradient, rows[index].gradient) = (new.gradient, new.gradient)
      case 5:
        graph.nodes[index].inputs = NodeInputs(new.inputs)
        rows[index].inputs = new.inputs
      case 6:
        graph.nodes[index].localDerivatives = NodeDerivatives(new.locals)
        rows[index].locals = new.locals
      case 7: (graph.nodes[index].parameter, rows[index].parameter) = (new.parameter, new.parameter)
      case 8: (graph.nodes[index].group, rows[index].group) = (new.group, new.group)
      case 9: (graph.nodes[index].role, rows[index].role) = (new.role, new.role)
      case 10: (graph.nodes[index].passes, rows[index].passes) = (new.passes, new.passes)
      case 11:
        (graph.nodes[index].isDropped, rows[index].isDropped) = (new.isDropped, new.isDropped)
      case 12:
        graph.nodes[index].hasLocalsByRule = new.isByRule
        rows[index].isByRule = new.isByRule
      case 13: (graph.nodes[index].tensor, rows[index].tensor) = (new.tensor, new.tensor)
      default:
        graph.nodes[index].inputs.append(3)
        rows[index].inputs.append(3)
        if !rows[index].locals.isEmpty {
          graph.nodes[index].localDerivatives[0] = -7
          rows[index].locals[0] = -7
        }
      }
    }
    Self.expectSame(graph.nodes, rows)
    Self.expectSame(before.nodes, rowsBefore)
  }

  /// Nodes are put in, taken out and moved, also those of the graph itself and of another.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func nodesMove(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var rows = Self.rows(5, &random)
    var nodes = Self.graph(rows).nodes
    for _ in 0..<30 {
      let new = Self.rows(3, &random)
      let place = Int.random(in: 0...rows.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        nodes.append(new[2].node)
        rows.append(new[2])
      case 1:
        nodes.insert(contentsOf: new.map(\.node), at: place)
        rows.insert(contentsOf: new, at: place)
      case 2 where place < rows.count:
        #expect(PlainRow(nodes.remove(at: place)) == rows.remove(at: place))
      case 3 where place < rows.count:
        nodes.swapAt(0, place)
        rows.swapAt(0, place)
      case 4 where place < rows.count:
        nodes.append(nodes[place])
        rows.append(rows[place])
      case 5 where place < rows.count:
        let other = Self.graph(new).nodes
        nodes[place] = other[1]
        rows[place] = new[1]
      default: break
      }
    }
    Self.expectSame(nodes, rows)
  }

  /// Two graphs are equal where their nodes are, in whatever order texts were seen, and differ where one field
  /// does.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func equalityIsThatOfTheNodes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = Self.rows(9, &random)
    var turned = GraphSnapshot.Nodes()
    for row in rows.reversed() { turned.append(row.node) }
    turned.reverse()
    #expect(turned == Self.graph(rows).nodes)
    for place in rows.indices {
      var other = rows
      other[place] = PlainRow(index: place, using: &random)
      #expect((Self.graph(other).nodes == turned) == (other == rows))
    }
    #expect(Self.graph(rows.dropLast()).nodes != turned)
  }

  private static let changes: [@Sendable (inout GraphSnapshot.Node) -> Void] = [
    { $0.operation = .builtIn(.tanh) }, { $0.operation = .custom("mine") }, { $0.label = "y" },
    { $0.label = nil }, { $0.data += 1 }, { $0.gradient = nil }, { $0.gradient = 7 },
    { $0.inputs[0] = 0 }, { $0.inputs.append(0) }, { $0.localDerivatives[0] += 1 },
    { $0.localDerivatives[0] -= 1 }, { $0.parameter = 2 }, { $0.group = nil }, { $0.group = "b" },
    { $0.role = .target }, { $0.passes = 3 }, { $0.isDropped = true },
    { $0.tensor = Tensor(shape: [2]) },
  ]

  /// One field of one node differs, which equality and a comparison see from either side.
  @Test(arguments: changes.indices)
  func eachFieldCounts(change: Int) {
    let leaf = GraphSnapshot.Node(id: 0, operation: .builtIn(.leaf), label: "a", data: 1)
    let other = GraphSnapshot.Node(
      id: 1, operation: .builtIn(.leaf), label: "b", data: 2, group: "g")
    let old = GraphSnapshot.Node(
      id: 2, operation: .builtIn(.exp), label: "x", data: 3, gradient: 1, inputs: [1],
      localDerivatives: [5], group: "a", passes: 1)
    var new = old
    Self.changes[change](&new)
    let (a, b) = (
      GraphSnapshot(stage: .after, root: 2, nodes: [leaf, other, old]),
      GraphSnapshot(stage: .after, root: 2, nodes: [leaf, other, new])
    )
    #expect(a.nodes != b.nodes && b.nodes != a.nodes && old != new && a == a)
    #expect(!GraphComparison(a, b).isEqual && !GraphComparison(b, a).isEqual)
    #expect(GraphComparison(a, a).isEqual && GraphComparison(b, b).isEqual)
  }

  /// What a node says of its lists counts from 0, and stays as it was when the graph changes.
  @Test func listsAreSlicesThatCountFromZero() {
    var graph = GraphSnapshot(
      stage: .before, root: 2,
      nodes: [
        .init(id: 0, operation: .builtIn(.leaf), data: 1),
        .init(id: 1, operation: .builtIn(.exp), data: 2, inputs: [0], localDerivatives: [2]),
        .init(
          id: 2, operation: .builtIn(.add), data: 3, inputs: [1, 0], localDerivatives: [4, 5]),
      ])
    let node = graph.nodes[2]
    #expect(node.inputs[0] == 1 && node.inputs.indices == 0..<2 && node.inputs.first == 1)
    #expect(
      node.localDerivatives == [4, 5]
        && "\(node.inputs) \(node.localDerivatives)" == "[1, 0] [4.0, 5.0]")
    graph.nodes[2].inputs[0] = 0
    graph.nodes[1].inputs = []
    graph.nodes[1].localDerivatives = []
    #expect(node.inputs == [1, 0] && graph.nodes[2].inputs == [0, 0])
    #expect(graph.nodes[2].localDerivatives == [4, 5])
    #expect("\(node)" != "\(graph.nodes[2])")
  }

  /// The signalling NaN that stands for "no gradient" is a number like any other when somebody sets it.
  @Test func everyNumberIsAGradient() {
    let mark = Double(nan: 0xAB5E, signaling: true)
    var graph = GraphSnapshot(
      stage: .after, root: 0, nodes: [.init(id: 0, operation: .builtIn(.leaf), data: 1)])
    #expect(graph.nodes[0].gradient == nil)
    for number in [mark, .nan, 0, -0.0, .infinity] {
      graph.nodes[0].gradient = number
      #expect(graph.nodes[0].gradient?.isNaN == number.isNaN)
      #expect(number.isNaN || graph.nodes[0].gradient?.bitPattern == number.bitPattern)
    }
  }

  /// What looks the same and has other bytes stays what it is, and is equal all the same, as texts are.
  @Test func textsKeepTheirBytes() throws {
    let (one, two) = ("\u{E9}", "e\u{301}")
    func graph(_ labels: [String]) -> GraphSnapshot {
      GraphSnapshot(
        stage: .before, root: 0,
        nodes: labels.enumerated().map {
          .init(id: $0, operation: .builtIn(.leaf), label: $1, data: 1, group: GroupPath($1))
        })
    }
    var both = graph([one, two])
    #expect(both.nodes.map { Array($0.label!.utf8) } == [Array(one.utf8), Array(two.utf8)])
    #expect(both == graph([two, one]) && both == graph([one, one]) && both != graph([one, "e"]))
    let bytes = GraphFile.bytes(of: both)
    let read = try GraphFile.graph(from: bytes, file: "f")
    #expect(GraphFile.bytes(of: read) == bytes && read == graph([one, one]))
    #expect(GraphComparison(read, graph([two, two])).isEqual)
    both.nodes[0].label = two
    #expect(Array(both.nodes[0].label!.utf8) == Array(two.utf8))
  }
}
