// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library builds it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "MultiGrad", path: "..")],
  targets: [
    .executableTarget(name: "StartUp"),
    .executableTarget(
      name: "AutomaticView", dependencies: [.product(name: "MultiGrad", package: "MultiGrad")]),
    .executableTarget(
      name: "PNGEncoding", dependencies: [.product(name: "MultiGrad", package: "MultiGrad")]),
    .executableTarget(
      name: "GradientCheckCost", dependencies: [.product(name: "MultiGrad", package: "MultiGrad")]),
  ],
  swiftLanguageModes: [.v6]
)
