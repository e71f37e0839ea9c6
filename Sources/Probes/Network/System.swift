/// The few things asked of the operating system itself: a file's bytes, the time of day, a route, the kind of
/// an error number.

import PreflightKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

func readFile(_ path: String) -> [UInt8]? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = read(file, &chunk, chunk.count)
    if count < 0 { return nil }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

/// Seconds since 1970.
func secondsSince1970() -> Int { time(nil) }

/// Whether this machine has a way to addresses of this kind. Nothing is sent: to connect a socket for datagrams only
/// asks the table of routes.
func hasRoute(to address: IPAddress) -> Bool {
  var hints = addrinfo()
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
  hints.ai_socktype = datagramSocket
  var list: UnsafeMutablePointer<addrinfo>?
  // The port has no bearing on the route.
  guard getaddrinfo(address.description, "9", &hints, &list) == 0, let target = list?.pointee else {
    return true
  }
  defer { freeaddrinfo(list) }
  let descriptor = socket(target.ai_family, datagramSocket, 0)
  guard descriptor >= 0 else { return errno != EAFNOSUPPORT }
  defer { close(descriptor) }
  guard connect(descriptor, target.ai_addr, target.ai_addrlen) != 0 else { return true }
  switch errno {
  case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT, ENETDOWN: return false
  case _: return true
  }
}

#if canImport(Glibc)
  private let datagramSocket = Int32(SOCK_DGRAM.rawValue)
#else
  private let datagramSocket = SOCK_DGRAM
#endif

extension ConnectionOutcome {
  /// What an error number of `connect` says about the way there.
  init(errorNumber: Int32) {
    switch errorNumber {
    case ECONNREFUSED: self = .refused
    case ECONNRESET, EPIPE, ECONNABORTED: self = .reset
    case ETIMEDOUT: self = .filtered
    case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN: self = .unreachable
    case EACCES, EPERM: self = .localPolicy
    case _: self = .localFailure
    }
  }
}

/// The name of an error number, such as ECONNREFUSED; its digits when it has no name here.
func errorName(_ number: Int32) -> String {
  switch number {
  case ECONNREFUSED: "ECONNREFUSED"
  case ECONNRESET: "ECONNRESET"
  case ECONNABORTED: "ECONNABORTED"
  case EPIPE: "EPIPE"
  case ETIMEDOUT: "ETIMEDOUT"
  case EHOSTUNREACH: "EHOSTUNREACH"
  case ENETUNREACH: "ENETUNREACH"
  case EHOSTDOWN: "EHOSTDOWN"
  case ENETDOWN: "ENETDOWN"
  case EACCES: "EACCES"
  case EPERM: "EPERM"
  case EINVAL: "EINVAL"
  case EADDRNOTAVAIL: "EADDRNOTAVAIL"
  case EAFNOSUPPORT: "EAFNOSUPPORT"
  case EMFILE: "EMFILE"
  case ENFILE: "ENFILE"
  case _: "errno \(number)"
  }
}
