/// The system's time zones: a name such as `Europe/Berlin` in, its rules from the TZif file (RFC 9636) out.
import CEL

enum TimeZones {
  /// nil for a name that is no zone here. Files are small, and expressions that ask are rare, so none is kept.
  static let lookup: Library.ZoneLookup = { name in
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".")
        && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    guard isPlain, let bytes = try? FileReader(limit: 1_000_000).read("/usr/share/zoneinfo/\(name)") else {
      return nil
    }
    return TimeZoneRules(tzif: bytes)
  }
}
