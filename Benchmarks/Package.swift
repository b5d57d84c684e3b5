// swift-tools-version: 6.2
import Foundation
import PackageDescription

let multiGrad = Target.Dependency.product(name: "MultiGrad", package: "MultiGrad")

// Tapes of others are measured where they are: ADOL-C by its headers, and CoDiPack where CODIPACK names its own.
let prefixOfADOLC = ["/usr", "/usr/local", "/opt/homebrew"].first {
  FileManager.default.fileExists(atPath: "\($0)/include/adolc/adolc.h")
}
let includes = [prefixOfADOLC.map { "\($0)/include" }, Context.environment["CODIPACK"]]
  .compactMap { $0 }.filter { $0 != "/usr/include" }.map { "-I\($0)" }
let libraries: [LinkerSetting] =
  prefixOfADOLC.map { [.linkedLibrary("adolc"), .unsafeFlags(["-L\($0)/lib"])] } ?? []

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
      cxxSettings: [.unsafeFlags(["-O3"] + includes)], linkerSettings: libraries),
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
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
