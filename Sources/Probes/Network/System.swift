/// The few things asked of the operating system itself: a file's bytes, the time of day, the kind of an
/// error number.

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
