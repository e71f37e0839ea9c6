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
      transcript.note("the TLS handshake failed: \(detail.isEmpty ? failure.rawValue : detail)", at: now)
      if failure.isTheServersDoing {
        if upgrade == .starttls { facts.starttls.failed = true }
        conclude(.answered, .tlsFailed, detail: detail)
      } else {
        conclude(.inconclusive, .tlsUndecided, detail: detail)
      }
      finish()
    case .connecting, .listening, .offering, .greeting, .ehlo, .helo, .starttls, .judging, .auth, .quit,
      .closing, .done:
      ended(nil)
    }
  }
}

extension TLSFailure {
  /// A server that closes, or gives up by an alert that has nothing to do with our offers, gives up on other clients too.
  /// Where the two of us had nothing in common, or our library could not read on, another client may succeed.
  fileprivate var isTheServersDoing: Bool {
    switch self {
    case .alert, .notTLS, .closed: true
    case .unmatched, .protocolError: false
    }
  }
}
