/// What a report would end up in: a place as it was named in; one text for all names of the same file out, whether or not
/// it is there yet.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension OutputTarget.Place {
  var destination: String {
    switch self {
    case .standardOutput: "-"
    case .file(let path): realName(of: path)
    }
  }
}

private func realName(of path: String, linksLeft: Int = 40) -> String {
  if let identity = FileIdentity(path) { return identity.text }
  // A link that leads nowhere leads to the file that is going to be made.
  if linksLeft > 0, let target = linkTarget(path) {
    return realName(of: path.sibling(target), linksLeft: linksLeft - 1)
  }
  let folder = path.sibling(".")
  let name = path.split(separator: "/").last ?? ""
  return "\(FileIdentity(folder)?.text ?? folder)/\(name)"
}

private func linkTarget(_ path: String) -> String? {
  var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink(path, &bytes, bytes.count)
  guard count > 0 else { return nil }
  return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
}
