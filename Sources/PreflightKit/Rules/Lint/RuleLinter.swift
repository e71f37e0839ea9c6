/// Judges rule files: their texts and the pack they belong to in; every defect with its place out, ready for the formats.
package import CEL
package import Document

package struct RuleLinter: Sendable {
  private let pack: RulePack
  private let now: Timestamp

  /// - Parameter pack: with the files that are judged in it, as far as they load.
  package init(pack: RulePack, now: Timestamp) {
    self.pack = pack
    self.now = now
  }

  /// - Parameter expectedID: the id that a file's place implies, by file name; nil where its place means nothing.
  package func lint(_ sources: [SourceText], expectedID: (String) -> String? = { _ in nil }) -> [FileReport] {
    let owners = Owners(sources)
    return sources.map { source in
      var findings = defects(of: source, expectedID: expectedID(source.name), owners).map(\.finding)
      findings.sort(by: Finding.comesBefore)
      Fingerprint.assign(to: &findings)
      let file = CheckedFile(
        path: source.name, documents: 1, dialects: [ruleForm], status: .checked,
        text: MaskedText(source, covering: []))
      return FileReport(file: file, findings: findings)
    }
  }

  private func defects(of source: SourceText, expectedID: String?, _ owners: Owners) -> [RuleLintFinding] {
    let reading = RuleReader.read(source, expectedID: expectedID)
    let faults =
      reading.faults
      + (reading.faults.contains(where: \.hidesTheRest) ? [] : RuleChecker.check(source, in: pack))
    var findings = faults.map { RuleLintFinding($0.defect, file: $0.file, range: $0.range) }
    guard reading.faults.isEmpty, let root = YAMLStream(parsing: source).documents.first?.root,
      let logic = reading.logic, let text = reading.text
    else { return findings }
    var desk = RuleLintDesk(source)
    desk.checkTexts(root)
    desk.checkNames(root, logic, pack, owners)
    let parts = RuleParts(root)
    desk.checkUse(root, parts)
    desk.checkConditions(parts)
    if faults.isEmpty { desk.checkTests(root, Rule(logic, text, source: source), pack, now) }
    findings += desk.findings
    return findings
  }
}

/// Which of the files has an id or an alias first.
struct Owners {
  private var files: [String: String] = [:]

  init(_ sources: [SourceText]) {
    for source in sources {
      guard let root = YAMLStream(parsing: source).documents.first?.root, let id = root.value(for: "id")?.text
      else {
        continue
      }
      for name in [id] + root.texts(of: "aliases") where files[name] == nil { files[name] = source.name }
    }
  }

  /// The file that has the name, if it is another one.
  func other(than file: String, with name: String) -> String? {
    files[name].flatMap { $0 == file ? nil : $0 }
  }
}

/// Where a file's defects are gathered.
struct RuleLintDesk {
  private let source: SourceText
  private(set) var findings: [RuleLintFinding] = []

  init(_ source: SourceText) {
    self.source = source
  }

  mutating func note(
    _ kind: RuleLintFinding.Kind, _ range: TextRange, because: (label: String, range: TextRange)? = nil
  ) {
    let related = because.map {
      [RelatedPlace(label: $0.label, path: "", range: SourceRange($0.range, in: source))]
    }
    findings.append(
      RuleLintFinding(kind, file: source.name, range: SourceRange(range, in: source), related: related ?? []))
  }

  var file: String { source.name }
}

extension RuleFault {
  /// A mistake that keeps a rule from loading may be a defect of its own kind.
  fileprivate var defect: RuleLintFinding.Kind {
    if case .unknownRule(let id, let suggestion) = kind {
      return .supersedesNothing(id, suggestion: suggestion)
    }
    guard case .supersedingCircle(let ids) = kind else { return .invalid(self) }
    return ids.count > 1 ? .circle(ids) : .supersedesItself
  }

  /// Where the file cannot be read at all, or the form is too far off, more checks would only repeat it.
  fileprivate var hidesTheRest: Bool {
    switch kind {
    case .notYAML, .notARule, .secondDocument: true
    case .form(let fault):
      if case .wrongType = fault.kind { true } else { false }
    case .badID, .idDiffersFromFile, .duplicateID, .missingKey, .expression, .badPath, .badType, .badFix,
      .unclosedTemplate, .untested, .unknownFact, .unknownRule, .supersedesEngine, .supersedingCircle,
      .laterVariable,
      .badDefault:
      false
    }
  }
}
