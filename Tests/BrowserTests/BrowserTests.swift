import Foundation
import TestSupport
import Testing

/// What a browser draws, measured: whether our own table of widths holds for real fonts.
@Suite(
  .enabled(
    if: Chromium.missing.isEmpty || Environment.isCI,
    "\(Chromium.missing.joined(separator: ", ")) not installed; make test does so with apt-get"))
struct BrowserTests {
  /// Texts stay where they belong, and nothing lies over anything.
  @Test(arguments: MonospaceFont.allCases)
  func everythingFits(_ font: MonospaceFont) throws {
    let pictures = try Measurement.all(in: font).filter { $0.source != .control }
    #expect(pictures.count { $0.source == .gallery } == Gallery.pictures.count)
    #expect(pictures.contains { $0.source == .gallery })
    #expect(pictures.contains { $0.source == .stress })
    for picture in pictures {
      for fault in picture.faults { Issue.record("\(picture.name): \(fault)") }
      #expect(picture.picture?.texts.isEmpty == false, "\(picture.name)")
    }
  }

  /// Each text is set in the font that we mean, and in no other.
  @Test(arguments: MonospaceFont.allCases)
  func fontIsUsed(_ font: MonospaceFont) throws {
    for measurement in try Measurement.all(in: font) {
      for advance in measurement.picture?.advances ?? [] {
        #expect(
          abs(advance - font.advance) < 0.0005,
          "\(measurement.name): \(advance) is no column of \(font)")
      }
    }
  }

  /// The judge is awake: what it says nothing about is fine.
  @Test(arguments: MonospaceFont.allCases)
  func knownFaultsAreFound(_ font: MonospaceFont) throws {
    let found = try Measurement.all(in: font).filter { $0.source == .control }
    try #require(found.count == Control.all.count)
    for (control, measurement) in zip(Control.all, found) {
      #expect(measurement.faults.map(\.what) == control.faults, "\(control.name)")
    }
  }
}
