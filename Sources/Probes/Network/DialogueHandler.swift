/// The handler that obeys: what happens on the channel goes to the dialogue, what the dialogue decides is
/// done. It decides nothing.

import NIOCore
import NIOTLS
import PreflightKit

final class DialogueHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var dialogue: Dialogue
  private let tap: WireTap
  private let judge: CertificateJudge
  private let start: NIODeadline
  private let deadline: NIODeadline
  private let outcome: EventLoopPromise<Dialogue>
  private var tls: TLSClient?
  private var context: ChannelHandlerContext?
  private var phaseTimer: Scheduled<Void>?
  private var totalTimer: Scheduled<Void>?

  init(
    dialogue: Dialogue, tap: WireTap, judge: CertificateJudge, start: NIODeadline, deadline: NIODeadline,
    outcome: EventLoopPromise<Dialogue>
  ) {
    self.dialogue = dialogue
    self.tap = tap
    self.judge = judge
    self.start = start
    self.deadline = deadline
    self.outcome = outcome
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    tap.onRaw = { [unowned self] bytes in feed(.raw(bytes)) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    tap.onRaw = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    totalTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.feed(.deadline) }
    feed(.connected(ours: context.localAddress.flatMap { $0.ipAddress }.flatMap { IPAddress($0) }))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    feed(.bytes(Array(unwrapInboundIn(data).readableBytesView)))
  }

  func channelInactive(context: ChannelHandlerContext) {
    feed(.ended(errorNumber: nil))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      feed(.secured(version: tls?.version, chain: tls?.presentedChain ?? []))
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if let (failure, detail) = TLSFailure.named(error) {
      feed(.tlsFailed(failure, detail))
    } else {
      feed(.ended(errorNumber: (error as? IOError).map { Int($0.errnoCode) }))
    }
  }

  private func feed(_ event: Dialogue.Event) {
    let now = (NIODeadline.now() - start).milliseconds
    for action in dialogue.handle(event, at: now) { perform(action) }
  }

  private func perform(_ action: Dialogue.Action) {
    switch action {
    case .send(let command): send(command)
    case .startTLS: startTLS()
    case .acceptTLS(let bytes): tap.pass(bytes)
    case .judge(let chain): judge(chain)
    case .arm(let milliseconds): arm(.milliseconds(Int64(milliseconds)))
    case .disarm: phaseTimer?.cancel()
    case .finish: finish()
    }
  }

  private func send(_ command: Command) {
    context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: command.bytes)), promise: nil)
  }

  private func startTLS() {
    guard let tls = TLSClient(serverName: dialogue.facts.serverName), let context else {
      return feed(.tlsFailed(.protocolError, "no TLS here"))
    }
    self.tls = tls
    tap.isGated = true
    do {
      try context.pipeline.syncOperations.addHandler(tls.handler, position: .after(tap))
    } catch {
      feed(.tlsFailed(.protocolError, "no TLS here"))
    }
  }

  private func judge(_ chain: [[UInt8]]) {
    guard let loop = context?.eventLoop else { return }
    let judge = judge
    let judgement = loop.makePromise(of: CertificateFacts.self)
    judgement.futureResult.assumeIsolated().whenSuccess { self.feed(.judged($0)) }
    Task(executorPreference: LoopExecutor.judgements) { judgement.succeed(await judge.judge(chain)) }
  }

  private func arm(_ time: TimeAmount) {
    phaseTimer?.cancel()
    phaseTimer = context?.eventLoop.assumeIsolated().scheduleTask(in: time) { self.feed(.expired) }
  }

  private func finish() {
    phaseTimer?.cancel()
    totalTimer?.cancel()
    outcome.succeed(dialogue)
    tap.close()
  }
}
