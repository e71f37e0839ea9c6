/// All questions about one host: its name is looked up once, its addresses are asked in turn, a 421 ends it all, and an account that
/// was not accepted is not tried again.

import NIOConcurrencyHelpers
import NIOCore
import PreflightKit

struct HostInterview: Sendable {
  private struct Conduct: Sendable {
    /// The server asked us to go away.
    var isStopped = false
    /// Accounts that were tried and not accepted: a second try could lock them.
    var burntAccounts: Set<String> = []
  }

  private let host: String
  private let options: ProbeOptions
  private let conduct = NIOLockedValueBox(Conduct())

  init(_ host: String, options: ProbeOptions) {
    self.host = host
    self.options = options
  }

  func answers(
    to questions: [Question], onAnswer: (@Sendable (Answer) -> Void)?
  ) async -> [(Question, Answer)] {
    let resolver = Resolver(deadline: .milliseconds(Int64(options.deadlines.resolve)))
    let resolution = await resolver.resolve(host)
    return await questions.mapConcurrently(width: max(1, options.conversationsPerHost)) { question in
      let answer = await answer(question, resolution)
      onAnswer?(answer)
      return (question, answer)
    }
  }

  private func answer(_ question: Question, _ resolution: Resolution) async -> Answer {
    var facts = EndpointFacts()
    facts.host = question.host
    facts.port = question.port
    facts.serverName = question.serverName
    facts.times.resolve = resolution.milliseconds
    guard !resolution.addresses.isEmpty else {
      facts.reason = resolution.reason
      return Answer(question, addresses: [], endpoints: [facts])
    }
    let deadline = NIODeadline.now() + .milliseconds(Int64(options.deadlines.total))
    var endpoints: [EndpointFacts] = []
    var login = question.login
    for address in resolution.addresses {
      facts.address = address.description
      let found = await ask(question, address, facts, login: login, deadline: deadline)
      // One login a question, at whichever address comes to it first.
      if !found.auth.tried.isEmpty { login = nil }
      endpoints.append(found)
    }
    return Answer(question, addresses: resolution.addresses.map(\.description), endpoints: endpoints)
  }

  private func ask(
    _ question: Question, _ address: IPAddress, _ facts: EndpointFacts, login: Login?, deadline: NIODeadline
  ) async -> EndpointFacts {
    if let reason = refusal(of: address, question.port, deadline) {
      var facts = facts
      facts.state = .skipped
      facts.phase = .connect
      facts.reason = reason
      return facts
    }
    let account = login.map { "\($0.username)\u{0}\($0.password)" }
    let isBurnt = conduct.withLockedValue { account.map($0.burntAccounts.contains) ?? false }
    let settings = settings(question, login: isBurnt ? nil : login)
    let found = await converse(question, address, facts, settings, deadline)
    conduct.withLockedValue { conduct in
      if found.reason == .busy { conduct.isStopped = true }
      if let account, !found.auth.tried.isEmpty, found.auth.outcome != .accepted {
        conduct.burntAccounts.insert(account)
      }
    }
    return found
  }

  private func refusal(of address: IPAddress, _ port: Int, _ deadline: NIODeadline) -> ProbeReason? {
    if let allowed = options.allowedNetworks, !allowed.contains(where: { $0.contains(address) }) {
      return .notAllowed
    }
    if options.publicOnly, !address.isPublic { return .notPublic }
    if conduct.withLockedValue({ $0.isStopped }) { return .hostStopped }
    if !(1...65535).contains(port) { return .notAllowed }
    return NIODeadline.now() >= deadline ? .deadline : nil
  }

  private func settings(_ question: Question, login: Login?) -> DialogueSettings {
    DialogueSettings(
      opening: question.expects == .implicit ? .speakFirst : .listenFirst(window: options.deadlines.silence),
      deadlines: options.deadlines,
      helo: [question.helo, options.helo].lazy.compactMap { $0.flatMap { HeloName(name: $0) } }.first,
      login: login, loginUnverified: options.loginUnverified,
      nonce: login == nil ? "" : Base64.encode((0..<18).map { _ in UInt8.random(in: 0...255) }))
  }

  /// A server that our offer of TLS has upset is asked once more, and may speak first as long as it likes to.
  private func converse(
    _ question: Question, _ address: IPAddress, _ facts: EndpointFacts, _ settings: DialogueSettings,
    _ deadline: NIODeadline
  ) async -> EndpointFacts {
    let judge = CertificateJudge(
      serverName: question.serverName,
      roots: question.authorities.map { TrustRoots(pem: $0) } ?? .system,
      now: options.now ?? secondsSince1970())
    let first = await Conversation(address: address, settings: settings, judge: judge, deadline: deadline)
      .run(facts)
    guard first.isSpoiled, NIODeadline.now() < deadline else { return first.facts }
    var settings = settings
    settings.opening = .listenOnly
    var second = await Conversation(address: address, settings: settings, judge: judge, deadline: deadline)
      .run(facts)
    second.facts.transcript = first.facts.transcript + second.facts.transcript
    return second.facts
  }
}
