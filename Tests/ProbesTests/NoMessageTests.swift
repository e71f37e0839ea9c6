// There is no way to send a message: the vocabulary has no such command, and the source has no such word.

import Foundation
import PreflightKit
import Testing

@testable import Probes

@Suite("no message")
struct NoMessageTests {
  private static let name = HeloName(address: .loopback)
  /// One of each; the switch below makes the compiler ask for a new one.
  private static let everything: [Command] =
    [.ehlo(name), .helo(name), .starttls, .authAnswer([1]), .authCancel, .quit]
    + LoginMechanism.allCases.flatMap {
      [.auth($0, initial: nil), .auth($0, initial: []), .auth($0, initial: [1, 2])]
    }

  private func verb(_ command: Command) -> [String] {
    switch command {
    case .ehlo: ["EHLO"]
    case .helo: ["HELO"]
    case .starttls: ["STARTTLS"]
    case .auth: ["AUTH"]
    case .authAnswer(let bytes): [Base64.encode(bytes)]
    case .authCancel: ["*"]
    case .quit: ["QUIT"]
    }
  }

  @Test("every command there is begins with a verb that carries no mail, and is one line")
  func vocabulary() {
    for command in Self.everything {
      let text = String(decoding: command.bytes, as: UTF8.self)
      #expect(text.hasSuffix("\r\n") && text.dropLast().allSatisfy { !$0.isNewline })
      #expect(verb(command).contains { text == $0 + "\r\n" || text.hasPrefix($0 + " ") })
    }
  }

  @Test("the source has no literal that begins or carries a message")
  func source() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Probes").path
    let files = try #require(FileManager.default.enumerator(atPath: folder)?.allObjects as? [String])
    let swift = files.filter { $0.hasSuffix(".swift") }
    #expect(swift.count > 20)
    for file in swift {
      let lines = try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n")
      let code = lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
      for verb in ["\"DATA", "\"BDAT", "\"MAIL", "\"RCPT", "MAIL FROM", "RCPT TO", "DATA\\r"] {
        #expect(!code.contains(verb), "\(file) has \(verb)")
      }
    }
  }

  @Test(
    "a name that would end the line is no name",
    arguments: [
      "a\r\nDATA", "a b", "", ".", "-a", "a-", "a..b", "a\0b", "ä.example", String(repeating: "a", count: 64),
      "[x]",
    ])
  func names(text: String) {
    #expect(HeloName(name: text) == nil)
  }
}
