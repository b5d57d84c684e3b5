import TestSupport
import Testing

/// An option that has no effect on what is asked for is refused, also with its default value.
@Suite struct UnusedOptionTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("p.mg", "x = Value(2.0, label='x')\nlast = x * 3")
    try folder.write("d.csv", "a,b,c\n1,2,0\n2,3,1\n3,1,0\n4,2,1\n5,0,0\n")
    return folder
  }

  @Test(arguments: [
    ("check p.mg --data moons", "--data"), ("check p.mg --l2 1", "--l2"),
    ("check p.mg --l1 0", "--l1"), ("check p.mg --init uniform", "--init"),
    ("check p.mg --activation tanh", "--activation"), ("check p.mg --batch 2", "--batch"),
    ("check p.mg --train 2", "--train"), ("check p.mg --after-steps 0", "--after-steps"),
    ("check -e 'x = 2.0; y = x * x' --dropout 0.5", "--dropout"),
    ("check --mlp 3,1 --root x", "--root"), ("check --mlp 3,1 --batch 2", "--batch"),
    ("check --mlp 3,1 --learning-rate 1", "--learning-rate"),
    ("check --mlp 3,1 --sanity --tolerance 1e-4", "--tolerance"),
    ("check --mlp 3,1 --sanity --train 3", "--train"),
    ("diagnose p.mg --train 5", "--train"), ("diagnose p.mg --data moons", "--data"),
    ("diagnose p.mg --momentum 0", "--momentum"),
    ("diagnose --mlp 3,1 --root x", "--root"), ("diagnose --mlp 3,1 --batch 2", "--batch"),
    ("diagnose --mlp 3,1 --momentum 0.9", "--momentum"),
    ("mlp 3,1 --batch 2", "--batch"), ("mlp 3,1 --learning-rate 0.1", "--learning-rate"),
    ("mlp 3,1 --momentum 0", "--momentum"), ("mlp 3,1 --target c", "--target"),
    ("mlp 2,1 --data moons --target c", "--target"),
    ("mlp 3,1 -f json --theme light", "--theme"), ("mlp 3,1 -o g.json --depth 1", "--depth"),
    ("render p.mg -f json --theme dark", "--theme"), ("render p.mg -f json --legend", "--legend"),
    ("render p.mg -o g.json --focus x", "--focus"),
    ("render p.mg -f json --precision 4", "--precision"),
    ("render p.mg -f json --collapse none", "--collapse"), ("neuron -f json --title T", "--title"),
    ("render p.mg -f text --theme dark", "--theme"),
    ("render p.mg -f text --direction LR", "--direction"),
    ("render p.mg -f text --layout dot", "--layout"),
    ("neuron -f json --layout auto", "--layout"),
    ("render p.mg --collapse none --depth 1", "--depth"),
    ("render p.mg --edges weights", "--edges weights"),
    ("mlp 3,1 --edges weights --style micrograd", "--edges weights"),
    ("mlp 3,1 --style network --edges flow", "--edges"),
    ("neuron --style circuit --layout dot", "--layout"),
    ("neuron --style circuit --constants nodes", "--constants"),
    ("neuron --style circuit --edges weights", "--edges weights"),
    ("mlp 3,1 --style network --layout layered", "--layout"),
    ("mlp 3,1 --style network --constants nodes", "--constants"),
    ("mlp 3,1 --style network --sums merged", "--sums"),
    ("mlp 3,1 --style network --overlay gradient", "--overlay"),
    ("mlp 3,1 --style network --collapse auto", "--collapse"),
    ("mlp 3,1 --style network --depth 2", "--depth"),
    ("mlp 3,1 --style network --focus loss", "--focus"),
    ("render p.mg --scale 2", "--scale"),
    ("render p.mg --radius 1", "--radius"), ("render p.mg --ghosts", "--ghosts"),
    ("neuron --values 1 --weights 2 --bias 3 --seed 1", "--seed"),
    ("diff p.mg p.mg --mlp 3,1 --steps 0,1", "files"), ("diff p.mg p.mg --rows 0..1", "--rows"),
    ("diff --mlp 3,1 --steps 0,1 --title T", "--title"),
  ])
  func isRefused(_ words: String, _ option: String) throws {
    let folder = try folder()
    let result = try Command.shell("multigrad \(words)", in: folder)
    #expect(result.code == 64, "\(words): \(result.errors)")
    #expect(result.text == "")
    #expect(result.errors.contains(option), "\(words): \(result.errors)")
    #expect(folder.files == ["d.csv", "p.mg"])
  }

  @Test(arguments: [
    "check p.mg --seed 2 -q", "check p.mg --root last --json",
    "check --mlp 3,1 --train 2 --batch 2",
    "check --mlp 3,1 --after-steps 2 --momentum 0.5 --learning-rate 0.1",
    "check --mlp 3,1 --seed 2",
    "check -e 'x = 2.0; y = x * x' --sweep -q", "diagnose p.mg --root last --json",
    "mlp 3,1 --train 0 --batch 2 -q", "mlp 3,1 -f json --precision 3 -q",
    "mlp 2,1 --data d.csv --target c --test-fraction 0 -q",
    "neuron --values 1 --weights 2 --seed 1 -q",
    "render p.mg -f text --edges local --legend --stage after -o -",
    "diff p.mg p.mg --precision 7", "diff p.mg p.mg --stage before",
    "diff p.mg p.mg -o d.svg --theme dark --json -q", "diff p.mg p.mg --all",
    "render p.mg -o p.png --scale 2 -q", "render p.mg --depth 1 -q",
  ])
  func whatHasAnEffectIsTaken(_ words: String) throws {
    let result = try Command.shell("multigrad \(words)", in: folder())
    #expect(result.code == 0, "\(words): \(result.errors)")
  }

  /// Both diagnose and check train a network as 'mlp' does.
  @Test func diagnoseAndCheckTakeTheSameTraining() throws {
    for command in ["check", "diagnose"] {
      for option in ["--train", "--after-steps"] {
        let result = try Command.shell(
          "multigrad \(command) --mlp 2,8,1 --data moons --activation tanh \(option) 20 --batch 10 "
            + "--learning-rate 0.1 --momentum 0.5 --seed 3 --json", in: TemporaryFolder())
        #expect(result.code <= 1, "\(result.errors)")
        #expect(result.errors == "")
      }
    }
  }

  @Test(arguments: [
    ("render p.mg --focus lats", "did you mean 'last'?"),
    ("render p.mg --path x lasst", "did you mean 'last'?"),
    ("render p.mg --ancestors Last", "did you mean 'last'?"),
    ("render p.mg --root lst", "did you mean 'last'?"),
    ("render g.json --root lst", "did you mean 'last'?"),
    ("render g.json --root nosuch", "there are x, last."),
  ])
  func nearNamesAreNamed(_ words: String, _ part: String) throws {
    let folder = try folder()
    _ = try Command.shell("multigrad render p.mg -f json --stage after -o g.json", in: folder)
    let result = try Command.shell("multigrad \(words)", in: folder)
    #expect(result.code == 65)
    #expect(result.errors.contains(part), "\(result.errors)")
  }

  @Test(arguments: [
    ("mlp 1,1", "1 input and 1 output needs"),
    ("neuron --inputs 1 --values 1,2", "2 numbers for 1 input."),
    ("mlp 3,1 --train 1 --rows 0..0 --stage after -o -", "1 drawn sample"),
  ])
  func oneIsNotMany(_ words: String, _ part: String) throws {
    let result = try Command.shell("multigrad \(words)", in: TemporaryFolder())
    #expect((result.text + result.errors).contains(part), "\(result.errors)")
  }
}
