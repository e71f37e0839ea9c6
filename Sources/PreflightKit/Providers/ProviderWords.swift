/// The words for what the catalogue knows of a provider: facts in, phrases out.

extension ProviderEntry {
  var kindInWords: String {
    guard case .scalar(.choice(let kinds))? = providerSchema.field(named: "kind")?.shape else { return kind }
    let words = kinds.first { $0.value == kind }?.describe ?? kind
    return isForProduction || isSandbox ? words : words + " Not for production."
  }
}

extension ProviderEntry.Login {
  var inWords: String {
    let words: String
    switch form {
    case .literal: words = "exactly `\(value ?? "")`"
    case .email: words = describe ?? "a mail address"
    case .pattern: words = describe ?? "a text like \(pattern ?? "")"
    case .described: words = describe ?? "see the provider's page"
    case .any: words = describe ?? "anything"
    }
    return words + (isVerified || form == .any ? "" : " (not verified)")
  }
}

extension ProviderEntry.Port.Mode {
  var inWords: String {
    switch self {
    case .none: "cleartext"
    case .opportunistic: "STARTTLS, cleartext accepted"
    case .starttls: "STARTTLS required"
    case .implicit: "TLS from the first byte"
    case .unknown: "TLS mode not documented"
    }
  }
}

extension PortChoice.Obstacle {
  var inWords: String {
    switch self {
    case .blocked(let network): "blocked by \(network)"
    case .serverToServer: "for mail between servers, not for submission"
    case .cleartextOnly: "no TLS"
    case .modeUnknown: "not proposed: ask `preflight probe`"
    }
  }

  /// The same for machines.
  var word: String {
    switch self {
    case .blocked: "blocked"
    case .serverToServer: "server-to-server"
    case .cleartextOnly: "cleartext-only"
    case .modeUnknown: "mode-unknown"
    }
  }
}

/// `30 MB`, where that is exact; bytes otherwise.
func spelled(bytes: Int) -> String {
  for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)] where bytes % size == 0 {
    return "\(bytes / size) \(unit)"
  }
  return "\(grouped(bytes)) bytes"
}

/// `10,000`
func grouped(_ number: Int) -> String {
  var digits = String(number)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}

/// A text in a column.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.displayWidth))
}
