package import Foundation

/// The size in a PNG's header.
package struct PNGHeader: Equatable {
  package let width: Int
  package let height: Int

  /// Reads the header; `nil` where the data is no PNG.
  package init?(_ data: Data) {
    let bytes = [UInt8](data.prefix(24))
    guard bytes.count == 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    else { return nil }
    func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    width = number(16)
    height = number(20)
  }
}
