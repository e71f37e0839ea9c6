// A mail server that misbehaves on demand: each connection plays the script, step by step, and every byte
// it receives is kept.

import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

enum Step: Sendable {
  case say(String)
  case sayBytes([UInt8])
  /// One byte a segment.
  case drip(String)
  case flood(String, times: Int)
  case pause(milliseconds: Int)
  /// Waits for a line that begins so; another line ends the script and is noted.
  case expect(String)
  /// Waits for any line.
  case line
  case tls(Identity, only: TLSVersion?)
  /// Waits for any bytes at all, TLS or not.
  case anything
  case reset
  case close
  /// Says nothing more until the client goes.
  case stay

  static func tls(_ identity: Identity) -> Step { .tls(identity, only: nil) }

  static let greeting = Step.say("220 mail.test.example ESMTP\r\n")
  static func ehlo(_ lines: String...) -> [Step] {
    let all = ["mail.test.example"] + lines
    let text = all.enumerated().map { "250\($0 == all.count - 1 ? " " : "-")\($1)\r\n" }.joined()
    return [.expect("EHLO "), .say(text)]
  }
  static let bye: [Step] = [.expect("QUIT"), .say("221 2.0.0 bye\r\n"), .close]
}

final class ScriptedServer: Sendable {
  let port: Int
  let address: String
  private let channel: any Channel
  private let log = NIOLockedValueBox<[UInt8]>([])
  private let count = NIOLockedValueBox(0)
  private let surprises = NIOLockedValueBox<[String]>([])

  /// Every connection plays the next script; the last one is played again and again.
  /// - Parameter roundTrip: how far away the server seems to be.
  init(playing scripts: [[Step]], address: String = "127.0.0.1", roundTrip: TimeAmount? = nil) async throws {
    let (log, count, surprises) = (log, count, surprises)
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let turn = count.withLockedValue { value in
            value += 1
            return value - 1
          }
          let script = scripts[min(turn, scripts.count - 1)]
          let distance = roundTrip.map { FarAway(roundTrip: $0) }
          if let distance { try channel.pipeline.syncOperations.addHandler(distance) }
          try channel.pipeline.syncOperations.addHandler(
            ScriptHandler(script, log: log, surprises: surprises))
        }
      }
      .bind(host: address, port: 0).get()
    port = channel.localAddress?.port ?? 0
    self.address = address
  }

  /// What all clients have sent, decrypted.
  var received: String { String(decoding: log.withLockedValue { $0 }, as: UTF8.self) }
  var connections: Int { count.withLockedValue { $0 } }
  /// Lines that came where the script expected others.
  var unexpected: [String] { surprises.withLockedValue { $0 } }

  func stop() async { try? await channel.close() }
}

private final class ScriptHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var steps: ArraySlice<Step>
  private var buffer: [UInt8] = []
  private var isWaiting = false
  private let log: NIOLockedValueBox<[UInt8]>
  private let surprises: NIOLockedValueBox<[String]>

  init(_ steps: [Step], log: NIOLockedValueBox<[UInt8]>, surprises: NIOLockedValueBox<[String]>) {
    self.steps = steps[...]
    self.log = log
    self.surprises = surprises
  }

  func channelActive(context: ChannelHandlerContext) { play(context) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = Array(unwrapInboundIn(data).readableBytesView)
    log.withLockedValue { $0 += bytes }
    buffer += bytes
    play(context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case .handshakeCompleted? = event as? TLSUserEvent else { return }
    isWaiting = false
    play(context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func play(_ context: ChannelHandlerContext) {
    while !isWaiting, let step = steps.first, perform(step, context) { steps = steps.dropFirst() }
  }

  /// False when the step has to wait for something.
  private func perform(_ step: Step, _ context: ChannelHandlerContext) -> Bool {
    switch step {
    case .say(let text): send(Array(text.utf8), context)
    case .sayBytes(let bytes): send(bytes, context)
    case .drip(let text): for byte in text.utf8 { send([byte], context) }
    case .flood(let text, let times): for _ in 0..<times { send(Array(text.utf8), context) }
    case .pause(let milliseconds): pause(milliseconds, context)
    case .expect(let prefix):
      guard let line = takeLine() else { return false }
      if !line.hasPrefix(prefix) {
        surprises.withLockedValue { $0.append("\(line.prefix(60)) instead of \(prefix)") }
        steps = []
        context.close(promise: nil)
        return false
      }
    case .line: if takeLine() == nil { return false }
    case .anything: if buffer.isEmpty { return false }
    case .tls(let identity, let version): startTLS(identity, version, context)
    case .reset:
      _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
      context.close(promise: nil)
      return false
    case .close:
      context.close(promise: nil)
      return false
    case .stay: return false
    }
    return true
  }

  private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }

  private func pause(_ milliseconds: Int, _ context: ChannelHandlerContext) {
    isWaiting = true
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) {
      self.isWaiting = false
      self.play(context)
    }
  }

  private func takeLine() -> String? {
    guard let end = buffer.firstIndex(of: 0x0a) else { return nil }
    let line = String(decoding: buffer[..<end], as: UTF8.self)
    buffer.removeSubrange(...end)
    return line.hasSuffix("\r") ? String(line.dropLast()) : line
  }

  private func startTLS(_ identity: Identity, _ version: TLSVersion?, _ context: ChannelHandlerContext) {
    guard let secure = try? identity.serverContext(version) else { return context.close(promise: nil) }
    isWaiting = true
    try? context.pipeline.syncOperations.addHandler(
      NIOSSLServerHandler(context: secure), position: .before(self))
  }
}

let oldToNew: [TLSVersion] = [.tlsv1, .tlsv11, .tlsv12, .tlsv13]

extension ScriptedServer {
  convenience init(_ scripts: [Step]...) async throws { try await self.init(playing: scripts) }
}
