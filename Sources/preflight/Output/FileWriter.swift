/// Text into a file, whole or not at all where the system lets us: readers never see half a report.
import PreflightKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// nil when the text is safely in the file, else the system's error number.
func writeFile(_ text: String, to path: String) -> Int32? {
  // A pipe or a device cannot be replaced, only written to; and a link, /dev/stdout among them, must stay one.
  if PathKind(entry: path)?.isSpecial ?? true { return writeDirectly(text, to: path) }
  let draft = "\(path).\(getpid()).tmp"
  let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { return writeInPlace(text, of: path, because: errno) }
  let result = StandardStreams.write(text, to: descriptor)
  let closed = close(descriptor) == 0
  let problem: Int32? =
    switch result {
    case .failed(let number): number
    case .readerGone: EPIPE
    case .done:
      !closed ? errno : rename(draft, path) == 0 ? nil : writeInPlace(text, of: path, because: errno)
    }
  // Where it took the file's place it has gone already.
  unlink(draft)
  return problem
}

/// A folder may take no new files, or the file in it be mounted from elsewhere, and what is there be writable all the
/// same. A full disk is another matter: it would cost the old report and not give the new one.
private func writeInPlace(_ text: String, of path: String, because problem: Int32) -> Int32? {
  let keepsFromReplacing = [EACCES, EPERM, EROFS, EBUSY, ENAMETOOLONG]
  return isThere(path) && keepsFromReplacing.contains(problem) ? writeDirectly(text, to: path) : problem
}

private func writeDirectly(_ text: String, to path: String) -> Int32? {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { return errno }
  defer { close(descriptor) }
  return switch StandardStreams.write(text, to: descriptor) {
  case .done: nil
  case .readerGone: EPIPE
  case .failed(let number): number
  }
}
