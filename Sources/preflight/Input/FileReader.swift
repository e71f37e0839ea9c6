/// A path in, its bytes out, or why not. Reads one byte more than the limit and no further, so that a file that never
/// ends does end, and whoever parses it can tell that it is too large.
import Document
import PreflightKit

#if canImport(Glibc)
  // swift-certificates brings this module along, and with it the members of `stat` are its own.
  import CoreFoundation
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum ReadFault: Error, Equatable, CustomStringConvertible {
  case system(Int32)
  case isFolder
  case isSpecial
  /// A pipe or device that has given nothing for a while.
  case silent
  case tooLarge(limit: Int)

  var description: String {
    switch self {
    case .system(let number): String(errorNumber: number)
    case .isFolder: "it is a folder"
    case .isSpecial: "it is a pipe, a device or a socket"
    case .silent: "nothing has come from it for \(FileReader.patience / 1_000) seconds"
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    }
  }
}

struct FileReader {
  /// Milliseconds a pipe or device may stay silent.
  static let patience: Int32 = 10_000

  var limit = Limits().bytes

  func standardInput() throws(ReadFault) -> [UInt8] {
    try read(descriptor: 0, patience: -1)
  }

  /// What has come by now, at least a byte; nothing at the end.
  func nextOfStandardInput() throws(ReadFault) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.appendRead(from: 0, atMost: 65_536) < 0 {
      if errno == EINTR { continue }
      guard errno == EAGAIN else { throw .system(errno) }
      try wait(0, -1)
    }
    return bytes
  }

  /// For files that are no campaign, and of which a part would be worse than nothing.
  func whole(_ path: String) throws(ReadFault) -> [UInt8] {
    let bytes = try path == "-" ? standardInput() : read(path)
    if bytes.count > limit { throw .tooLarge(limit: limit) }
    return bytes
  }

  func read(_ path: String) throws(ReadFault) -> [UInt8] {
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .isFolder
    case S_IFREG: return try read(descriptor: descriptor, size: Int(status.st_size), patience: -1)
    case S_IFIFO:
      waitForWriter(descriptor)
      return try read(descriptor: descriptor, patience: Self.patience)
    default: return try read(descriptor: descriptor, patience: Self.patience)
    }
  }

  /// - Parameter size: of a regular file; 0 where the system does not know it, as under /proc.
  private func read(descriptor: Int32, size: Int = 0, patience: Int32) throws(ReadFault) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      // One more than the size, so that a file that has not grown is read at once.
      let chunk = bytes.isEmpty && size > 0 ? size + 1 : max(65_536, bytes.count)
      let room = min(chunk, limit + 1 - bytes.count)
      let count = bytes.appendRead(from: descriptor, atMost: room)
      if count == 0 || (size > 0 && count > 0 && count < room) { return bytes }
      if count > 0 || errno == EINTR { continue }
      guard errno == EAGAIN else { throw .system(errno) }
      try wait(descriptor, patience)
    }
    return bytes
  }

  private func wait(_ descriptor: Int32, _ patience: Int32) throws(ReadFault) {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&wait, 1, patience) == 0 { throw .silent }
  }

  /// A FIFO without a writer looks as if it had ended. Whoever is about to write gets a second to begin.
  private func waitForWriter(_ descriptor: Int32) {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&wait, 1, 1_000)
  }
}

extension [UInt8] {
  /// What read(2) returns; bytes that came are at the end of the array.
  fileprivate mutating func appendRead(from descriptor: Int32, atMost count: Int) -> Int {
    var result = 0
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      result = systemRead(descriptor, buffer.baseAddress, count)
      initialized = Swift.max(0, result)
    }
    if isEmpty { self = piece } else { append(contentsOf: piece) }
    return result
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
