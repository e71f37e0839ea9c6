/// The report: everything a run found, with what was checked and how the gate stands. Formats read it and nothing else.
import Document

package struct Report: Sendable {
  package var run: Run
  package var files: [CheckedFile]
  /// Sorted by file, place, rule; without duplicates.
  package var findings: [Finding]
  package var probes: [ProbeRecord]
  /// The number of rules that were applied.
  package var ruleCount: Int
  /// The paths and globs that were asked for and could not be read, were missing or matched nothing. The gate never
  /// passes without them.
  package var unreadInputs: [String]
  /// The files that were to hold this report and could not be written.
  package var unwrittenFiles: [String] = []

  package init(
    run: Run, files: [CheckedFile] = [], findings: [Finding] = [], probes: [ProbeRecord] = [],
    ruleCount: Int = 0,
    unreadInputs: [String] = []
  ) {
    self.run = run
    self.files = files
    self.findings = findings
    self.probes = probes
    self.ruleCount = ruleCount
    self.unreadInputs = unreadInputs
  }
}

/// How the run was asked to go; part of the report so that a reader of the report knows what it proves.
package struct Run: Sendable, Hashable {
  package enum Live: String, Sendable, Hashable { case off, advise, require }
  package enum OnUndetermined: String, Sendable, Hashable, CaseIterable { case ignore, note, fail }

  package var version: String
  package var profile: String
  package var live: Live
  /// nil: findings never fail the gate.
  package var failOn: Severity?
  /// nil: any number of warnings may stand.
  package var maxWarnings: Int?
  package var onUndetermined: OnUndetermined

  package init(
    version: String, profile: String, live: Live = .off, failOn: Severity? = .error, maxWarnings: Int? = nil,
    onUndetermined: OnUndetermined = .note
  ) {
    self.version = version
    self.profile = profile
    self.live = live
    self.failOn = failOn
    self.maxWarnings = maxWarnings
    self.onUndetermined = onUndetermined
  }
}

/// One file that was asked for, whether or not something in it could be checked.
package struct CheckedFile: Sendable {
  package enum Status: String, Sendable, Hashable {
    /// At least one document was judged.
    case checked
    /// The file could not be read as YAML, and a finding says why; or it could not be read at all.
    case failed
    /// Nothing in it is ours; `note` says what it seems to be.
    case skipped
  }

  package var path: String
  package var documents: Int
  package var dialects: [String]
  package var status: Status
  package var note: SkipNote?
  /// Whether the user named this very file; false if a folder search came upon it.
  package var isNamed: Bool
  /// The paths of transports that a live run could put no question for: their host or their port is not known.
  package var unasked: [String]
  /// The text with every secret masked, for snippets; nil where the file was not text.
  package var text: MaskedText?

  package init(
    path: String, documents: Int, dialects: [String], status: Status, note: SkipNote? = nil,
    isNamed: Bool = true, unasked: [String] = [], text: MaskedText? = nil
  ) {
    self.path = path
    self.documents = documents
    self.dialects = dialects
    self.status = status
    self.note = note
    self.isNamed = isNamed
    self.unasked = unasked
    self.text = text
  }
}

/// Why a file holds nothing to check.
package enum SkipNote: Sendable, Hashable {
  case empty
  case onlyComments
  /// YAML, but no campaign. The guess names the key that made it look like one.
  case unrecognised(guess: RecognitionGuess?)
}

/// What somebody who wrote an unrecognised file may have meant.
package enum RecognitionGuess: Sendable, Hashable {
  /// The document has this key of the campaign model but not the marker.
  case markerMissing(seen: String)
  /// A key close to the marker.
  case markerMisspelt(seen: String)

  /// The key that gave it away.
  package var seen: String {
    switch self {
    case .markerMissing(let seen), .markerMisspelt(let seen): seen
    }
  }
}

/// One conversation with a server, or why there was none. Silence is never taken for health.
package struct ProbeRecord: Sendable, Hashable {
  package enum State: String, Sendable, Hashable { case answered, inconclusive, skipped }

  package var host: String
  package var port: Int
  package var address: String?
  package var state: State
  package var reason: String?
  /// The server's own words about it, made safe to print.
  package var reply: String?
  package var milliseconds: Double?

  package init(
    host: String, port: Int, address: String? = nil, state: State, reason: String? = nil,
    reply: String? = nil, milliseconds: Double? = nil
  ) {
    self.host = host
    self.port = port
    self.address = address
    self.state = state
    self.reason = reason
    self.reply = reply
    self.milliseconds = milliseconds
  }
}
