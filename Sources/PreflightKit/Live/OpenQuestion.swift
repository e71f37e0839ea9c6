/// What a campaign would have to ask the wire: its settings in, one question for each transport out.
import CEL

/// A question, still without what only the command can fetch: the roots in its `caFile`.
package struct OpenQuestion: Sendable, Hashable {
  package var question: Question

  package init(question: Question) { self.question = question }
}

extension Campaign {
  /// One question for each transport whose host and port are known.
  /// - Parameter withLogin: whether credentials that are known may be tried.
  package func questions(withLogin: Bool) -> [OpenQuestion] {
    transports.compactMap { transport in
      guard let endpoint = endpoint(of: transport) else { return nil }
      let tls = transport.member("tls")
      let auth = withLogin ? transport.member("auth").flatMap(\.wantingLogin) : nil
      let login = auth.flatMap(Login.init)
      let question = Question(
        host: endpoint.host, port: endpoint.port, serverName: endpoint.serverName,
        helo: transport.text("helo"), caFile: endpoint.caFile,
        expects: tls?.text("mode").flatMap(ExpectedTLS.init(mode:)), leastVersion: tls?.text("min_version"),
        login: login, lacksCredentials: auth != nil && login == nil)
      return OpenQuestion(question: question)
    }
  }

  /// The paths of the others.
  var unaskedTransports: [String] {
    transports.enumerated().compactMap { index, transport in
      endpoint(of: transport) == nil ? "transports[\(index)]" : nil
    }
  }

  /// nil too where a variable has brought a secret into the names: a resolver is told them, and a report shows them.
  private func endpoint(of transport: Setting) -> ConfiguredEndpoint? {
    guard let endpoint = ConfiguredEndpoint(transport) else { return nil }
    let secrets = handedIn.filter { $0.utf8.count >= Redaction.shortestRepeated }
    let isClean = [endpoint.host, endpoint.serverName].allSatisfy { !secrets.contains(where: $0.contains) }
    return isClean ? endpoint : nil
  }
}

extension Setting {
  /// nil where `auth` says that nobody logs in.
  fileprivate var wantingLogin: Setting? { text("mechanism") == "none" ? nil : self }

  /// The one place where a password leaves its wrapping: on its way to a login that the user asked for.
  fileprivate func secret(_ name: String) -> String? {
    guard case .opaque(let opaque)? = member(name)?.value, let secret = opaque.content as? Secret else {
      return nil
    }
    return secret.reveal()
  }
}

extension ExpectedTLS {
  /// What a client that is set to this mode will try first.
  fileprivate init?(mode: String) {
    self.init(rawValue: mode == "opportunistic" ? "starttls" : mode)
  }
}

extension Login {
  /// nil unless user name and password are both known.
  fileprivate init?(_ auth: Setting) {
    guard let username = auth.text("username"), let password = auth.secret("password") else { return nil }
    self.init(
      mechanism: auth.text("mechanism").flatMap(LoginMechanism.init(rawValue:)), username: username,
      password: password)
  }
}
