/// Whether a campaign can send through a port, and what stands in the way: the facts of one address in; yes or no, and a
/// part of a sentence, out.

extension EndpointFacts {
  /// What a connection that came to nothing means beside the addresses and ports that answer.
  func silence(besides answering: [EndpointFacts]) -> String {
    if reachedElsewhere {
      return "Port \(port) at \(address) is out of reach from here: \(reason.words); another address answers."
    }
    let others = Set(answering.map(\.port)).subtracting([port]).sorted()
    guard connection == .filtered, !others.isEmpty else {
      return "Port \(port) is out of reach from here: \(reason.words)."
    }
    let ports = others.map(String.init).joined(separator: ", ")
    return "Port \(port) is filtered from here: the same server answers on \(ports)."
  }
}
