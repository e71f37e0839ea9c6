/// Turns what a rule says about a target into a finding: a verdict and the campaign in; places, texts and a fix out.
import CEL
import Document

struct FindingBuilder {
  let campaign: Campaign
  let root: YAMLNode
  let texts: RuleTexts
  /// What the wire has shown; nil when nobody asked it.
  let book: FactBook?
  let verdict: RuleVerdict

  func finding(in source: SourceText, document: Int) -> Finding? {
    guard let compiled = texts.text(of: verdict.rule) else { return nil }
    let telling = Telling(compiled: compiled, bindings: verdict.target.bindings, campaign: campaign)
    switch verdict.outcome {
    case .fail(let assertion):
      return failure(telling, assertion, in: source, document: document)
    case .failsWhen(let cases, let assertion):
      var finding = failure(telling, assertion, in: source, document: document)
      finding.outcome = .undetermined
      finding.message = "fails when \(cases.joined(separator: ", or ")): \(finding.message)"
      finding.fix = nil
      return finding
    case .undetermined(let unknown):
      return undetermined(telling, unknown, in: source, document: document)
    case .ruleError(let error):
      var finding = base(telling, in: source, document: document)
      finding.outcome = .ruleError
      finding.severity = .error
      finding.message = "the rule could not be evaluated: \(error.message)"
      finding.remediation = "This is a mistake in the rule, not in the file. `preflight rules test` shows it."
      return finding
    }
  }

  private func failure(_ telling: Telling, _ assertion: Int, in source: SourceText, document: Int) -> Finding
  {
    var finding = base(telling, in: source, document: document)
    let text = telling.compiled.text
    let messages = text.messages
    finding.message = telling.line(messages.indices.contains(assertion) ? messages[assertion] : text.title)
    finding.remediation = telling.filled(text.remediation)
    finding.related += text.because.compactMap { label in
      related(telling.path(label.at, verdict.target), telling.line(label.label), in: source)
    }
    finding.verdict = verdictOfTheWire(telling)
    // What the wire refutes needs no mending.
    if finding.verdict.state != .refuted {
      finding.fix = FixBuilder(root: root, telling: telling, target: verdict.target).fix(text.fix, in: source)
    }
    return finding
  }

  private func verdictOfTheWire(_ telling: Telling) -> Verdict {
    if let proof = verdict.proof { return proof }
    guard let book else { return .notRun }
    let transport = verdict.target.transport.flatMap { ConfiguredEndpoint(campaign.transports[$0]) }
    return telling.compiled.confirmation?.verdict(telling.bindings, book, on: transport)
      ?? Verdict(state: .notApplicable)
  }

  /// Points at the placeholder that would have to be known.
  private func undetermined(
    _ telling: Telling, _ unknown: Unknown, in source: SourceText, document: Int
  ) -> Finding {
    var finding = base(telling, in: source, document: document)
    let open = unknown.paths.compactMap { path in campaign.unknowns[path].map { (path, $0) } }
    let names = Set(open.flatMap(\.1.variables)).sorted().map { "`\($0)`" }
    finding.outcome = .undetermined
    finding.message = "not decided: it depends on \(names.joined(separator: ", "))"
    finding.remediation =
      "Hand the value in with `--env NAME=VALUE` or `--env-file FILE`, or try values with `--assume NAME=V1,V2`."
    finding.related = []
    if let (path, first) = open.first {
      finding.place.path = path
      finding.place.range = SourceRange(first.range, in: source)
      finding.fingerprint = source.text(first.range)
    }
    return finding
  }

  private func base(_ telling: Telling, in source: SourceText, document: Int) -> Finding {
    let text = telling.compiled.text
    let wanted = telling.path(text.at, verdict.target)
    let (setting, path) = campaign.root.nearest(to: wanted)
    let range = setting.origin.visibleRange
    return Finding(
      rule: verdict.rule.rule.id, severity: verdict.rule.severity,
      origin: verdict.proof == nil ? .static : .live, message: text.title,
      place: Place(
        file: source.name, document: document, path: path.description, range: SourceRange(range, in: source)),
      related: provenance(of: setting, path, in: source), why: telling.filled(text.why),
      references: text.references, fingerprint: source.text(range))
  }

  private func related(_ path: NodePath, _ label: String, in source: SourceText) -> RelatedPlace? {
    let (setting, found) = campaign.root.nearest(to: path)
    guard found == path else { return nil }
    return RelatedPlace(
      label: label, path: path.description, range: SourceRange(setting.origin.visibleRange, in: source))
  }

  /// Where a value came from, if it does not simply stand there.
  private func provenance(of setting: Setting, _ path: NodePath, in source: SourceText) -> [RelatedPlace] {
    var places: [RelatedPlace] = []
    let origin = setting.origin
    if let definition = origin.definition {
      places.append(
        RelatedPlace(
          label: "written here", path: path.description, range: SourceRange(definition, in: source)))
    }
    let label: String? =
      switch origin.source {
      case .written: nil
      case .implied: "nobody wrote this; it is the application's default"
      case .defaults(let names): "the default counts, because \(quoted(names)) is not set"
      case .variables(let names): "the value comes from \(quoted(names)), as handed in"
      }
    if let label {
      places.append(
        RelatedPlace(label: label, path: path.description, range: SourceRange(origin.range, in: source)))
    }
    return places
  }
}

/// A rule's words about one target.
struct Telling {
  let compiled: CompiledText
  let bindings: Bindings
  let campaign: Campaign

  func filled(_ text: String) -> String {
    Template(text).filled { expression in
      spoken(compiled.value(of: expression, in: bindings)) { said($0) }
    }
  }

  /// By the variables that it depends on; of a text what is known of it stands around them.
  private func said(_ unknown: Unknown) -> String {
    let names = unknown.paths.flatMap { campaign.unknowns[$0]?.variables ?? [] }.map { "${\($0)}" }
    guard let pieces = unknown.text?.pieces else {
      return names.isEmpty ? "…" : names.joined(separator: ", ")
    }
    // What a function left over of the text may have lost some of its variables; which, nobody remembers.
    let isWhole = names.count == pieces.count - 1
    return pieces.indices.dropFirst().reduce(into: pieces[0]) { text, index in
      text += (isWhole ? names[index - 1] : "…") + pieces[index]
    }
  }

  /// On one line, whatever the user's values hold.
  func line(_ text: String) -> String {
    let words = filled(text)
    // Only ASCII below the blank, and characters beyond ASCII, could break a line.
    guard words.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return words }
    return words.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  func path(_ text: String, _ target: Target) -> NodePath {
    compiled.path(text)?.path(transport: target.transport ?? 0) { compiled.value(of: $0, in: bindings) }
      ?? NodePath([])
  }
}

extension Origin {
  /// The value, or its key where the value is nothing that could be marked.
  var visibleRange: TextRange {
    range.end > range.start ? range : key ?? range
  }
}

private func quoted(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
