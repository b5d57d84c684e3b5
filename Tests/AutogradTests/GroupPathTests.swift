import Autograd
import Testing

@Suite struct GroupPathTests {
  @Test(
    arguments: [
      ("sample 3/layer 1/neuron 2", [.sample(3), .layer(1), .neuron(2)]),
      ("loss", [.loss]), ("layer 12", [.layer(12)]),
      // What only looks like ours is the user's.
      ("sample rate/x", [.named("sample rate"), .named("x")]), ("layer 01", [.named("layer 01")]),
      ("layer +1", [.named("layer +1")]), ("layer  1", [.named("layer  1")]),
      ("layer", [.named("layer")]), ("layers 1", [.named("layers 1")]),
      ("loss 1", [.named("loss 1")]), ("Layer 1", [.named("Layer 1")]), ("", []),
    ] as [(String, [GroupPath.Part])])
  func takesAPathApart(text: String, parts: [GroupPath.Part]) {
    let path = GroupPath(text)
    #expect(path.parts == parts)
    #expect(parts.map(\.description).joined(separator: "/") == text)
    #expect(path.description == text)
  }

  @Test(
    arguments: [
      ("sample 3/layer 1", 3, "layer 1"), ("sample 3", 3, nil),
      ("sample rate/x", nil, "sample rate/x"),
      ("layer 1/sample 3", nil, "layer 1/sample 3"), ("sampler 3/x", nil, "sampler 3/x"),
      // What is not plain is read just so.
      ("sample -3/x", -3, "x"), ("sample 0/x", 0, "x"), ("sample 03/x", nil, "sample 03/x"),
      ("sample 3/é", 3, "é"), ("sample 3//x", 3, "/x"), ("sample 3/", 3, ""), ("", nil, ""),
      ("sample 123456789012345678901/x", nil, "sample 123456789012345678901/x"),
      ("sample 3/\u{301}x/y", nil, "sample 3/\u{301}x/y"), ("sample ", nil, "sample "),
    ] as [(GroupPath, Int?, GroupPath?)])
  func laysSamplesOverEachOther(path: GroupPath, sample: Int?, rest: GroupPath?) {
    #expect(path.sample == sample)
    #expect(path.withoutSample == rest)
  }

  @Test func knowsLayersAndNeurons() {
    let path: GroupPath = "sample 3/layer 12/neuron 4"
    #expect(path.layer == 12)
    #expect(path.neuron == 4)
    #expect(path.parent == "sample 3/layer 12")
    #expect(path.parent?.parent?.parent == nil)
    #expect((GroupPath("block/layer 1").layer, GroupPath("neuron 1/x").neuron) == (nil, nil))
    #expect(GroupPath("layer one").layer == nil)
  }

  @Test func knowsWhatIsInWhat() {
    let layer: GroupPath = "layer 1"
    #expect(GroupPath("layer 1/neuron 2").isIn(layer))
    #expect(layer.isIn(layer))
    #expect(!GroupPath("layer 12").isIn(layer))
    #expect(GroupPath("a/b/c").prefix(2) == "a/b")
    #expect(GroupPath("a/b/c").prefix(9) == "a/b/c")
    #expect(layer.appending("neuron 2") == "layer 1/neuron 2")
  }
}
