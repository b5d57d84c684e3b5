internal import Text

/// What is wrong with a part of a document.
public struct DocumentFault: Error {
  /// A fault on a line.
  init(line: Int, kind: Kind) {
    self.line = line
    self.kind = kind
  }

  /// The line of the document, from 1: as it was read.
  public let line: Int
  /// How many lines were put in before it since.
  public internal(set) var shift = 0
  /// What is wrong.
  public let kind: Kind

  /// The facts of a fault.
  public enum Kind: Error {
    /// A fenced block that ends with what it is in, or with the document.
    case unclosedFence
    /// A marker that no other closes.
    case unclosedMarker(String)
    /// A marker that closes nothing.
    case strayEnd(String)
    /// Pictures between markers, without a block that asks for them.
    case strayPictures(String)
    /// A quote that no other closes.
    case unclosedQuote
    /// A name that no file can have.
    case badName(String)
    /// A setting that is there twice.
    case settingTwice(String)
    /// A name that another block has.
    case nameTaken(String, line: Int)
    /// A picture whose file is that of another block.
    case fileTaken(String, line: Int)
    /// A picture whose file is there, and was not drawn by us.
    case fileNotOurs(String)
    /// A picture whose file is that of another document.
    case fileOfAnother(String, document: String)
    /// A number of a picture that no block has the name of.
    case unknownPicture(String, known: [String])
    /// A number of a picture whose name was made up, and may be another's tomorrow.
    case unnamedPicture(String)
    /// A word that is nearly ours.
    case nearMiss(String)
    /// A number at the start of a line of Markdown.
    case numberBeginsLine
    /// Pictures that cannot be drawn.
    case drawing(any Error)
    /// A number that a picture does not have.
    case number(String, any Error)
    /// A picture to be shown that was not drawn.
    case notDrawn(String, known: [String])
    /// Something new that would change how the text around it is read.
    case changesReading
  }
}

extension DocumentFault {
  /// What happened and what to do, in a sentence without where; `nil` where that is said by the error
  /// inside.
  public var sentence: String? {
    switch kind {
    case .unclosedFence: "the block that begins here is never closed; close it with the same fence."
    case .unclosedMarker(let marker):
      "no marker closes '\(marker.quotable)'; put the one that ended it back, or remove this one."
    case .strayEnd(let marker):
      "'\(marker.quotable)' closes nothing; put the marker that began it back, or remove this one."
    case .strayPictures(let name):
      "these are the pictures of '\(name.quotable)', and no block before them asks for any; remove "
        + "them, or put the block back."
    case .unclosedQuote: "a quote is never closed; close it on the same line."
    case .badName(let name):
      "'\(name.quotable)' cannot be the name of a picture; use letters, digits, '-' and '_'."
    case .settingTwice(let key): "'\(key)' is there twice; leave one of them out."
    case .nameTaken(let name, let line):
      "the block of line \(line) has the name '\(name.quotable)', too; give each its own."
    case .fileTaken(let file, let line):
      "the block of line \(line) draws '\(file.quotable)', too; give each its own name."
    case .fileNotOurs(let file):
      "'\(file.quotable)' is there, and was not drawn for this block; choose another name=…, or move it away."
    case .fileOfAnother(let file, let document):
      "'\(file.quotable)' is a picture of \(document.quotable), too; give each its own name."
    case .unknownPicture(let name, let known):
      known.isEmpty
        ? "there is no picture '\(name.quotable)', since the document draws none."
        : "there is no picture '\(name.quotable)' in this document; "
          + NearestWord.list(of: known, nearTo: name)
    case .unnamedPicture(let name):
      "the block of '\(name.quotable)' has no name of its own, and is counted; give it one by name=…."
    case .nearMiss(let word): "'\(word.quotable)' is taken for no mark of ours; write 'multigrad'."
    case .numberBeginsLine:
      "a line that begins with a comment is HTML to readers of Markdown, who show the rest of it as it is; "
        + "put a word before it."
    case .notDrawn(let word, []):
      "there is no picture '\(word.quotable)' to show, since the block draws one alone; leave show=… out."
    case .notDrawn(let word, let known):
      "there is no picture '\(word.quotable)' to show; \(NearestWord.list(of: known, nearTo: word))"
    case .changesReading:
      "what belongs here would change how the text around it is read; look for a tag or a block near it "
        + "that is not closed, or remove what stands between the markers."
    case .drawing, .number: nil
    }
  }
}
