/// A provider as the catalogue knows it, for showing: the entry's settings in, plain values out.
import CEL

package struct ProviderEntry: Sendable {
  package struct Port: Sendable, Hashable {
    /// What the port speaks, as far as a source says.
    package enum Mode: String, Sendable, Hashable {
      case none, opportunistic, starttls, implicit, unknown
    }

    package let number: Int
    package let mode: Mode
    /// Whether the provider itself advises it.
    package let isRecommended: Bool
    package let isVerified: Bool
    package let note: String?
  }

  package struct Login: Sendable, Hashable {
    package enum Form: String, Sendable, Hashable {
      case literal, email, pattern, described, any
    }

    package let form: Form
    package let value: String?
    package let pattern: String?
    package let describe: String?
    package let isVerified: Bool
    /// What the password is.
    package let password: String?
    package let mechanisms: [String]
    package let mechanismsAreVerified: Bool
    /// Whether the server can know a client by its address and then ask for none.
    package let isSparedByAddress: Bool
  }

  package struct Limit: Sendable, Hashable {
    package let name: String
    package let value: Int
  }

  package let id: String
  package let name: String
  package let kind: String
  package let hosts: [String]
  package let region: String?
  package let stream: String?
  package let related: [String]
  /// Whether mail is caught instead of delivered.
  package let isSandbox: Bool
  /// Whether campaigns may be sent through it.
  package let isForProduction: Bool
  package let ports: [Port]
  package let login: Login
  package let maximumMessageSize: Int?
  /// Whether the size counts after base64.
  package let countsEncodedSize: Bool
  package let limits: [Limit]
  package let limitsNote: String?
  package let isVerified: Bool
  package let sources: [String]
  package let date: String
  /// The facts that no source backs.
  package let unverified: [String]
  package let notes: String?

  package init(_ entry: Setting) {
    id = entry.text("id") ?? ""
    name = entry.text("name") ?? ""
    kind = entry.text("kind") ?? ""
    hosts = entry.texts("hosts")
    region = entry.text("region")
    stream = entry.text("stream")
    related = entry.texts("related")
    isSandbox = entry.flag("sandbox")
    isForProduction = entry.flag("production")
    ports = entry.member("ports")?.items.compactMap(Port.init) ?? []
    login = Login(entry)
    maximumMessageSize = entry.number("max_message_size")
    countsEncodedSize = entry.flag("max_message_size_encoded")
    limits = (entry.member("limits")?.memberNames ?? []).compactMap { name in
      entry.member("limits")?.number(name).map { Limit(name: name, value: $0) }
    }
    limitsNote = entry.text("limits_note")
    isVerified = entry.flag("verified")
    let first = entry.text("source").map { [$0] } ?? []
    sources = first + entry.texts("sources").filter { !first.contains($0) }
    date = entry.text("date") ?? ""
    unverified = entry.texts("unverified")
    notes = entry.text("notes")
  }

  package func limit(_ name: String) -> Int? {
    limits.first { $0.name == name }?.value
  }
}

extension ProviderEntry.Port {
  fileprivate init?(_ entry: Setting) {
    guard let number = entry.number("port"), let mode = entry.text("tls").flatMap(Mode.init) else {
      return nil
    }
    self.number = number
    self.mode = mode
    isRecommended = entry.flag("recommended")
    isVerified = entry.flag("verified")
    note = entry.text("note")
  }
}

extension ProviderEntry.Login {
  fileprivate init(_ entry: Setting) {
    let username = entry.member("username")
    form = username?.text("form").flatMap(Form.init) ?? .any
    value = username?.text("value")
    pattern = username?.text("pattern")
    describe = username?.text("describe")
    isVerified = username?.flag("verified") ?? false
    password = entry.member("password")?.text("describe")
    mechanisms = entry.texts("mechanisms")
    mechanismsAreVerified = entry.flag("mechanisms_verified")
    isSparedByAddress = entry.flag("login_by_address")
  }
}

extension Setting {
  fileprivate var memberNames: [String] {
    guard case .map(let map) = value else { return [] }
    return map.entries.compactMap { entry in
      if case .string(let name) = entry.key { name } else { nil }
    }
  }
}
