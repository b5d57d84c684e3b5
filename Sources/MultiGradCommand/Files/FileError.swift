/// Why a file could not be read or written.
enum FileError: Error {
  case inputMissing(path: String, reason: String)
  case inputUnreadable(path: String, reason: String)
  case outputUncreatable(path: String, reason: String)
  case outputFailed(path: String, reason: String)
  case streamFailed(name: String, reason: String)
}

extension FileError: CustomStringConvertible {
  var description: String {
    switch self {
    case .inputMissing(let path, let reason):
      "\(path): the input cannot be opened (\(reason)); check the path."
    case .inputUnreadable(let path, let reason):
      "\(path): reading failed (\(reason)); try again, or copy the file elsewhere."
    case .outputUncreatable(let path, let reason):
      "\(path): the output cannot be created (\(reason)); choose another place with -o."
    case .streamFailed(let name, let reason):
      "\(name): writing failed (\(reason)); what was written is not complete."
    case .outputFailed(let path, let reason):
      "\(path): writing failed (\(reason)); nothing was left behind. Make room, or choose another "
        + "place with -o."
    }
  }
}
