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
    var telling = Telling(compiled, verdict.target, campaign)
    switch verdict.outcome {
    case .fail(let assertion):
      return failure(&telling, assertion, in: source, document: document)
    case .failsWhen(let cases, let assertion):
      var finding = failure(&telling, assertion, in: source, document: document)
      finding.outcome = .undetermined
      finding.message = "fails when \(cases.joined(separator: ", or ")): \(finding.message)"
      finding.fix = nil
      return finding
    case .undetermined(let unknown):
      return undetermined(&telling, unknown, in: source, document: document)
    case .ruleError(let error):
      var finding = base(&telling, in: source, document: document)
      finding.outcome = .ruleError
      finding.severity = .error
      finding.message = "the rule could not be evaluated: \(error.message)"
      finding.remediation = "This is a mistake in the rule, not in the file. `preflight rules test` shows it."
      return finding
    }
  }

  private func failure(
    _ telling: inout Telling, _ assertion: Int, in source: SourceText, document: Int
  ) -> Finding {
    var finding = base(&telling, in: source, document: document)
    let compiled = telling.compiled
    if compiled.messages.indices.contains(assertion) {
      finding.message = telling.line(compiled.messages[assertion])
    }
    finding.remediation = telling.said(compiled.remediation)
    for reason in compiled.because {
      let path = telling.path(reason.at)
      if let place = related(path, telling.line(reason.label), in: source) { finding.related.append(place) }
    }
    finding.verdict = verdictOfTheWire(compiled)
    // What the wire refutes needs no mending.
    if finding.verdict.state != .refuted {
      finding.fix = FixBuilder(root: root, campaign: campaign).fix(compiled.text.fix, &telling, in: source)
    }
    return finding
  }

  private func verdictOfTheWire(_ compiled: CompiledText) -> Verdict {
    if let proof = verdict.proof { return proof }
    guard let book else { return .notRun }
    let transport = verdict.target.transport.flatMap { ConfiguredEndpoint(campaign.transports[$0]) }
    return compiled.confirmation?.verdict(verdict.target.bindings, book, on: transport)
      ?? Verdict(state: .notApplicable)
  }

  /// Points at the placeholder that would have to be known.
  private func undetermined(
    _ telling: inout Telling, _ unknown: Unknown, in source: SourceText, document: Int
  ) -> Finding {
    var finding = base(&telling, in: source, document: document)
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

  private func base(_ telling: inout Telling, in source: SourceText, document: Int) -> Finding {
    let text = telling.compiled.text
    let wanted = telling.path(text.at)
    let (setting, path) = campaign.root.nearest(to: wanted)
    let range = setting.origin.visibleRange
    return Finding(
      rule: verdict.rule.rule.id, severity: verdict.rule.severity,
      origin: verdict.proof == nil ? .static : .live, message: text.title,
      place: Place(
        file: source.name, document: document, path: path.description, range: SourceRange(range, in: source)),
      related: provenance(of: setting, path, in: source), why: telling.said(telling.compiled.why),
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

extension Origin {
  /// The value, or its key where the value is nothing that could be marked.
  var visibleRange: TextRange {
    range.end > range.start ? range : key ?? range
  }
}

private func quoted(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
