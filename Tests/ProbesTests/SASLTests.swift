// The mechanisms, against the examples of their standards.

import PreflightKit
import Testing

@testable import Probes

@Suite("SASL")
struct SASLTests {
  private func exchange(_ login: Login, _ mechanism: LoginMechanism, nonce: String = "") -> LoginExchange {
    LoginExchange(login, mechanism: mechanism, host: "server.example.com", port: 143, nonce: nonce)
  }

  private func text(_ step: LoginExchange.Step) -> String? {
    guard case .answer(let bytes) = step else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("CRAM-MD5, RFC 2195 §2")
  func cram() {
    var exchange = exchange(Login(username: "tim", password: "tanstaaftanstaaf"), .cramMD5)
    let step = exchange.answer(to: Array("<1896.697170952@postoffice.reston.mci.net>".utf8))
    #expect(text(step) == "tim b913a602c7eda7a495b4e6e7334d3890")
    #expect(exchange.answer(to: []) == .cancel)
  }

  @Test("SCRAM-SHA-1, RFC 5802 §5")
  func scramSHA1() {
    var exchange = exchange(
      Login(username: "user", password: "pencil"), .scramSHA1, nonce: "fyko+d2lbbFgONRv9qkxdawL")
    #expect(exchange.initial == Array("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL".utf8))
    let first = exchange.answer(
      to: Array("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096".utf8))
    #expect(
      text(first) == "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")
    #expect(exchange.answer(to: Array("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=".utf8)) == .answer([]))
  }

  @Test("SCRAM-SHA-256, RFC 7677 §3; a server that does not know the password is not believed")
  func scramSHA256() {
    var exchange = exchange(
      Login(username: "user", password: "pencil"), .scramSHA256, nonce: "rOprNGfwEbeRWgbNEkqO")
    let challenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
    #expect(
      text(exchange.answer(to: Array(challenge.utf8)))
        == "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
    )
    var deceived = exchange
    #expect(exchange.answer(to: Array("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".utf8)) == .answer([]))
    #expect(deceived.answer(to: Array("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95A4=".utf8)) == .cancel)
  }

  @Test(
    "SCRAM refuses a foreign nonce, too much work, and nonsense",
    arguments: [
      "r=other,s=QSXCR+Q6sek8bf92,i=4096", "r=mine,s=QSXCR+Q6sek8bf92,i=4096",
      "r=mine2,s=QSXCR+Q6sek8bf92,i=99999999",
      "r=mine2,s=QSXCR+Q6sek8bf92,i=0", "r=mine2,s=*,i=4096", "r=mine2", "", "e=other-error",
    ])
  func scramRefusals(challenge: String) {
    var exchange = exchange(Login(username: "u", password: "p"), .scramSHA256, nonce: "mine")
    #expect(exchange.answer(to: Array(challenge.utf8)) == .cancel)
  }

  @Test("OAUTHBEARER, RFC 7628 §4.1")
  func oauthBearer() {
    let login = Login(username: "user@example.com", password: "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
    let expected =
      "n,a=user@example.com,\u{1}host=server.example.com\u{1}port=143\u{1}auth=Bearer \(login.password)\u{1}\u{1}"
    var exchange = exchange(login, .oauthBearer)
    #expect(exchange.initial == Array(expected.utf8))
    #expect(exchange.answer(to: Array("{}".utf8)) == .answer([1]))
    #expect(exchange.answer(to: []) == .cancel)
  }

  @Test("PLAIN, RFC 4616; commas and equal signs are spelt out where a mechanism needs it")
  func plain() {
    #expect(
      exchange(Login(username: "tim", password: "tanstaaftanstaaf"), .plain).initial
        == Array("\0tim\0tanstaaftanstaaf".utf8))
    let scram = exchange(Login(username: "a=b,c", password: ""), .scramSHA1, nonce: "n")
    #expect(scram.initial == Array("n,,n=a=3Db=2Cc,r=n".utf8))
  }

  @Test(
    "the configured mechanism or none; the strongest when none is configured",
    arguments: [
      (nil, ["plain", "login"], LoginMechanism.plain),
      (nil, ["login", "scram-sha-256", "plain"], .scramSHA256),
      (nil, ["xoauth2"], nil), (LoginMechanism.xoauth2, ["xoauth2"], .xoauth2),
      (LoginMechanism.plain, ["login"], nil), (nil, [], nil),
    ])
  func choice(_ wanted: LoginMechanism?, _ offered: [String], _ chosen: LoginMechanism?) {
    #expect(LoginExchange.choose(wanted, offered: offered) == chosen)
  }
}
