/// Folders and what kind of thing a path is: a path in, sorted entries or a kind out.

#if canImport(Glibc)
  // swift-certificates brings this module along, and with it the members of `stat` are its own.
  import CoreFoundation
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum PathKind: Equatable {
  case folder(FileIdentity)
  case file(FileIdentity)
  /// Pipes, devices, sockets.
  case special(FileIdentity)
  case missing(errno: Int32)

  /// Symbolic links are followed.
  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .missing(errno: errno)
      return
    }
    self.init(status)
  }

  /// What an entry of a folder is itself; nil for a symbolic link.
  init?(entry path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = .missing(errno: errno)
      return
    }
    guard status.st_mode & S_IFMT != S_IFLNK else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder(FileIdentity(status))
    case S_IFREG: self = .file(FileIdentity(status))
    default: self = .special(FileIdentity(status))
    }
  }

  var isSpecial: Bool { if case .special = self { true } else { false } }
}

/// What a file or a folder is, whatever path led to it: symbolic links that run in a circle are recognised by it.
/// A text, because a start has sets of texts anyway: the first set of another kind makes the runtime search all
/// conformances of the program.
struct FileIdentity: Equatable {
  let text: String

  fileprivate init(_ status: stat) {
    text = "\(status.st_dev):\(status.st_ino)"
  }

  /// nil when nothing is there.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// Whether something bears this name, be it a link that leads nowhere.
func isThere(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// The names in a folder, sorted, without `.` and `..`.
func entries(of folder: String) throws(ReadFault) -> [String] {
  guard let stream = opendir(folder) else { throw .system(errno) }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
        String(cString: $0)
      }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  // By their bytes, where Swift holds two spellings of one name for the same.
  return names.sorted { $0 < $1 || $0 == $1 && $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

func joined(_ folder: String, _ name: String) -> String {
  if folder.isEmpty || folder == "." { return name }
  return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
