/// One conversation with one address: it connects, lets the dialogue run, and returns what was learnt. A
/// connection that fails is a fact like any other; nothing is thrown.

import NIOCore
import NIOPosix
import PreflightKit

struct Conversation: Sendable {
  let address: IPAddress
  var settings: DialogueSettings
  let judge: CertificateJudge
  let deadline: NIODeadline
  /// Called when the connection is slow in coming: nothing is being said, so another conversation may begin.
  let onStall: @Sendable () -> Void

  /// A connection that takes longer has lost a packet, or will never be.
  private static let stall = TimeAmount.milliseconds(500)

  /// The dialogue when it is over. `facts` are those known so far: who is asked, and what an earlier
  /// conversation has left.
  func run(_ facts: EndpointFacts) async -> Dialogue {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let outcome = loop.makePromise(of: Dialogue.self)
    TLSClient.prepare()
    let start = NIODeadline.now()
    let dialogue = Dialogue(facts: facts, settings: settings)
    let (judge, deadline) = (judge, deadline)
    do {
      let target = try SocketAddress(ipAddress: address.description, port: facts.port)
      let patience = min(.milliseconds(Int64(settings.deadlines.connect)), deadline - start)
      let stall = loop.scheduleTask(in: Self.stall, onStall)
      let connection = ClientBootstrap(group: loop)
        .connectTimeout(patience)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let tap = WireTap()
            let handler = DialogueHandler(
              dialogue: dialogue, tap: tap, judge: judge, start: start, deadline: deadline, outcome: outcome)
            try channel.pipeline.syncOperations.addHandlers([tap, handler])
          }
        }
        .connect(to: target)
      connection.whenComplete { _ in stall.cancel() }
      connection.whenFailure { outcome.fail($0) }
      return try await outcome.futureResult.get()
    } catch {
      return unconnected(dialogue, error, at: (NIODeadline.now() - start).milliseconds)
    }
  }

  private func unconnected(_ dialogue: Dialogue, _ error: any Error, at now: Double) -> Dialogue {
    var dialogue = dialogue
    dialogue.facts.phase = .connect
    dialogue.facts.times.connect = now
    dialogue.facts.times.total = now
    let number = (error as? IOError)?.errnoCode ?? 0
    let outcome: ConnectionOutcome
    if case .connectTimeout? = error as? ChannelError {
      outcome = .filtered
    } else {
      outcome = hasRoute(to: address) ? ConnectionOutcome(errorNumber: number) : .noRoute
    }
    dialogue.facts.connection = outcome
    dialogue.facts.errorNumber = Int(number)
    dialogue.facts.state = .inconclusive
    dialogue.facts.reason = outcome.reason
    dialogue.facts.detail = number == 0 ? "no answer to the connection request" : errorName(number)
    dialogue.transcript.note("no connection: \(dialogue.facts.detail)", at: now)
    dialogue.facts.transcript = dialogue.transcript.lines
    return dialogue
  }
}

extension ConnectionOutcome {
  fileprivate var reason: ProbeReason {
    switch self {
    case .connected: .none
    case .refused: .refused
    case .reset: .reset
    case .filtered: .filtered
    case .unreachable: .unreachable
    case .noRoute: .noRoute
    case .localPolicy: .localPolicy
    case .localFailure: .localFailure
    }
  }
}
