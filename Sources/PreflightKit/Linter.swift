package import CEL
/// The one path: a file's text in; what was checked and every finding, suppressed and sorted, out. Pure and synchronous.
package import Document

package struct LintSettings: Sendable {
  /// Values of `${NAME}` placeholders.
  package var variables: [String: String] = [:]
  /// Values to try for placeholders, by name.
  package var assumptions: [(name: String, values: [String])] = []
  /// Only these rules, if any; ids or aliases.
  package var only: [String] = []
  package var skip: [String] = []
  package var profile = Profile.standard
  /// How a team's configuration sets rules up, by id; it wins over the profile.
  package var setups: [String: RuleSetup] = [:]
  /// Whether inline ignores count.
  package var honoursIgnores = true
  package var now: Timestamp

  package init(now: Timestamp) {
    self.now = now
  }
}

/// What came of one file.
package struct FileReport: Sendable {
  package var file: CheckedFile
  package var findings: [Finding]
}

/// Never changes once it is made, but for plans that it makes when they are needed. A class: as a value it would be copied
/// for every file, and each of its parts counted.
package final class Linter: Sendable {
  let pack: RulePack
  let settings: LintSettings
  /// Decided by the file alone.
  let campaignRules: Uncounted<CompiledRule>
  let transportRules: Uncounted<CompiledRule>
  /// Decided by what the wire shows.
  let liveRules: [CompiledRule]
  let surroundings: Surroundings
  /// What the rules read.
  let foundReads: FoundReads
  private let texts = RuleTexts()

  package convenience init(pack: RulePack, settings: LintSettings) {
    self.init(pack, pack.catalogue, settings, FoundReads())
  }

  private init(_ pack: RulePack, _ catalogue: Catalogue, _ settings: LintSettings, _ foundReads: FoundReads) {
    self.pack = pack
    self.settings = settings
    self.foundReads = foundReads
    let setups = Profile.setups(of: settings.profile)
      .merging(settings.setups) { $0.overridden(by: $1) }
    var pool = VariablePool()
    // Few rules are set up; to look for each of these is less than to look up every rule.
    var setupOfRule = [RuleSetup?](repeating: nil, count: pack.rules.count)
    for (id, setup) in setups {
      if let place = pack.rules.firstIndex(where: { $0.id == id }) { setupOfRule[place] = setup }
    }
    let wanted = zip(pack.rules, setupOfRule).compactMap { rule, setup -> CompiledRule? in
      guard Self.isWanted(rule, settings, setup) else { return nil }
      return CompiledRule(rule, setup: setup, pool: &pool)
    }
    surroundings = Surroundings(
      catalogue: catalogue, profile: settings.profile, now: settings.now, variables: pool.variables)
    let offline = wanted.filter { !$0.rule.logic.needsLive }
    campaignRules = Uncounted(offline.filter { $0.scope == .campaign })
    transportRules = Uncounted(offline.filter { $0.scope == .transport })
    liveRules = wanted.filter(\.rule.logic.needsLive)
  }

  /// One that judges alike, with plans and a catalogue of its own. Threads that share plans wait for each other: whatever is read beside a
  /// count of references has to be fetched anew whenever another thread has counted.
  package func another() -> Linter { Linter(pack, surroundings.catalogue.another(), settings, foundReads) }

  /// The number of rules that are applied.
  package func ruleCount(live: Bool) -> Int {
    campaignRules.count + transportRules.count + (live ? liveRules.count : 0)
  }

  /// Whether there is anything to judge in a file.
  package static func holdsCampaign(_ source: SourceText) -> Bool {
    YAMLStream(parsing: source).documents.contains { document in
      if case .campaign = Recognition(document) { true } else { false }
    }
  }

  /// The questions that a file's transports put to the wire.
  package func questions(about source: SourceText, withLogin: Bool) -> [OpenQuestion] {
    YAMLStream(parsing: source).documents.flatMap { document -> [OpenQuestion] in
      guard case .campaign = Recognition(document), let root = document.root else { return [] }
      return Campaign(root, variables: settings.variables).questions(withLogin: withLogin)
    }
  }

  /// - Parameter book: what the wire has shown; nil when nobody asked it.
  package func lint(_ source: SourceText, facts book: FactBook? = nil) -> FileReport {
    var experience = Experience(expecting: 1)
    return lint([source], facts: book, with: &experience)[0]
  }

  /// The same for some of many files, step by step: all of them are parsed, then read, then judged, then told of. What a
  /// step needs is then at the processor's hand for all of them, which takes a fifth off the time.
  ///
  /// - Parameter experience: what was learnt from others; of this linter alone. What it holds changes no finding.
  package func lint(
    _ sources: [SourceText], facts book: FactBook?, with experience: inout Experience
  ) -> [FileReport] {
    var files = sources.map { FileReading($0) }
    var campaigns: [ReadCampaign] = []
    var tried = 0
    for file in files.indices {
      for document in files[file].campaigns {
        let read = read(document, file: file, isLive: book != nil, into: &files[file].draft)
        guard let read else { continue }
        tried += read.triedCount
        campaigns.append(read)
        if tried >= Self.together {
          judge(&campaigns, book, &experience, into: &files)
          tried = 0
        }
      }
    }
    judge(&campaigns, book, &experience, into: &files)
    return files.indices.map { report(of: &files[$0], &experience) }
  }

  /// So many campaigns are judged together, one under several assumed values counted for each; all that is made of them is
  /// kept as long.
  private static let together = 64

  private func judge(
    _ campaigns: inout [ReadCampaign], _ book: FactBook?, _ experience: inout Experience,
    into files: inout [FileReading]
  ) {
    var tried: [Campaign] = []
    tried.reserveCapacity(campaigns.count)
    for read in campaigns { read.addTried(to: &tried) }
    var verdicts = judged(tried, with: &experience)[...]
    for read in campaigns {
      let own = verdicts.prefix(read.triedCount)
      verdicts = verdicts.dropFirst(own.count)
      let offline = read.assumed.isEmpty ? own.first ?? [] : read.assumed.joined(own)
      let all = offline + (book.map { judged(read.campaign, by: $0) } ?? [])
      files[read.file].draft.add(all, of: read.document) { verdict in
        FindingBuilder(campaign: read.campaign, root: read.root, texts: texts, book: book, verdict: verdict)
      }
    }
    campaigns.removeAll(keepingCapacity: true)
  }

  private func report(of file: inout FileReading, _ experience: inout Experience) -> FileReport {
    file.notePassedOver()
    if settings.honoursIgnores, !file.stream.comments.isEmpty {
      suppress(file.stream, in: &file.draft)
    } else {
      while file.draft.restore() {}
    }
    return file.draft.report(of: file.stream, clean: &experience.cleanLines)
  }

  private func suppress(_ stream: YAMLStream, in draft: inout FileDraft) {
    var suppressions = Suppressions(
      stream, today: String(settings.now.description.prefix(10)), isKnown: pack.knows, closest: pack.closest)
    var marked = 0
    repeat {
      suppressions.mark(&draft.findings, from: marked)
      marked = draft.findings.count
    } while draft.restore()
    suppressions.noteUnused { id in draft.listsAll(of: id) && isDecidedHere(id) }
    for (fault, range) in suppressions.faults { draft.add(fault, range) }
  }

  /// Whether a rule was applied, and would have found whatever there is: the wire may be silent.
  private func isDecidedHere(_ id: String) -> Bool {
    campaignRules.owned.contains { $0.rule.id == id } || transportRules.owned.contains { $0.rule.id == id }
      || !pack.rules.contains { $0.id == id }
  }

  /// A rule named on the command line is wanted even where the profile has it off.
  private static func isWanted(_ rule: Rule, _ settings: LintSettings, _ setup: RuleSetup?) -> Bool {
    func isNamed(in list: [String]) -> Bool {
      !list.isEmpty && (list.contains(rule.id) || rule.aliases.contains(where: list.contains))
    }
    if isNamed(in: settings.skip) { return false }
    return settings.only.isEmpty ? !(setup?.isOff ?? false) : isNamed(in: settings.only)
  }
}
