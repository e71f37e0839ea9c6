/// The answer to one question: the facts of every address of the host, or of none when there was none.

package struct Answer: FactRecord, Hashable {
  package var host = ""
  package var port = 0
  package var serverName = ""
  package var caFile: String?
  /// Every address the name resolved to, contacted or not.
  package var addresses: [String] = []
  /// One for each address; never empty: a name that does not resolve leaves one that says so.
  package var endpoints: [EndpointFacts] = []

  package init() {}
  package init(_ question: Question, addresses: [String], endpoints: [EndpointFacts]) {
    host = question.host
    port = question.port
    serverName = question.serverName
    caFile = question.caFile
    self.addresses = addresses
    self.endpoints = endpoints
    for place in endpoints.indices {
      self.endpoints[place].reachedElsewhere = endpoints.enumerated().contains {
        $0 != place && $1.connection == .connected
      }
    }
  }

  /// Nobody was asked, and why.
  package init(_ question: Question, skipped reason: ProbeReason, detail: String = "") {
    var facts = EndpointFacts()
    facts.host = question.host
    facts.port = question.port
    facts.serverName = question.serverName
    facts.state = .skipped
    facts.reason = reason
    facts.detail = detail
    self.init(question, addresses: [], endpoints: [facts])
  }

  package static let recordName = "Answer"
  package static let fields: [FactField<Answer>] = [
    FactField("host", \.host, "the host that was asked about"),
    FactField("port", \.port, "the port that was asked about"),
    FactField("server_name", \.serverName, "the name that certificates were held against"),
    FactField("ca_file", \.caFile, "the file with the roots to trust; the system's roots if there is none"),
    FactField("addresses", \.addresses, "every address the name resolved to"),
    FactField("endpoints", \.endpoints, "the facts of each of them"),
  ]

  /// Whether this answers the question, for facts that were saved earlier.
  package func isAbout(_ question: Question) -> Bool {
    host == question.host && port == question.port && serverName == question.serverName
      && caFile == question.caFile
  }
}
