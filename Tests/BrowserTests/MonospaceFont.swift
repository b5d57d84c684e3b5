/// A font that pictures must look right in.
enum MonospaceFont: String, CaseIterable, CustomStringConvertible {
  case dejaVu = "DejaVu Sans Mono"
  case liberation = "Liberation Mono"

  var description: String { rawValue }

  /// The file that holds its upright style.
  var file: String {
    switch self {
    case .dejaVu: "DejaVuSansMono.ttf"
    case .liberation: "LiberationMono-Regular.ttf"
    }
  }

  /// The width of a column, as a part of the font size.
  ///
  /// No two fonts here have the same, so that a measurement shows which one was used.
  var advance: Double {
    switch self {
    case .dejaVu: 1233.0 / 2048
    case .liberation: 1229.0 / 2048
    }
  }

  /// The folders in which systems keep fonts.
  static let folders = ["/usr/share/fonts", "/usr/local/share/fonts"]

  /// A configuration of fontconfig in which there is no other font: nothing falls back unseen.
  ///
  /// Hinting would round each column to whole pixels, by rules that differ between machines.
  var configuration: String {
    """
    <?xml version="1.0"?>
    <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
    <fontconfig>
      \(MonospaceFont.folders.map { "<dir>\($0)</dir>" }.joined())
      <cachedir>/var/cache/fontconfig</cachedir>
      <selectfont>
        <acceptfont>
          <pattern><patelt name="family"><string>\(rawValue)</string></patelt></pattern>
        </acceptfont>
        <rejectfont><pattern/></rejectfont>
      </selectfont>
      <match target="font">
        <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
      </match>
    </fontconfig>
    """
  }
}
