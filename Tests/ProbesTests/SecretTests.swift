// Random secrets in, every output searched for them in every disguise a hostile server can think of.

import Crypto
import Foundation
import PreflightKit
import Testing

@testable import Probes

extension OnTheWire {
  @Suite("secrets")
  struct SecretTests {
    @Test("no encoding of a secret comes out, though the server echoes all it hears", arguments: 0..<12)
    func echo(round: Int) async throws {
      var random = SplitMix(seed: UInt64(round) &* 7919 &+ 1)
      let login = Login(
        mechanism: [.plain, .login, .cramMD5, .xoauth2, .oauthBearer, .scramSHA256][round % 6],
        username: random.word(8...20), password: random.word(8...30))
      let disguises = Self.disguises(of: login)
      let echo = disguises.map { "-\($0)" }
      let challenge = "334 " + Base64.encode(Array(login.password.utf8)) + "\r\n"
      let refusal = echo.map { "535\($0)\r\n" }.joined() + "535 5.7.8 \(login.password)\r\n"
      let bye = echo.map { "221\($0)\r\n" }.joined() + "221 \(login.password)\r\n"
      var script: [Step] = [.tls(try identity()), .greeting]
      script += Step.ehlo("AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER SCRAM-SHA-256")
      script += [.expect("AUTH"), .say(challenge), .line]
      if login.mechanism == .login { script += [.say(challenge), .line] }
      script += [.say(refusal), .expect("QUIT"), .say(bye), .close]
      let (facts, server) = try await ScriptedServer.facts(script, expecting: .implicit, login: login)
      #expect(facts.auth.tried == login.mechanism?.rawValue && server.unexpected.isEmpty)
      Self.expectClean(facts, login)
    }

    @Test(
      "a login has no text", arguments: [Login(mechanism: .plain, username: "anna", password: "geheim-123")])
    func noText(login: Login) {
      let question = Question(host: "h", port: 25, login: login)
      var dumped = ""
      dump(question, to: &dumped)
      let exchange = LoginExchange(login, mechanism: .plain, host: "h", port: 1, nonce: "")
      for text in [
        "\(login)", String(reflecting: login), "\(question)", String(reflecting: question), dumped,
      ] {
        #expect(!text.contains("geheim") && !text.contains("anna"))
      }
      #expect(!"\(Command.authAnswer(Array("geheim-123".utf8)).shown)".contains("geheim"))
      #expect(!"\(exchange)".contains("geheim"))
    }

    /// The secret and what a login makes of it.
    static func disguises(of login: Login) -> [String] {
      let (name, word) = (Array(login.username.utf8), Array(login.password.utf8))
      let plain = [0] + name + [0] + word
      let key = SymmetricKey(data: word)
      let cram = Array(HMAC<Insecure.MD5>.authenticationCode(for: word, using: key))
      let raw = [word, plain, Array(word.reversed())]
      return raw.map { Base64.encode($0) } + raw.map { hexadecimal($0) } + [
        login.password, String(login.password.reversed()), hexadecimal(cram), Base64.encode(cram),
        Base64.encode(Array("user=\(login.username)\u{1}auth=Bearer \(login.password)\u{1}\u{1}".utf8)),
        login.password.unicodeScalars.map { "%" + String($0.value, radix: 16) }.joined(), Base64.encode(name),
        login.username,
      ]
    }

    static func expectClean(_ facts: EndpointFacts, _ login: Login) {
      let answer = Answer(Question(host: "h", port: 1, login: login), addresses: [], endpoints: [facts])
      var dumped = ""
      dump(facts, to: &dumped)
      let texts = [FactsFile(answers: [answer], asked: nil).text, "\(facts)", dumped]
      for disguise in disguises(of: login) {
        for text in texts { #expect(!text.lowercased().contains(disguise.lowercased())) }
      }
    }
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  mutating func word(_ length: ClosedRange<Int>) -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%/.-_")
    return String(
      (0..<Int.random(in: length, using: &self)).map { _ in letters.randomElement(using: &self) ?? "x" })
  }
}
