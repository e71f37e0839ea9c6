// Runs the built command as a user would: a shell line and some files in; what it printed and how it ended out.
import Foundation

struct RunResult: Equatable {
  var output: String
  var errors: String
  var exitCode: Int32
}

enum Preflight {
  /// The product lies beside the test bundle.
  static let binary: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/",
      !FileManager.default.isExecutableFile(atPath: folder.appending(path: "preflight").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: "preflight")
  }()

  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a line of shell in a folder, with `preflight` in the path and nothing of this process's environment.
  static func run(_ line: String, in folder: URL, input: String = "") throws -> RunResult {
    let scratch = try TemporaryFolder()
    defer { scratch.remove() }
    let files = try ["in", "out", "err"].map { try scratch.write($0 == "in" ? input : "", to: $0) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "\(binary.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C",
      "HOME": folder.path,
    ]
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    let watch = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watch)
    process.waitUntilExit()
    watch.cancel()
    return RunResult(
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self),
      exitCode: process.terminationStatus)
  }
}

struct TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "preflight-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
  }

  /// Folders on the way are made.
  @discardableResult
  func write(_ text: String, to path: String) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }
}
