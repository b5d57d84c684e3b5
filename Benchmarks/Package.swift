// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library builds it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  targets: [.executableTarget(name: "StartUp")],
  swiftLanguageModes: [.v6]
)
