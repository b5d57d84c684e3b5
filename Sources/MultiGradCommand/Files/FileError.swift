/// Why a file could not be read or written.
enum FileError: Error {
  case inputMissing(path: String, reason: String)
  case inputUnreadable(path: String, reason: String)
  case inputIsDirectory(path: String)
  case inputIsNoText(path: String, kind: BinaryKind, wanted: String)
  case inputTooLarge(path: String, megabytes: Int)
  case outputIsInput(path: String)
  case outputsAreOne(path: String, other: String)
  case outputIsBrokenLink(path: String, reason: String)
  case outputUncreatable(path: String, reason: String)
  case outputFailed(path: String, reason: String)
  case outputWasEdited(path: String)
  case streamFailed(name: String, reason: String)
  /// Nobody reads a pipe any more, and so there is nobody to report it to.
  case readerWentAway
}

extension FileError: CustomStringConvertible {
  var description: String { description(place: "with -o", force: ", or add --force") }

  /// The same where pictures of documents are written, which have their names and places otherwise.
  var descriptionInDocuments: String { description(place: "by name=… or --assets", force: "") }

  private func description(place: String, force: String) -> String {
    switch self {
    case .inputMissing(let path, let reason):
      "\(path): the input cannot be opened (\(reason)); check the path."
    case .inputUnreadable(let path, let reason):
      "\(path): reading failed (\(reason)); try again, or copy the file elsewhere."
    case .inputIsDirectory(let path):
      "\(path): this is a directory, and reading failed; name a file in it."
    case .inputIsNoText(let path, let kind, let wanted):
      "\(path):1:1: this is \(kind.name), and \(wanted) is wanted; \(kind.advice)."
    case .inputTooLarge(let path, let megabytes):
      "\(path): the text is longer than \(megabytes) MB, the most that is read; give a part of it."
    case .outputIsInput(let path):
      "\(path): the output cannot be created, since it is also the input and would overwrite it; "
        + "choose another name \(place)\(force)."
    case .outputsAreOne(let path, let other):
      "\(path): the output cannot be created, since it is the same file as \(other); choose "
        + "another name \(place)."
    case .outputIsBrokenLink(let path, let reason):
      "\(path): the output cannot be created, since it is a link that leads nowhere (\(reason)); "
        + "choose another name \(place)\(force.isEmpty ? "" : ", or replace the link with --force")."
    case .outputUncreatable(let path, let reason):
      "\(path): the output cannot be created (\(reason)); choose another place \(place)."
    case .outputWasEdited(let path):
      "\(path): somebody else edits the document all the time; try again."
    case .streamFailed(let name, let reason):
      "\(name): writing failed (\(reason)); what was written is not complete."
    case .outputFailed(let path, let reason):
      "\(path): writing failed (\(reason)); nothing was left behind. Make room, or choose another "
        + "place \(place)."
    case .readerWentAway: "nobody reads what is written."
    }
  }
}
