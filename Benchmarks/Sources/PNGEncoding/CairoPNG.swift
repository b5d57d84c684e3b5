import Foundation
import MultiGrad

/// Cairo's own way to write a PNG, looked up in the library while running.
struct CairoPNG {
  private typealias Surface = OpaquePointer
  private typealias Create =
    @convention(c) (UnsafeMutablePointer<UInt32>?, Int32, Int32, Int32, Int32) -> Surface?
  private typealias Receive =
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> Int32
  private typealias Write =
    @convention(c) (Surface?, Receive, UnsafeMutableRawPointer?) -> Int32
  private typealias Destroy = @convention(c) (Surface?) -> Void

  private let create: Create
  private let write: Write
  private let destroy: Destroy

  /// Looks for the library; `nil` where it is not.
  init?() {
    let names = ["libcairo.so.2", "libcairo.2.dylib", "/opt/homebrew/lib/libcairo.2.dylib"]
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_LAZY) }).first,
      let create = dlsym(library, "cairo_image_surface_create_for_data"),
      let write = dlsym(library, "cairo_surface_write_to_png_stream"),
      let destroy = dlsym(library, "cairo_surface_destroy")
    else { return nil }
    self.create = unsafeBitCast(create, to: Create.self)
    self.write = unsafeBitCast(write, to: Write.self)
    self.destroy = unsafeBitCast(destroy, to: Destroy.self)
  }

  /// A bitmap as cairo writes it.
  func png(of bitmap: Bitmap) -> [UInt8] {
    var bytes: [UInt8] = []
    var pixels = bitmap.pixels
    pixels.withUnsafeMutableBufferPointer { pixels in
      let argb32: Int32 = 0
      let surface = create(
        pixels.baseAddress, argb32, Int32(bitmap.width), Int32(bitmap.height),
        Int32(4 * bitmap.width))
      let receive: Receive = { bytes, part, count in
        bytes?.assumingMemoryBound(to: [UInt8].self).pointee
          .append(contentsOf: UnsafeBufferPointer(start: part, count: Int(count)))
        return 0
      }
      withUnsafeMutablePointer(to: &bytes) { _ = write(surface, receive, $0) }
      destroy(surface)
    }
    return bytes
  }
}
