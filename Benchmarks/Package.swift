// swift-tools-version: 6.2
import PackageDescription

let multiGrad = Target.Dependency.product(name: "MultiGrad", package: "MultiGrad")

// A package of its own, so that nobody who uses the library builds it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "MultiGrad", path: "..")],
  targets: [
    .target(name: "Measuring"),
    // What the tape is measured against.
    .target(
      name: "TapeBaselines", cSettings: [.unsafeFlags(["-O3"])],
      cxxSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(name: "TapeSpeed", dependencies: ["Measuring", "TapeBaselines", multiGrad]),
    .executableTarget(name: "StartUp", dependencies: ["Measuring"]),
    .executableTarget(name: "AutomaticView", dependencies: ["Measuring", multiGrad]),
    .executableTarget(name: "SnapshotSpeed", dependencies: ["Measuring", multiGrad]),
    .executableTarget(name: "PNGEncoding", dependencies: ["Measuring", multiGrad]),
    .executableTarget(name: "LayoutQuality", dependencies: ["Measuring", multiGrad]),
    .executableTarget(name: "ProgramCost", dependencies: ["Measuring"]),
    .executableTarget(name: "DocumentationCost", dependencies: ["Measuring", multiGrad]),
    .executableTarget(name: "GradientCheckCost", dependencies: ["Measuring", multiGrad]),
  ],
  swiftLanguageModes: [.v6]
)
