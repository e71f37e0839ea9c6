// Sockets of 127.0.0.1 for tests: free ports, ports where nobody listens, and a port that is filtered.

import Foundation

/// Ports that were free a moment ago, all different.
func freePorts(_ count: Int) -> [Int] {
  let sockets = (0..<count).map { _ in ListeningSocket(backlog: 1) }
  return sockets.map(\.port)
}

func waitUntilListening(_ port: Int, seconds: Double = 10) -> Bool {
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if connects(to: port) { return true }
    usleep(20_000)
  }
  return false
}

/// Bound and listening; connections are never taken off the queue. With a backlog of 0 and one connection
/// in it, further requests are dropped by the kernel: that is what "filtered" looks like.
final class ListeningSocket {
  let port: Int
  private let descriptor: Int32
  private var fillers: [Int32] = []

  init(backlog: Int32) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = bind(descriptor, generic, length)
        _ = listen(descriptor, backlog)
        _ = getsockname(descriptor, generic, &length)
        return Int(UInt16(bigEndian: pointer.pointee.sin_port))
      }
    }
  }

  /// Fills the queue without waiting for the connections to be made.
  func fill(_ count: Int) {
    for _ in 0..<count {
      let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
      _ = connect(filler, to: port)
      fillers.append(filler)
    }
    usleep(20_000)
  }

  deinit {
    for filler in fillers { close(filler) }
    close(descriptor)
  }
}

/// Whether ::1 can be bound.
let hasLoopback6: Bool = {
  let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in6()
  address.sin6_family = sa_family_t(AF_INET6)
  address.sin6_addr = in6addr_loopback
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
    }
  }
}()

private func connects(to port: Int) -> Bool {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  return connect(descriptor, to: port) == 0
}

private func connect(_ descriptor: Int32, to port: Int) -> Int32 {
  var address = loopback(port: port)
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}

private func loopback(port: Int) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(port).bigEndian
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  return address
}
