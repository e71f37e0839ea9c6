/// A file's findings while they are gathered: faults, verdicts and ignores in; a sorted, redacted report out.
import Document

struct FileDraft {
  let source: SourceText
  var findings: [Finding] = []
  /// What an unrecognised document seems to be.
  var guess: RecognitionGuess?
  /// The paths of transports that the wire was not asked about.
  var unasked: [String] = []
  private var secrets: [TextRange] = []
  private var handedIn: Set<String> = []
  private var checkedDocuments = 0
  private var couldNotBeRead = false
  private var counts: [FindingKind: Int] = [:]
  /// What other findings explain.
  var asides: [SetAside] = []
  /// Places that are at fault as YAML: what the schema says of them has been said.
  private var faulty: Set<TextRange> = []

  /// So many findings of one kind in one file are listed; the rest is counted.
  static let mostOfOneKind = 500

  init(source: SourceText) {
    self.source = source
  }

  /// Counts a finding of a rule; false when enough of its kind are listed. What is not decided leaves failures their
  /// room.
  private mutating func takes(_ rule: String, _ outcome: Finding.Outcome = .fail) -> Bool {
    let kind = FindingKind(rule: rule, outcome: outcome)
    counts[kind, default: 0] += 1
    return counts[kind, default: 0] <= Self.mostOfOneKind
  }

  /// Whether there are no more findings of a rule than those that are listed.
  func listsAll(of rule: String) -> Bool {
    !counts.contains { $0.key.rule == rule && $0.value > Self.mostOfOneKind }
  }

  mutating func add(_ fault: Fault) {
    let rule: EngineRule = fault.kind.isDuplicate ? .yamlDuplicateKey : .yamlSyntax
    guard takes(rule.id) else { return }
    couldNotBeRead = couldNotBeRead || fault.endsReading
    faulty.insert(fault.range)
    var related: [RelatedPlace] = []
    if let first = fault.related {
      related.append(RelatedPlace(label: fault.relation, path: "", range: SourceRange(first, in: source)))
    }
    let remediation = fault.advice.map { "\($0.prefix(1).uppercased())\($0.dropFirst())." }
    add(
      rule, fault.message, at: fault.range, document: fault.document, path: "", related: related,
      remediation: remediation)
  }

  mutating func add(_ campaign: Campaign, of document: YAMLDocument) {
    checkedDocuments += 1
    secrets += campaign.secrets
    add(campaign, beyond: [], of: document)
  }

  /// What the schema says of a campaign, as far as it was not said.
  mutating func add(_ campaign: Campaign, beyond said: [SchemaFault], of document: YAMLDocument) {
    handedIn.formUnion(campaign.handedIn)
    let known = said.isEmpty ? nil : Set(said)
    for fault in campaign.faults
    where known?.contains(fault) != true && !faulty.contains(fault.range) && takes(fault.kind.rule.id) {
      let hides = campaign.secrets.contains(fault.range)
      var related: [RelatedPlace] = []
      if let definition = fault.definition {
        related.append(
          RelatedPlace(label: "written here", path: "", range: SourceRange(definition, in: source)))
      }
      add(
        fault.kind.rule, fault.message(hidesValue: hides), at: fault.range, document: document.index,
        path: fault.path.description, related: related, remediation: fault.remediation)
    }
  }

  /// A document that describes a campaign and lacks the marker, in a file with others that have it: nobody would notice
  /// that it was passed over.
  mutating func add(_ guess: RecognitionGuess, of document: YAMLDocument) {
    guard let entry = document.root?.entries.first(where: { $0.key.text == guess.seen }) else { return }
    let kind: SchemaFault.Kind =
      switch guess {
      case .markerMissing: .missingKey(campaignMarker.key, object: campaignSchema.name)
      case .markerMisspelt(let seen):
        .unknownKey(seen, suggestion: .key(campaignMarker.key), object: campaignSchema.name)
      }
    let fault = SchemaFault(kind: kind, path: NodePath([.key(campaignMarker.key)]), range: entry.key.range)
    guard takes(kind.rule.id) else { return }
    add(
      kind.rule, "this document was not checked: \(fault.message(hidesValue: false))", at: fault.range,
      document: document.index, path: "")
  }

  var holdsCampaign: Bool { checkedDocuments > 0 }

  /// Returns the place of the finding; nil if it is only counted.
  mutating func add(_ builder: FindingBuilder, of document: YAMLDocument) -> Int? {
    let verdict = builder.verdict
    guard takes(verdict.rule.rule.id, verdict.outcome.ofFinding),
      let finding = builder.finding(in: source, document: document.index)
    else { return nil }
    findings.append(finding)
    return findings.count - 1
  }

  mutating func add(_ fault: IgnoreFault, _ range: TextRange) {
    guard takes(fault.rule.id) else { return }
    add(fault.rule, fault.message, at: range, document: 0, path: "")
  }

  private mutating func add(
    _ rule: EngineRule, _ message: String, at range: TextRange, document: Int, path: String,
    related: [RelatedPlace] = [], remediation: String? = nil
  ) {
    findings.append(
      Finding(
        rule: rule.id, severity: rule.severity, message: message,
        place: Place(
          file: source.name, document: document, path: path, range: SourceRange(range, in: source)),
        related: related, why: rule.why, remediation: remediation ?? rule.remediation,
        fingerprint: source.text(range)))
  }

  /// The one place where findings are redacted, sorted, made unique and given their fingerprints.
  ///
  /// - Parameter clean: lines of other files that hold nothing like a secret; nil where none are known.
  consuming func report(of stream: YAMLStream, clean: inout CleanLines?) -> FileReport {
    // Taken out, so that they are changed where they lie.
    var result = findings
    findings = []
    var text: MaskedText?
    if !result.isEmpty {
      let redaction = Redaction(
        source, known: secrets, handedIn: handedIn, isBroken: couldNotBeRead, clean: &clean)
      result += result.overflow(counts)
      for index in result.indices { result[index].redact(by: redaction) }
      result.sortOnce()
      Fingerprint.assign(to: &result)
      text = MaskedText(source, covering: redaction.ranges)
    }
    let status: CheckedFile.Status = checkedDocuments > 0 ? .checked : couldNotBeRead ? .failed : .skipped
    return FileReport(
      file: CheckedFile(
        path: source.name, documents: checkedDocuments,
        dialects: checkedDocuments > 0 ? [campaignMarker.value] : [], status: status,
        note: status == .skipped ? note(for: stream) : nil, unasked: unasked, text: text),
      findings: result)
  }

  private func note(for stream: YAMLStream) -> SkipNote {
    let isEmpty = stream.documents.allSatisfy { document in
      if case .empty = Recognition(document) { true } else { false }
    }
    guard isEmpty else { return .unrecognised(guess: guess) }
    return stream.comments.isEmpty ? .empty : .onlyComments
  }
}

/// Findings of which only so many are listed.
struct FindingKind: Hashable {
  let rule: String
  let outcome: Finding.Outcome
}

extension RuleVerdict.Outcome {
  fileprivate var ofFinding: Finding.Outcome {
    switch self {
    case .fail: .fail
    case .undetermined, .failsWhen: .undetermined
    case .ruleError: .ruleError
    }
  }
}

extension [Finding] {
  /// Sorts them, and leaves each in once: equal ones have nothing between them but others of the same order.
  fileprivate mutating func sortOnce() {
    guard count > 1 else { return }
    sort(by: Finding.comesBefore)
    var once: [Finding] = []
    for finding in self {
      let equals = once.reversed().prefix { !Finding.comesBefore($0, finding) }
      if !equals.contains(finding) { once.append(finding) }
    }
    self = once
  }

  /// One finding for each kind that has more findings than are listed: nothing is left out in silence. Whether those
  /// are suppressed nobody knows, so they count.
  fileprivate func overflow(_ counts: [FindingKind: Int]) -> [Finding] {
    counts.filter { $0.value > FileDraft.mostOfOneKind }
      .sorted { ($0.key.rule, $0.key.outcome.rawValue) < ($1.key.rule, $1.key.outcome.rawValue) }
      .compactMap { kind, count in
        guard var finding = last(where: { $0.rule == kind.rule && $0.outcome == kind.outcome }) else {
          return nil
        }
        finding.standsFor = count - FileDraft.mostOfOneKind
        finding.message = "\(finding.standsFor) more findings of this kind are not listed"
        finding.related = []
        finding.fix = nil
        finding.verdict = .notRun
        finding.suppressed = nil
        return finding
      }
  }
}

extension Finding {
  /// By file, place, rule, message.
  package static func comesBefore(_ left: Finding, _ right: Finding) -> Bool {
    let (a, b) = (left.place, right.place)
    if a.file != b.file { return a.file < b.file }
    if a.range.start.offset != b.range.start.offset { return a.range.start.offset < b.range.start.offset }
    if left.rule != right.rule { return left.rule < right.rule }
    if a.path != b.path { return a.path < b.path }
    return left.message < right.message
  }

  fileprivate mutating func redact(by redaction: Redaction) {
    // Shortened after covering, so that no half of a secret is left over.
    message = redaction.cover(message).shortened(to: 1_000)
    place.path = redaction.cover(place.path)
    // Else somebody could try passwords until the fingerprint fits.
    fingerprint = redaction.cover(fingerprint)
    why = redaction.cover(why).shortened(to: 4_000)
    remediation = redaction.cover(remediation).shortened(to: 4_000)
    for index in related.indices {
      related[index].label = redaction.cover(related[index].label).shortened(to: 1_000)
      related[index].path = redaction.cover(related[index].path)
    }
    for index in verdict.evidence.indices {
      verdict.evidence[index] = redaction.cover(verdict.evidence[index]).shortened(to: 1_000)
    }
    if var fix {
      for index in fix.edits.indices { fix.edits[index].text = redaction.cover(fix.edits[index].text) }
      self.fix = fix
    }
  }
}

extension String {
  /// A value of megabytes in a sentence helps nobody.
  fileprivate func shortened(to limit: Int) -> String {
    utf8.count <= limit ? self : prefix(limit) + "…"
  }
}
