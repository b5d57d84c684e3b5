import Foundation
import TestSupport

/// Pictures of what is hard to set, drawn by the command as it is today.
enum StressPictures {
  /// Names that are long, wide or made of several characters, and numbers of all lengths.
  private static let names = #"""
    x = Value(1.2345678901234567e-300, label='a name that is far too long to be written out')
    y = Value(-2.2250738585072014e-308, label='WWWWWWWWWWWWWWWWWWWWWWWW')
    z = Value(0.1, label='日本語の名前はとても長いです')
    r = Value(-123456789.01234567, label='🚀🎉🚀🎉🚀🎉🚀🎉🚀🎉🚀🎉')
    f = Value(2.0, label='👩‍👩‍👧‍👦 é ö ñ <&> "quoted"')
    the_sum_of_all_the_products = x * y + z * f + r * 1e-9
    activated = the_sum_of_all_the_products.tanh().leaky_relu(0.123456789)
    L = (activated ** 3 + abs(activated)).sigmoid()
    L.backward()
    """#

  private static let notFinite = """
    p = Value(0.0, label='p')
    big = Value(1e308, label='big')
    s = p * log(p)
    t = big * 10 - big * 10
    u = -(big * big)
    L = max(s, t) + u ** 2
    L.backward()
    """

  /// Frames and group cards with unexpected names.
  private static let groups = #"""
    { "format": "multigrad-graph", "version": 1, "stage": "after", "root": 3, "nodes": [
      { "id": 0, "op": "leaf", "label": "a", "data": 2.5, "grad": 3.25, "inputs": [],
        "group": "層/a group with quite a long name of its own" },
      { "id": 1, "op": "leaf", "label": "b", "data": "NaN", "grad": "-Infinity", "inputs": [],
        "group": "層/b" },
      { "id": 2, "op": "*", "label": null, "data": "NaN", "grad": 1.0, "inputs": [0, 1],
        "local": ["NaN", 2.5], "group": "層/a group with quite a long name of its own" },
      { "id": 3, "op": "tanh", "label": "L", "data": "NaN", "grad": 1.0, "inputs": [2],
        "local": ["NaN"], "group": "🚀🚀🚀🚀🚀🚀🚀🚀" } ] }
    """#

  /// The pictures by name, each with the command that draws it.
  private static let commands = [
    "names": "render names.mg",
    "names-17-digits": "render names.mg --precision 17",
    "names-1-digit": "render names.mg --precision 1",
    "names-micrograd": "render names.mg --style micrograd",
    "names-micrograd-17-digits": "render names.mg --style micrograd --precision 17 --direction TB",
    "names-gradient": "render names.mg --overlay gradient --precision 17",
    "names-check": "render names.mg --overlay check --precision 17",
    "names-health": "render names.mg --overlay health --precision 17",
    "top-to-bottom": "render names.mg --direction TB",
    "right-to-left": "render names.mg --direction RL",
    "bottom-to-top": "render names.mg --direction BT",
    "not-finite": "render not-finite.mg",
    "not-finite-17-digits": "render not-finite.mg --precision 17 --overlay health",
    "not-finite-check": "render not-finite.mg --overlay check",
    "not-finite-micrograd": "render not-finite.mg --style micrograd",
    "groups": "render groups.json --precision 17",
    "groups-collapsed": "render groups.json --collapse all --overlay health",
    "network": "mlp 3,4,4,1 --direction TB --precision 17",
    "network-gradient": "mlp 3,4,4,1 --overlay gradient --direction RL",
    "network-check": "mlp 3,2,1 --rows 0..0 --collapse none --overlay check --direction BT",
    "network-health": "mlp 3,4,1 --init zeros --overlay health",
    "training": "mlp 2,4,1 --data moons --train 3 --learning-rate 1000",
    "difference": "diff names.mg not-finite.mg",
    "names-flow": "render names.mg --edges flow --precision 17 --legend --title 'A <title> & more'",
    "names-local": "render names.mg --edges local --labels math --style micrograd --legend",
    "names-folded": "render names.mg --constants inline --sums merged --theme dark --legend",
    "names-folded-micrograd":
      "render names.mg --constants inline --sums merged --style micrograd --theme print",
    "names-near": "render names.mg --focus activated --radius 1 --theme high-contrast --edges flow",
    "names-ghosts": "render names.mg --path activated L --ghosts --link 'a.html#{name}'",
    "names-steps": "render names.mg --stage steps --edges flow --precision 17",
    "names-moving": "render names.mg --animate --edges flow --theme auto",
    "names-moving-micrograd": "render names.mg --animate --style micrograd",
    "not-finite-steps": "render not-finite.mg --stage steps --theme auto --direction TB",
    "network-spread": "mlp 2,8,8,1 --data moons --rows 0..99 --theme auto --edges flow",
    "network-layers": "mlp 2,8,8,1 --data moons --rows 0..99 --depth 1 --legend --direction TB",
    "pair": "render names.mg --stage pair --legend --title 'A <title>'",
    "sheet": "neuron --stage steps --sheet --edges local --theme auto",
    "sheet-circuit": "neuron --style circuit --inputs 1 --stage steps --sheet",
    "pair-circuit": "neuron --style circuit --stage pair --edges local",
    "pair-circles": "mlp 3,4,1 --style network --stage pair --theme auto",
    "pair-down": "neuron --style micrograd --stage pair --direction TB",
    "circuit": "render names.mg --style circuit --legend",
    "circuit-local": "render names.mg --style circuit --edges local --precision 17",
    "circuit-down": "render names.mg --style circuit --direction TB --edges flow",
    "circuit-left": "neuron --inputs 5 --sums merged --style circuit --edges local --direction RL",
    "circuit-up": "render not-finite.mg --style circuit --direction BT --theme dark",
    "circuit-health": "render not-finite.mg --style circuit --overlay health --legend",
    "circuit-check": "render names.mg --style circuit --overlay check --precision 9",
    "circuit-steps": "neuron --style circuit --stage steps --edges local",
    "circuit-moving": "neuron --style circuit --animate --theme auto",
    "circuit-groups": "render groups.json --style circuit",
    "circuit-frames": "mlp 3,2,1 --rows 0..0 --collapse none --style circuit",
    "circuit-collapsed": "mlp 3,4,4,1 --style circuit",
    "fit-readme": "render names.mg --fit readme --legend --title 'A <title> & more'",
    "fit-column": "render names.mg --fit column --edges local --theme auto",
    "fit-slide": "render names.mg --fit slide --overlay health",
    "fit-page": "render names.mg --fit page --style micrograd",
    "fit-readme-circuit": "render names.mg --fit readme --style circuit --edges local",
    "fit-column-circuit": "render not-finite.mg --fit column --style circuit",
    "fit-slide-circuit": "neuron --fit slide --style circuit --stage pair",
    "fit-page-circuit": "neuron --fit page --style circuit --legend",
    "fit-readme-circles": "mlp 3,4,4,1 --style network --fit readme --edges weights",
    "fit-column-circles": "mlp 2,8,8,1 --data moons --style network --fit column",
    "fit-slide-circles": "mlp 3,4,1 --style network --fit slide --legend --stage pair",
    "fit-page-circles": "mlp 4,3 --data iris --style network --fit page",
    "fit-chain": "render -e 'x = 1.0; y = x\(String(repeating: ".tanh()", count: 40))' --fit page",
    "fit-steps": "neuron --stage steps --fit column --edges flow --precision 17",
    "fit-sheet": "neuron --stage steps --sheet --fit slide --style circuit",
    "fit-moving": "neuron --animate --fit page --title 'Forward, then back'",
    "font-size": "render names.mg --font-size 18 --legend --title 'A <title>'",
    "font-size-circles": "mlp 3,4,1 --style network --font-size 30 --size 900x900",
    "circles": "mlp 3,4,4,1 --style network --legend --title 'A <title>'",
    "circles-weights": "mlp 3,4,4,1 --style network --edges weights --precision 4",
    "circles-down": "mlp 4,3 --data iris --style network --edges weights --direction TB",
    "circles-left": "mlp 2,17,3,1 --data moons --style network --direction RL --precision 17",
    "circles-up":
      "mlp 3,4,1 --style network --dropout 0.5 --seed 2 --direction BT --theme auto --edges weights",
    "circles-check": "mlp 3,4,1 --style network --overlay check --legend",
    "circles-health": "mlp 3,4,1 --init zeros --style network --overlay health --legend",
    "circles-moving": "mlp 3,4,1 --style network --animate",
    "circles-not-finite":
      "mlp 2,4,1 --data moons --style network --train 3 --learning-rate 1000",
    "network-near": "mlp 3,4,4,1 --focus 'layer 2' --radius 1 --edges local --direction RL",
    "network-moving": "mlp 3,4,4,1 --animate",
    "chain": "render -e 'x = 1.0; y = x\(String(repeating: ".tanh()", count: 300))' --edges local",
    "sigmoid": "plot sigmoid",
    "leaky-relu": "plot leaky_relu",
  ]

  /// Draws them all into a folder `stress`.
  static func draw(in folder: TemporaryFolder) throws -> [URL] {
    try folder.write("names.mg", names)
    try folder.write("not-finite.mg", notFinite)
    try folder.write("groups.json", groups)
    for (name, command) in commands {
      let path = "stress/\(name).svg"
      // Code 1 says that something was found, which is so in some of these.
      let result = try Command.shell("multigrad \(command) -o \(path)", in: folder)
      guard result.code <= 1, !result.errors.isEmpty else { throw Failure(command, result.errors) }
    }
    return folder.files.filter { $0.hasPrefix("stress/") && $0.hasSuffix(".svg") }
      .map { folder.url.appendingPathComponent($0) }
  }

  struct Failure: Error {
    let command: String
    let errors: String

    init(_ command: String, _ errors: String) {
      self.command = command
      self.errors = errors
    }
  }
}
