/// The handler next to the socket: it acknowledges without delay, and shows the dialogue the first raw
/// bytes after a ClientHello before TLS sees them.

import NIOCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

final class WireTap: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// Where raw bytes go while the gate is shut.
  var onRaw: (([UInt8]) -> Void)?
  var isGated = false
  private var context: ChannelHandlerContext?

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelActive(context: ChannelHandlerContext) {
    acknowledgeAtOnce(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    acknowledgeAtOnce(context)
    guard isGated else { return context.fireChannelRead(data) }
    onRaw?(Array(unwrapInboundIn(data).readableBytesView))
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    acknowledgeAtOnce(context)
    context.fireChannelReadComplete()
  }

  /// Opens the gate and lets through what was held back.
  func pass(_ bytes: [UInt8]) {
    isGated = false
    context?.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: bytes)))
    context?.fireChannelReadComplete()
  }

  /// Closes the socket itself: TLS would wait for the other end's farewell.
  func close() {
    context?.close(promise: nil)
  }

  /// A server with Nagle's algorithm holds its next segment until the last one is acknowledged, and our
  /// kernel would take 40 ms over that. The option wears off with each read, so it is set again each time.
  private func acknowledgeAtOnce(_ context: ChannelHandlerContext) {
    #if os(Linux)
      let option = ChannelOptions.Types.SocketOption(
        level: .tcp, name: NIOBSDSocket.Option(rawValue: TCP_QUICKACK))
      try? context.channel.syncOptions?.setOption(option, value: 1)
    #endif
  }
}
