// Makes a server on loopback seem far away: what comes in and what goes out takes half a round trip each.

import NIOCore

/// The kernel accepts a connection at once whatever we do, so the round trip of connecting is added to the
/// first one: nothing moves before 1.5 round trips, when a distant server would have heard of the
/// connection. Acknowledgements are the kernel's and are not delayed.
final class FarAway: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let roundTrip: TimeAmount
  private var opening = NIODeadline.uptimeNanoseconds(0)

  init(roundTrip: TimeAmount) { self.roundTrip = roundTrip }

  func channelActive(context: ChannelHandlerContext) {
    opening = .now() + .nanoseconds(roundTrip.nanoseconds * 3 / 2)
    later(context) { $0.fireChannelActive() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    later(context) {
      $0.fireChannelRead(self.wrapInboundOut(bytes))
      $0.fireChannelReadComplete()
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {}

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let bytes = unwrapOutboundIn(data)
    later(context) { $0.writeAndFlush(self.wrapOutboundOut(bytes), promise: promise) }
  }

  func flush(context: ChannelHandlerContext) {}

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    later(context) { $0.close(mode: mode, promise: promise) }
  }

  /// In the order of asking; nothing once the connection is gone.
  private func later(_ context: ChannelHandlerContext, _ act: @escaping (ChannelHandlerContext) -> Void) {
    let time = max(opening, .now() + .nanoseconds(roundTrip.nanoseconds / 2))
    context.eventLoop.assumeIsolated().scheduleTask(deadline: time) {
      if context.channel.isActive { act(context) }
    }
  }
}
