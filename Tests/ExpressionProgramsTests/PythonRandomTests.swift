import Testing

@testable import ExpressionPrograms

/// Every number here is what `random.Random(seed)` of Python 3.11 gave.
@Suite struct PythonRandomTests {
  @Test(arguments: sequences)
  func drawsWhatPythonDraws(seed: Int128, first: Draws, later: Draws) {
    var generator = PythonRandom(seed: seed)
    expect(Draws(of: &generator), equals: first)
    for index in 0..<1000 { drawMixed(&generator, index) }
    expect(Draws(of: &generator), equals: later)
  }

  @Test func aNewSeedForgetsTheTwinOfANormalNumber() {
    var generator = PythonRandom(seed: 1)
    let first = generator.gauss(0, 1)
    let twin = generator.gauss(0, 1)
    generator = PythonRandom(seed: 1)
    #expect(generator.gauss(0, 1) == first)
    generator = PythonRandom(seed: 1)
    #expect(generator.gauss(0, 1) == first)
    #expect(generator.gauss(0, 1) == twin)
  }

  @Test func aCopyGoesItsOwnWay() {
    var generator = PythonRandom(seed: 3)
    _ = generator.random()
    var copy = generator
    #expect(generator.random() == copy.random())
    _ = copy.random()
    var again = PythonRandom(seed: 3)
    for _ in 0..<2 { _ = again.random() }
    #expect(generator.random() == again.random())
  }

  /// The order of the calls is that of the script which made the tables.
  private func drawMixed(_ generator: inout PythonRandom, _ index: Int) {
    switch index % 7 {
    case 0: _ = generator.random()
    case 1: _ = generator.uniform(-1, 1)
    case 2: _ = generator.randint(-3, Int128(index))
    case 3: _ = generator.gauss(0, 1)
    case 4: _ = generator.normalvariate(0, 1)
    case 5:
      var list = Array(0..<8)
      generator.shuffle(&list)
    default: _ = generator.randint(-(1 << 100), 1 << 100)
    }
  }

  private func expect(_ draws: Draws, equals expected: Draws) {
    #expect(draws.random == expected.random)
    #expect(draws.uniform == expected.uniform)
    #expect(draws.below == expected.below)
    #expect(draws.wide == expected.wide)
    // The last digit of a logarithm or a cosine is the C library's own.
    for (number, other) in zip(
      draws.gauss + draws.normal, expected.gauss + expected.normal)
    {
      #expect(abs(number - other) < 1e-13)
    }
    #expect(draws.shuffled == expected.shuffled)
    #expect(draws.sample == expected.sample)
  }
}

/// What each method gave, in the order of the calls.
struct Draws: Sendable {
  var random: [Double]
  var uniform: [Double]
  var below: [Int128]
  var wide: [Int128]
  var gauss: [Double]
  var normal: [Double]
  var shuffled: [Int]
  var sample: [Int]
}

extension Draws {
  fileprivate init(of generator: inout PythonRandom) {
    random = (0..<3).map { _ in generator.random() }
    uniform = (0..<2).map { _ in generator.uniform(-1, 1) }
    below = [1, 2, 10, 1000, 1 << 32, (1 << 32) + 1].map { generator.randbelow($0) }
    wide = [
      generator.randint(-(1 << 100), 1 << 100), generator.randint(-5, 1 << 40),
      generator.randint(.min, .max),
    ]
    gauss = (0..<3).map { _ in generator.gauss(1, 2) }
    normal = (0..<2).map { _ in generator.normalvariate(0, 1) }
    shuffled = Array(0..<8)
    generator.shuffle(&shuffled)
    sample = generator.sampleIndices(6, of: 100) + generator.sampleIndices(3, of: 9)
  }
}

extension PythonRandomTests {
  static let sequences: [(seed: Int128, first: Draws, later: Draws)] = [
    (
      0,
      Draws(
        random: [0.8444218515250481, 0.7579544029403025, 0.420571580830845],
        uniform: [-0.4821664994140733, 0.02254944273721704],
        below: [0, 1, 7, 366, 3900315155, 2167613558],
        wide: [
          -732400646418942354817388476813, 325997320454, 7266266639840568569282331241151811590,
        ],
        gauss: [5.13963484615685, 2.7079801905947978, 1.7645938166056632],
        normal: [2.0136076623635715, 1.3049446396630675],
        shuffled: [4, 0, 3, 5, 1, 2, 6, 7], sample: [24, 72, 28, 30, 18, 69, 7, 1, 0]),
      Draws(
        random: [0.23144265965090172, 0.6491588252584514, 0.7339981814871853],
        uniform: [0.3505611674113942, -0.6225090756955276],
        below: [0, 1, 4, 361, 4161974306, 935755590],
        wide: [
          -390953218660717793443795424671, 250721151880, 51621393153424043155459197642415058350,
        ],
        gauss: [-0.08583732974896074, 0.8842091212182575, 4.046909031163232],
        normal: [-0.8266743939231033, 0.49778403258469817],
        shuffled: [6, 4, 1, 3, 7, 0, 5, 2], sample: [65, 6, 44, 49, 94, 92, 6, 2, 8])
    ),
    (
      1,
      Draws(
        random: [0.13436424411240122, 0.8474337369372327, 0.763774618976614],
        uniform: [-0.4898619485211566, -0.009129825816118098],
        below: [0, 1, 6, 807, 901749037, 2095328386],
        wide: [
          902393623168833862878270352614, 7589884244, 129727160953077765155285399253297005086,
        ],
        gauss: [-1.0488086537557386, -3.858294451635909, 0.629783417898564],
        normal: [0.13859411357642246, 1.2691307668998135],
        shuffled: [2, 1, 5, 6, 7, 3, 0, 4], sample: [15, 95, 42, 92, 91, 64, 6, 3, 2]),
      Draws(
        random: [0.25770782049737817, 0.6909329957618985, 0.97955990362615],
        uniform: [0.041905095896703326, -0.7856057811140846],
        below: [0, 1, 4, 268, 3012253304, 3857676455],
        wide: [
          -148015693486040705759320168139, 1086013214287, 5451748665820338790442033132575401337,
        ],
        gauss: [2.2148492727636544, 1.8636226821371256, -0.11520828324011645],
        normal: [-0.680362453375333, 1.5308856343114907],
        shuffled: [5, 1, 2, 0, 7, 4, 3, 6], sample: [18, 54, 16, 7, 37, 49, 6, 1, 7])
    ),
    (
      42,
      Draws(
        random: [0.6394267984578837, 0.025010755222666936, 0.27502931836911926],
        uniform: [-0.5535785237023545, 0.4729424283280248],
        below: [0, 1, 0, 30, 402418010, 2585650756],
        wide: [
          -125218540521709094769740085108, 16618518342, 67423343308003522100003646490215002891,
        ],
        gauss: [0.3754453657108804, 1.9807250651870496, 2.7468087707588937],
        normal: [1.5043537616578755, 1.9494970395697655],
        shuffled: [5, 7, 6, 2, 4, 0, 3, 1], sample: [73, 24, 90, 8, 5, 84, 3, 4, 0]),
      Draws(
        random: [0.33098965555316917, 0.4263693836216823, 0.46205415749442236],
        uniform: [0.5955115766085302, 0.25952063775735756],
        below: [0, 1, 6, 29, 3792874364, 1844915411],
        wide: [
          -220666586709965271439557549240, 140857782037, -103080281332162079755715326130698544750,
        ],
        gauss: [3.2489722885689307, 2.9566417810486554, -4.187838603016211],
        normal: [-0.5236031862919663, -0.20811742747992124],
        shuffled: [0, 7, 2, 1, 4, 3, 6, 5], sample: [78, 75, 10, 86, 17, 40, 1, 3, 2])
    ),
    (
      1337,
      Draws(
        random: [0.6177528569514706, 0.5332655736050008, 0.36584835924937553],
        uniform: [0.1715747078045431, -0.6686254326224383],
        below: [0, 1, 5, 943, 4276264787, 2994107253],
        wide: [
          -879422579763160313124463293005, 767373741438, -13293578894182083552547587990920539291,
        ],
        gauss: [4.438601421908323, 0.060776923856466825, -0.194050841416751],
        normal: [1.3118274400708436, -0.5048640757776628],
        shuffled: [2, 7, 3, 0, 6, 4, 5, 1], sample: [83, 79, 6, 86, 2, 81, 3, 8, 0]),
      Draws(
        random: [0.7124845972809073, 0.44350204078459565, 0.45706403307901233],
        uniform: [-0.61252616250703, -0.4698866695569599],
        below: [0, 1, 4, 129, 672587883, 80563482],
        wide: [
          -872415379614387788980342418915, 495221942906, -150476451096640723873933756284977492325,
        ],
        gauss: [2.59844833011668, -0.06329899823524587, -1.8239685701902837],
        normal: [-0.25830202889424525, -0.06692262947946925],
        shuffled: [3, 2, 5, 4, 6, 0, 1, 7], sample: [92, 95, 30, 97, 84, 18, 5, 4, 2])
    ),
    (
      -5,
      Draws(
        random: [0.6229016948897019, 0.7417869892607294, 0.7951935655656966],
        uniform: [0.8849005675541006, 0.4797971494798614],
        below: [0, 1, 3, 664, 673671309, 1596840319],
        wide: [
          -1247896585400551891589556142457, 475586812699, 39967021457714656442307766250245856840,
        ],
        gauss: [1.0833908720160157, 1.0851908185040966, 1.9474584204390515],
        normal: [0.898945418409507, 1.7181393837729773],
        shuffled: [2, 0, 4, 7, 6, 5, 1, 3], sample: [46, 53, 21, 18, 33, 8, 5, 4, 6]),
      Draws(
        random: [0.9854037683234905, 0.32680883735190847, 0.543793703850182],
        uniform: [0.09280277549906657, -0.42927381186391034],
        below: [0, 1, 4, 369, 1583656452, 2882821341],
        wide: [
          -1254042636647277098309316690099, 688609480242, -88425147405388774178361945000293168310,
        ],
        gauss: [3.877918797059118, -1.6381728608306076, 1.061250137884343],
        normal: [-0.005080541970693298, -0.8233073020369607],
        shuffled: [3, 0, 5, 2, 4, 7, 6, 1], sample: [85, 11, 35, 97, 75, 43, 2, 6, 1])
    ),
    (
      1 << 40,
      Draws(
        random: [0.1036394562812375, 0.6705558677439764, 0.4266543913526999],
        uniform: [-0.22453845442617593, 0.2529724770850936],
        below: [0, 1, 8, 327, 3106517874, 1751662776],
        wide: [
          -178866076420775081755302879137, 871355629129, 8022080856069010497010744348532253422,
        ],
        gauss: [-1.368480546792863, 1.3135916522950746, 1.7838736230804657],
        normal: [-0.6673194167113966, -0.9582001091823726],
        shuffled: [0, 7, 5, 6, 3, 1, 2, 4], sample: [36, 48, 2, 45, 11, 26, 4, 1, 6]),
      Draws(
        random: [0.07786281430238984, 0.6205830915489177, 0.5771098319707886],
        uniform: [0.7589654229333167, 0.44563872619363876],
        below: [0, 1, 8, 44, 2458580231, 650427424],
        wide: [
          -185773088242660217609178706808, 943446405597, 30858415796146117472289730579167109498,
        ],
        gauss: [0.4281091678616664, 3.198478349982042, 2.82251820430356],
        normal: [-0.17623265533004842, -0.015834563348204288],
        shuffled: [4, 7, 1, 5, 0, 2, 3, 6], sample: [50, 44, 32, 31, 52, 60, 7, 4, 1])
    ),
    (
      1 << 70,
      Draws(
        random: [0.2327882718301838, 0.4150663501741646, 0.10762663043437715],
        uniform: [0.5005215857619243, 0.31130780619921805],
        below: [0, 0, 1, 534, 2614418808, 157405936],
        wide: [
          -1056303613301192537778219792770, 36352770691, 35135160816172007287246380194273330004,
        ],
        gauss: [2.181111534500588, 0.8518614139229828, -1.1304143401214053],
        normal: [-0.22797803013094775, -0.12658626737373083],
        shuffled: [6, 2, 4, 5, 0, 3, 7, 1], sample: [91, 75, 54, 27, 0, 66, 0, 5, 6]),
      Draws(
        random: [0.8756542291709942, 0.05269420331804986, 0.6897783880486454],
        uniform: [-0.7215459722715665, -0.14166671134770592],
        below: [0, 0, 6, 30, 2767489607, 1529730205],
        wide: [
          -599686870530085831906935685708, 145579328759, 148401316954222211482899712225818831155,
        ],
        gauss: [-0.061128976373391763, 2.8282933672870687, 1.795866672005195],
        normal: [0.5661620654146419, 0.17928153897608654],
        shuffled: [2, 6, 7, 4, 5, 1, 0, 3], sample: [48, 68, 2, 67, 33, 65, 2, 6, 7])
    ),
  ]
}
