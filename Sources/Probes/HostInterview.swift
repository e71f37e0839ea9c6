/// All questions about one host in, their answers out: its name is looked up once, its ports and addresses take turns,
/// and a 421 ends it all.

import NIOConcurrencyHelpers
import NIOCore
import PreflightKit

struct HostInterview: Sendable {
  private struct Conduct: Sendable {
    /// The server asked us to go away.
    var isStopped = false
    /// The end of each question's time, which begins with its first turn.
    var deadlines: [Question: NIODeadline] = [:]
  }

  private let host: String
  private let options: ProbeOptions
  private let roots: [[UInt8]: TrustRoots]
  private let ledger: LoginLedger
  private let turnstile: Turnstile
  private let conduct = NIOLockedValueBox(Conduct())

  /// `roots` are those of every `ca_file` that a question brings along, `ledger` is that of all hosts.
  init(_ host: String, options: ProbeOptions, roots: [[UInt8]: TrustRoots], ledger: LoginLedger) {
    self.host = host
    self.options = options
    self.roots = roots
    self.ledger = ledger
    turnstile = Turnstile(width: max(1, options.conversationsPerHost))
  }

  func answers(to questions: [Question], onAnswer: (@Sendable (Answer) -> Void)?) async -> [(
    Question, Answer
  )] {
    let resolver = Resolver(deadline: .milliseconds(Int64(options.deadlines.resolve)))
    let resolution = await resolver.resolve(host)
    return await questions.mapConcurrently(width: questions.count) { question in
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
    let common = facts
    let endpoints = await resolution.addresses.mapConcurrently(width: resolution.addresses.count) { address in
      var facts = common
      facts.address = address.description
      return await ask(question, address, facts)
    }
    return Answer(question, addresses: resolution.addresses.map(\.description), endpoints: endpoints)
  }

  private func ask(_ question: Question, _ address: IPAddress, _ facts: EndpointFacts) async -> EndpointFacts
  {
    let turn = await turnstile.enter()
    defer { turn.end() }
    let deadline = conduct.withLockedValue { conduct in
      let end = conduct.deadlines[question] ?? .now() + .milliseconds(Int64(options.deadlines.total))
      conduct.deadlines[question] = end
      return end
    }
    if let reason = refusal(of: address, question.port, deadline) {
      var facts = facts
      facts.state = .skipped
      facts.phase = .connect
      facts.reason = reason
      return facts
    }
    let found = await converse(question, address, facts, deadline, turn)
    if found.reason == .busy { conduct.withLockedValue { $0.isStopped = true } }
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

  /// A server that our offer of TLS has upset is asked once more, and may speak first as long as it likes to.
  private func converse(
    _ question: Question, _ address: IPAddress, _ facts: EndpointFacts, _ deadline: NIODeadline, _ turn: Turn
  ) async -> EndpointFacts {
    let judge = CertificateJudge(
      serverName: question.serverName,
      roots: question.authorities.map { roots[$0] ?? TrustRoots(pem: $0) } ?? .system,
      now: options.now ?? secondsSince1970())
    var told = settings(question)
    told.leastVersion = question.leastVersion
    told.lacksCredentials = question.lacksCredentials
    var conversation = Conversation(
      address: address, settings: told, judge: judge, deadline: deadline, onStall: { turn.end() })
    let first = await conversation.run(facts)
    guard first.isSpoiled, NIODeadline.now() < deadline else { return first.facts }
    conversation.settings.opening = .listenOnly
    var second = await conversation.run(facts)
    second.facts.transcript = first.facts.transcript + second.facts.transcript
    return second.facts
  }

  private func settings(_ question: Question) -> DialogueSettings {
    DialogueSettings(
      opening: question.expects == .implicit
        ? .speakFirst
        : .listenFirst(
          window: options.deadlines.silence(betweenServers: UsualPort.isBetweenServers(question.port))),
      deadlines: options.deadlines,
      helo: question.helo.flatMap { HeloName(name: $0) } ?? options.helo,
      login: question.login, ledger: ledger, loginUnverified: options.loginUnverified,
      nonce: question.login == nil ? "" : Base64.encode((0..<18).map { _ in UInt8.random(in: 0...255) }))
  }
}
