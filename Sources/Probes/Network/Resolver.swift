/// A host name or an address literal in, every address it has out, or why there is none.

import NIOCore
import NIOPosix
import PreflightKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct Resolution: Sendable {
  var addresses: [IPAddress] = []
  var reason = ProbeReason.none
  var milliseconds = 0.0
}

struct Resolver: Sendable {
  /// getaddrinfo blocks, so that many names can be looked up at once. Threads start with the first name.
  private static let pool: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 32)
    pool.start()
    return pool
  }()

  let deadline: TimeAmount

  func resolve(_ host: String) async -> Resolution {
    if let literal = IPAddress(host) { return Resolution(addresses: [literal]) }
    // The system would read a name only up to a NUL, and so contact another host than the one that is shown.
    guard (1...255).contains(host.utf8.count), host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
      return Resolution(reason: .nameNotFound)
    }
    // Nobody was asked, so the name may exist: what is left out of IDNA here is no proof.
    guard let name = wireName(host) else { return Resolution(reason: .resolverFailed) }
    let start = NIODeadline.now()
    var resolution = await lookUp(name)
    resolution.milliseconds = (NIODeadline.now() - start).milliseconds
    return resolution
  }

  /// The look-up goes on in its thread when its time is up; nobody waits for it any more.
  private func lookUp(_ host: String) async -> Resolution {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let promise = loop.makePromise(of: Resolution.self)
    let timer = loop.scheduleTask(in: deadline) { promise.succeed(Resolution(reason: .resolverFailed)) }
    Self.pool.submit { state in
      guard state == .active else { return promise.succeed(Resolution(reason: .resolverFailed)) }
      promise.succeed(addresses(of: host))
    }
    let resolution = try? await promise.futureResult.get()
    timer.cancel()
    return resolution ?? Resolution(reason: .resolverFailed)
  }
}

private func addresses(of host: String) -> Resolution {
  var hints = addrinfo()
  hints.ai_socktype = Int32(streamSocket)
  var list: UnsafeMutablePointer<addrinfo>?
  let status = getaddrinfo(host, nil, &hints, &list)
  guard status == 0 else { return Resolution(reason: reason(status)) }
  defer { freeaddrinfo(list) }
  var resolution = Resolution()
  var item = list
  while let entry = item?.pointee {
    if let address = address(of: entry), !resolution.addresses.contains(address) {
      resolution.addresses.append(address)
    }
    item = entry.ai_next
  }
  if resolution.addresses.isEmpty { resolution.reason = .noAddress }
  return resolution
}

private func reason(_ status: Int32) -> ProbeReason {
  if status == EAI_NONAME { return .nameNotFound }
  #if os(Linux)
    // EAI_NODATA and EAI_ADDRFAMILY, which the headers hide: the name exists and has neither A nor AAAA.
    if status == -5 || status == -9 { return .noAddress }
  #endif
  return .resolverFailed
}

private func address(of entry: addrinfo) -> IPAddress? {
  var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
  let status = getnameinfo(
    entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
  guard status == 0 else { return nil }
  let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
  return IPAddress(String(decoding: bytes.prefix { $0 != UInt8(ascii: "%") }, as: UTF8.self))
}

#if canImport(Glibc)
  private let streamSocket = SOCK_STREAM.rawValue
#else
  private let streamSocket = SOCK_STREAM
#endif

extension TimeAmount {
  /// With three digits behind the point: finer than that is noise.
  var milliseconds: Double { (Double(nanoseconds) / 1000).rounded() / 1000 }
}
