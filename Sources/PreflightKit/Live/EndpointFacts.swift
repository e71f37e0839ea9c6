/// Everything one conversation with one address and port has shown. A rule reads it as `probe`; nil is "not
/// learnt".

package struct EndpointFacts: FactRecord, Hashable {
  package var host = ""
  package var port = 0
  package var serverName = ""
  package var address = ""
  package var state = ProbeState.inconclusive
  package var reason = ProbeReason.none
  package var phase = ProbePhase.resolve
  package var detail = ""
  package var connection: ConnectionOutcome?
  package var reachedElsewhere = false
  package var errorNumber = 0
  package var mode: PortMode?
  package var speaks: PortProtocol?
  package var greeting: ReplyFacts?
  package var before: Capabilities?
  package var after: Capabilities?
  package var offers: Capabilities?
  package var starttls = StartTLSFacts()
  package var tls = TLSFacts()
  package var auth = LoginFacts()
  package var times = PhaseTimes()
  package var transcript: [TranscriptLine] = []

  package init() {}

  package static let recordName = "Probe"
  package static let fields: [FactField<EndpointFacts>] = [
    FactField("host", \.host, "the host that was asked about"),
    FactField("port", \.port, "the port that was asked about"),
    FactField("server_name", \.serverName, "the name that the certificate was held against"),
    FactField("address", \.address, "the address that was contacted; empty if there was none"),
    FactField("state", \.state, "answered, inconclusive or skipped"),
    FactField("reason", \.reason, "why the conversation ended where it did; empty if it ran to its end"),
    FactField("phase", \.phase, "how far it came: done, or the phase in which it ended"),
    FactField("detail", \.detail, "what the system or the server said about that, made safe to print"),
    FactField("connection", \.connection, "how the TCP connection went"),
    FactField(
      "reached_elsewhere", \.reachedElsewhere, "another address of the host took the connection on this port"),
    FactField("errno", \.errorNumber, "the system's error number of a connection that failed; 0 otherwise"),
    FactField(
      "mode", \.mode, "what the port speaks: implicit, starttls, plain, http, imap, pop, ssh, garbage"),
    FactField("protocol", \.speaks, "what is spoken inside: smtp, imap, pop, http, ssh, unknown"),
    FactField("greeting", \.greeting, "the server's first reply"),
    FactField("before", \.before, "what EHLO listed in the clear"),
    FactField("after", \.after, "what EHLO listed under TLS"),
    FactField(
      "offers", \.offers, "what a client gets that goes as far as the port allows: after TLS if there is TLS"),
    FactField("starttls", \.starttls, "the upgrade to TLS"),
    FactField("tls", \.tls, "the TLS session and its certificate"),
    FactField("auth", \.auth, "the login, if one was asked for"),
    FactField("times", \.times, "milliseconds spent in each phase"),
    FactField("transcript", \.transcript, "who said what and when, without secrets"),
  ]
}

package struct ReplyFacts: FactRecord, Hashable {
  package var code = 0
  package var enhanced = ""
  package var text = ""

  package init() {}
  package init(code: Int, enhanced: String, text: String) {
    self.code = code
    self.enhanced = enhanced
    self.text = text
  }

  package static let recordName = "Reply"
  package static let fields: [FactField<ReplyFacts>] = [
    FactField("code", \.code, "the three digits"),
    FactField("enhanced", \.enhanced, "the enhanced status code (RFC 3463); empty if none"),
    FactField("text", \.text, "the text, made safe to print"),
  ]
}

package struct StartTLSFacts: FactRecord, Hashable {
  package var offered: Bool?
  package var stripped: Bool?
  package var refused: Bool?
  package var injected: Bool?
  package var failed: Bool?
  package var reply: ReplyFacts?

  package init() {}

  package static let recordName = "StartTLS"
  package static let fields: [FactField<StartTLSFacts>] = [
    FactField("offered", \.offered, "EHLO in the clear listed STARTTLS"),
    FactField("stripped", \.stripped, "something on the way overwrote the keyword (XXXXXXXA)"),
    FactField("refused", \.refused, "the server answered STARTTLS with 5xx"),
    FactField("injected", \.injected, "bytes came in the clear after the 220 to STARTTLS"),
    FactField("failed", \.failed, "the handshake after the 220 failed for good"),
    FactField("reply", \.reply, "the reply to STARTTLS"),
  ]
}

package struct TLSFacts: FactRecord, Hashable {
  package var established: Bool?
  package var version: String?
  package var failure: TLSFailure?
  package var detail = ""
  package var certificate: CertificateFacts?

  package init() {}

  package static let recordName = "TLSFacts"
  package static let fields: [FactField<TLSFacts>] = [
    FactField("established", \.established, "the handshake came to its end"),
    FactField("version", \.version, "the version that was agreed on: 1.0, 1.1, 1.2 or 1.3"),
    FactField("failure", \.failure, "what ended the handshake: alert, not-tls, closed, protocol-error"),
    FactField("detail", \.detail, "the alert or the error by name; empty if none"),
    FactField(
      "certificate", \.certificate, "the server's certificate, judged without giving up the handshake"),
  ]
}

package struct LoginFacts: FactRecord, Hashable {
  package var tried = ""
  package var outcome: LoginOutcome?
  package var code: Int?
  package var enhanced = ""
  package var hints: [String] = []

  package init() {}

  package static let recordName = "Login"
  package static let fields: [FactField<LoginFacts>] = [
    FactField("tried", \.tried, "the mechanism that was tried; empty if none was"),
    FactField(
      "outcome", \.outcome,
      "accepted, rejected, deferred, needs-tls, mechanism-refused, not-offered, withheld, …"),
    FactField("code", \.code, "the code of the last reply"),
    FactField("enhanced", \.enhanced, "its enhanced status code; empty if none"),
    FactField(
      "hints", \.hints, "known phrases in the reply; its own words are never kept, for they may echo a secret"
    ),
  ]
}

package struct PhaseTimes: FactRecord, Hashable {
  package var resolve: Double?
  package var connect: Double?
  package var greeting: Double?
  package var ehlo: Double?
  package var starttls: Double?
  package var tls: Double?
  package var ehloSecured: Double?
  package var auth: Double?
  package var quit: Double?
  package var total: Double?

  package init() {}

  package static let recordName = "Times"
  package static let fields: [FactField<PhaseTimes>] = [
    FactField("resolve", \.resolve, "looking up the name"),
    FactField("connect", \.connect, "opening the connection"),
    FactField("greeting", \.greeting, "waiting for the greeting"),
    FactField("ehlo", \.ehlo, "EHLO in the clear"),
    FactField("starttls", \.starttls, "STARTTLS and its reply"),
    FactField("tls", \.tls, "the TLS handshake"),
    FactField("ehlo_tls", \.ehloSecured, "EHLO under TLS"),
    FactField("auth", \.auth, "the login"),
    FactField("quit", \.quit, "QUIT and its reply"),
    FactField("total", \.total, "from the first packet to the last"),
  ]
}

package struct TranscriptLine: FactRecord, Hashable {
  package var milliseconds = 0.0
  package var speaker = Speaker.note
  package var text = ""

  package init() {}
  package init(milliseconds: Double, speaker: Speaker, text: String) {
    self.milliseconds = milliseconds
    self.speaker = speaker
    self.text = text
  }

  package static let recordName = "Line"
  package static let fields: [FactField<TranscriptLine>] = [
    FactField("ms", \.milliseconds, "milliseconds since the connection was begun"),
    FactField("from", \.speaker, "client, server or note"),
    FactField("text", \.text, "one line, made safe to print, secrets left out"),
  ]
}
