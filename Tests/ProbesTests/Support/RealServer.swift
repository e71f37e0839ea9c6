// A real mail server on free ports of 127.0.0.1: started on first use by a script of Tests/Servers, stopped
// when the tests end (the script watches its caller, so that even a crash stops it).

import Foundation
import Testing

final class RealServer: Sendable {
  enum Kind: String, CaseIterable {
    case postfix, dovecot, exim, opensmtpd, stunnel, aiosmtpd
  }

  struct NotStarted: Error, CustomStringConvertible {
    let description: String
  }

  let ports: [Int]
  let folder: String
  private let process: Process

  /// One for all tests that ask for it; the same error for all if it does not start.
  static func shared(_ kind: Kind) throws -> RealServer {
    switch kind {
    case .postfix: try postfix.get()
    case .dovecot: try dovecot.get()
    case .exim: try exim.get()
    case .opensmtpd: try opensmtpd.get()
    case .stunnel: try stunnel.get()
    case .aiosmtpd: try aiosmtpd.get()
    }
  }

  /// Whether a test of this server can run. Where the tests must be complete (CI=true) it has to run, and
  /// fails if it cannot.
  static func isInstalled(_ kind: Kind) -> Bool {
    if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
    let isThere = FileManager.default.fileExists(atPath: kind.program)
    return isThere && (!kind.needsRoot || isRootInReach)
  }

  static let authority: [UInt8] = (try? certificates.get()).flatMap { read($0 + "/tls/ca.pem") } ?? []

  private static let postfix = Result { try RealServer(.postfix, ports: 4) }
  private static let dovecot = Result { try RealServer(.dovecot, ports: 2) }
  private static let exim = Result { try RealServer(.exim, ports: 3) }
  private static let opensmtpd = Result { try RealServer(.opensmtpd, ports: 2) }
  private static let aiosmtpd = Result { try RealServer(.aiosmtpd, ports: 2) }
  private static let stunnel = Result {
    try RealServer(.stunnel, ports: 2, behind: [RealServer.shared(.postfix).ports[3]])
  }

  private static let certificates: Result<String, any Error> = Result { try makeCertificates() }

  private static func makeCertificates() throws -> String {
    let folder = try temporaryFolder("certificates")
    let process = try process("certificates", [folder], asRoot: false)
    atexit { try? FileManager.default.removeItem(atPath: (try? RealServer.certificates.get()) ?? "/nowhere") }
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw NotStarted(description: "openssl made no certificates")
    }
    return folder
  }

  private init(_ kind: Kind, ports count: Int, behind: [Int] = []) throws {
    folder = try Self.temporaryFolder(kind.rawValue)
    try FileManager.default.copyItem(atPath: Self.certificates.get() + "/tls", toPath: folder + "/tls")
    ports = freePorts(count)
    process = try Self.process(
      kind.rawValue, [folder] + (ports + behind).map(String.init), asRoot: kind.needsRoot)
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let first = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard first.hasPrefix("ready") else {
      throw NotStarted(description: "\(kind.rawValue) did not start; see \(folder)")
    }
    for port in ports where !waitUntilListening(port) {
      throw NotStarted(description: "\(kind.rawValue) does not listen on \(port); see \(folder)")
    }
  }

  /// As root, through sudo where this is not root: these servers give up privileges that they must have had.
  private static func process(_ script: String, _ arguments: [String], asRoot: Bool = true) throws -> Process
  {
    let process = Process()
    let command = ["/bin/sh", servers + "/\(script).sh"] + arguments
    let owner = "PREFLIGHT_OWNER=\(ProcessInfo.processInfo.processIdentifier)"
    let isSudo = asRoot && geteuid() != 0
    process.executableURL = URL(fileURLWithPath: isSudo ? "/usr/bin/sudo" : "/usr/bin/env")
    // The servers are in folders that not every PATH has.
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let settings = [owner, "PATH=\(path):/usr/sbin:/sbin", "PREFLIGHT_SERVERS=\(unpacked)"]
    process.arguments = (isSudo ? ["-n", "env"] : []) + settings + command
    return process
  }

  fileprivate static let unpacked =
    ProcessInfo.processInfo.environment["PREFLIGHT_SERVERS"] ?? "/opt/preflight-servers"

  private static let isRootInReach: Bool = {
    if geteuid() == 0 { return true }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sudo")
    process.arguments = ["-n", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static let servers = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Servers").path

  private static func temporaryFolder(_ name: String) throws -> String {
    // Short, and below a folder that the servers' own accounts can enter.
    let folder = "/tmp/preflight-\(name)-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }
}

extension RealServer.Kind: CustomTestStringConvertible {
  var testDescription: String { rawValue }

  var skipReason: Comment {
    "\(rawValue) is not installed (Tests/Servers/install.sh), or neither root nor sudo is here"
  }

  fileprivate var needsRoot: Bool { self != .aiosmtpd && self != .stunnel }

  fileprivate var program: String {
    let unpacked = RealServer.unpacked
    return switch self {
    case .postfix: "/usr/sbin/postfix"
    case .dovecot: "/usr/sbin/dovecot"
    case .exim: unpacked + "/exim/usr/sbin/exim4"
    case .opensmtpd: unpacked + "/opensmtpd/usr/sbin/smtpd"
    case .stunnel: "/usr/bin/stunnel"
    case .aiosmtpd: unpacked + "/python/aiosmtpd"
    }
  }
}
