/// A way in which a picture is drawn that one of several files has: dark, or with twice the pixels.
struct PictureVariant: Sendable {
  /// What is asked for beside the words of the block.
  let words: [String]
  /// What is put behind the name of the picture.
  let nameEnd: String
  /// Whether a document shows it itself, and not the reader's program in place of another.
  let theme: Theme

  enum Theme: Sendable { case light, dark }

  /// What a block is drawn as, the picture that stands for all of them first.
  static func all(of block: PictureBlock, for catalogue: PictureNaming) -> [PictureVariant] {
    let themes: [PictureVariant] =
      block.settings.hasBothThemes
      ? [
        PictureVariant(words: ["theme=light"], nameEnd: "", theme: .light),
        PictureVariant(words: ["theme=dark"], nameEnd: catalogue.darkEnd, theme: .dark),
      ] : [PictureVariant(words: [], nameEnd: "", theme: .light)]
    guard catalogue == .docc, block.words.contains(where: { $0.hasSuffix("format=png") }) else {
      return themes
    }
    // A pixel of a page is two or three of a screen.
    return themes.flatMap { theme in
      [
        theme,
        PictureVariant(
          words: theme.words + ["scale=2"], nameEnd: theme.nameEnd + "@2x", theme: theme.theme),
      ]
    }
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
