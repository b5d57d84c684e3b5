internal import Rendering

/// A way in which a picture is drawn that one of several files has: dark, or with twice the pixels.
struct PictureVariant: Sendable {
  /// What is asked for beside the words of the block.
  let words: [String]
  /// What is put behind the name of the picture.
  let nameEnd: String
  /// Whether only pictures of pixels have it.
  var isOfPixels = false

  /// What a block is drawn as, the picture that stands for all of them first.
  static func all(of block: PictureBlock, for catalogue: PictureNaming) -> [PictureVariant] {
    let themes: [PictureVariant] =
      block.settings.hasBothThemes
      ? [
        PictureVariant(words: ["theme=light"], nameEnd: ""),
        PictureVariant(words: ["theme=dark"], nameEnd: catalogue.darkEnd),
      ] : [PictureVariant(words: [], nameEnd: "")]
    // A pixel of a page is two or three of a screen; who gives a scale has one picture of that.
    guard catalogue == .docc, let format = block.words.value(of: "format", or: "-f"),
      isOfPixels(format), block.words.value(of: "scale") == nil
    else { return themes }
    return themes.flatMap { theme in
      [
        theme,
        PictureVariant(
          words: theme.words + ["scale=2"], nameEnd: theme.nameEnd + "@2x", isOfPixels: true),
      ]
    }
  }

  /// Whether a picture has this variant: a plot beside pictures of pixels has none.
  func isOf(_ picture: DrawnBlock.Picture) -> Bool {
    !isOfPixels || PictureVariant.isOfPixels(picture.fileExtension)
  }

  /// Whether the format of a name, or of an extension, is of pixels.
  private static func isOfPixels(_ word: String) -> Bool {
    PictureFormat.all.contains { $0.isOfPixels && [$0.name, $0.fileExtension].contains(word) }
  }
}

extension [String] {
  /// The value that words of a block give an option, in any of the ways in which it can be written.
  func value(of option: String, or short: String? = nil) -> String? {
    for (index, word) in enumerated() {
      let bare = word.hasPrefix("--") ? word.dropFirst(2) : word[...]
      if bare.hasPrefix("\(option)=") { return String(bare.dropFirst(option.count + 1)) }
      if word == "--\(option)" || word == short { return dropFirst(index + 1).first }
    }
    return nil
  }
}

/// How the files of pictures are named.
public enum PictureNaming: Sendable {
  /// As paths: `neuron-dark.svg`.
  case plain
  /// As catalogues of DocC have them, which finds the variants itself: `neuron~dark.svg`,
  /// `neuron@2x.png`.
  case docc

  var darkEnd: String { self == .docc ? "~dark" : "-dark" }
}
