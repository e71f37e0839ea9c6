/// Text into a file that does not exist yet; folders on the way are made. What exists is never touched.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum NewFileFault: Equatable {
  case exists
  case failed(Int32)
}

/// nil when the text is in the file.
func createFile(_ text: String, at path: String) -> NewFileFault? {
  if let problem = makeFolders(above: path) { return .failed(problem) }
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { return errno == EEXIST ? .exists : .failed(errno) }
  let result = StandardStreams.write(text, to: descriptor)
  guard close(descriptor) == 0 else { return .failed(errno) }
  return switch result {
  case .done: nil
  case .readerGone: .failed(EPIPE)
  case .failed(let number): .failed(number)
  }
}

/// nil when every folder of a path is there.
private func makeFolders(above path: String) -> Int32? {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  var folder = ""
  for part in parts {
    folder += folder.isEmpty && !part.isEmpty ? String(part) : "/\(part)"
    if part.isEmpty || part == "." || part == ".." { continue }
    if mkdir(folder, 0o777) != 0, errno != EEXIST { return errno }
  }
  return nil
}
