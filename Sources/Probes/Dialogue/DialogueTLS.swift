/// The part of the dialogue that has TLS under it: established, judged, or failed.

import PreflightKit

extension Dialogue {
  mutating func secured(version: String?, chain: [[UInt8]]) {
    guard case .handshake(let upgrade) = state else { return }
    facts.tls.established = true
    facts.tls.version = version
    facts.times.tls = elapsed
    transcript.note("TLS \(version ?? "of unknown version") established", at: now)
    parser = ReplyParser()
    if !chain.isEmpty {
      isJudgementPending = true
      actions.append(.judge(chain))
    }
    mark = now
    switch upgrade {
    case .implicit:
      facts.phase = .greeting
      state = .greeting(secured: true)
      actions.append(.arm(milliseconds: settings.deadlines.greeting))
    case .starttls:
      facts.starttls.injected = false
      facts.starttls.failed = false
      ask(.ehlo(heloName), .ehlo(secured: true), .ehloSecured)
    }
  }

  mutating func judged(_ certificate: CertificateFacts) {
    facts.tls.certificate = certificate
    isJudgementPending = false
    if state == .judging { logIn() }
    if state == .closing { finish() }
  }

  mutating func tlsFailed(_ failure: TLSFailure, _ detail: String) {
    switch state {
    case .handshake(let upgrade):
      facts.tls.established = false
      facts.tls.failure = failure
      facts.tls.detail = detail
      if upgrade == .starttls { facts.starttls.failed = true }
      transcript.note("the TLS handshake failed: \(detail.isEmpty ? failure.rawValue : detail)", at: now)
      conclude(.answered, .tlsFailed, detail: detail)
      finish()
    case .connecting, .listening, .offering, .greeting, .ehlo, .helo, .starttls, .judging, .auth, .quit,
      .closing, .done:
      ended(nil)
    }
  }
}
