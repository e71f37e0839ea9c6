import CEL
import Testing

/// Hostile input, bounded and the same in every run: real expressions with bytes and words changed. Nothing may crash,
/// every issue lies inside the text, and what parses is printed as text that parses to the same.
@Suite("Fuzz")
struct FuzzTests {
  static let seeds: [String] = [
    "transport.port == 25 && transport.role == 'submission'",
    "has(transport.tls) && transport.tls.mode in ['implicit', \"starttls\"] || !has(transport.role)",
    "config.transports.filter(t, t.port != 465).all(t, t.host.endsWith('.example.com'))",
    "config.transports.exists_one(t, t.host.matches(r'^[a-z]+\\.(com|org)$')) ? 1 : -2",
    "{'a': 1, 'b': [1u, 2.5e3, b'\\xff']}.map(k, k + '!').size() > 0x1F",
    "transport.?tls.?mode.orValue('none') == 'starttls' // comment",
    "config.window >= duration('6h') && timestamp('2026-11-21T00:00:00Z').getDayOfWeek('+01:00') < 6",
    "'%s has %d of %.2f'.format(['x', 3, 1.5]).split(' ').join('\\u00e9')",
    "{?'a': {'b': 2}.?b, 'c': [?optional.none()]}.c[?0].optMap(v, v + 1).hasValue()",
    "cidr('10.0.0.0/8').containsIP(ip('10.1.2.3')) != isIP('::1')",
    "params.speaks[transport.port] == vars.mode && anything.x[anything.y].z(1)",
    "[[1, 2], [3]].all(x, x.exists(y, y % 2 == 0 && x[y - 1] >= -9223372036854775808))",
  ]

  @Test("changed expressions neither crash nor hang", .timeLimit(.minutes(2)), arguments: 1...4)
  func fuzz(seed: UInt64) {
    var random = Splitmix(state: seed)
    var mutator = Mutator(seeds: Self.seeds)
    var bindings = Bindings(for: MailSchema.environment)
    let unknown = Value.unknown(path: "transport.port")
    let transport = Value.map(MapValue(fields: [("host", .string("smtp.example.com")), ("port", unknown)]))
    bindings.set("transport", to: transport, in: MailSchema.environment)
    bindings.set("anything", to: .list([transport, .int(1)]), in: MailSchema.environment)
    for round in 0..<Self.rounds {
      let text = mutator.next(&random)
      if round % 8 == 0 {
        checkWhole(text, bindings)
      } else {
        checkParser(text)
      }
    }
  }

  /// Per seed: most are parsed and planned alone, which takes a fraction of the time.
  private static let rounds = 50_000

  private func checkParser(_ text: String) {
    do throws(InvalidExpression) {
      _ = try MailSchema.environment.plan(text)
    } catch {
      checkPlaces(error.issues, text)
    }
  }

  private func checkPlaces(_ issues: [CEL.Issue], _ text: String) {
    let bytes = text.utf8.count
    for issue in issues where issue.range.lowerBound < 0 || issue.range.upperBound > bytes {
      Testing.Issue.record("an issue lies outside of: \(text)")
    }
  }

  private func checkWhole(_ text: String, _ bindings: Bindings) {
    let compilation = MailSchema.environment.compile(text)
    checkPlaces(compilation.issues, text)
    if compilation.issues.contains(where: { $0.message.isEmpty }) {
      Testing.Issue.record("no words for: \(text)")
    }
    guard let program = compilation.program ?? (try? MailSchema.environment.plan(text)) else { return }
    _ = program.evaluate(bindings, budget: Budget(steps: 2_000))
    let printed = compilation.expression.unparsed
    let again = MailSchema.environment.compile(printed).expression.unparsed
    if again != printed { Testing.Issue.record("printed unlike: \(text) as \(printed) and \(again)") }
  }
}

/// Changes an expression in a few places: bytes, words, pieces of other expressions.
struct Mutator {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var last: [UInt8]

  init(seeds: [String]) {
    self.seeds = seeds.map { Array($0.utf8) }
    words = [
      "&&", "||", "!", "==", "in", "(", ")", "[", "]", "{", "}", ".", "?", ":", ",", "has(", ".all(x, ", "'",
      "\"\"\"",
      "\\u", "0x", "1e", "u", "//", "\n", "null", "-", "9223372036854775808", "and", "not in", "=", "`", "é",
      "\0",
      "x", "transport", ".port", "optional.of(", ".map(y, y, ", "b'", "r\"", "[?", ".?",
    ].map { Array($0.utf8) }
    last = self.seeds[0]
  }

  mutating func next(_ random: inout Splitmix) -> String {
    var bytes = random.below(3) == 0 ? last : seeds[random.below(seeds.count)]
    for _ in 0...random.below(4) { change(&bytes, &random) }
    if bytes.count < 400 { last = bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func change(_ bytes: inout [UInt8], _ random: inout Splitmix) {
    let start = random.below(bytes.count + 1)
    let end = min(bytes.count, start + random.below(8))
    switch random.below(5) {
    case 0: bytes.replaceSubrange(start..<end, with: [])
    case 1: bytes.replaceSubrange(start..<end, with: [UInt8(truncatingIfNeeded: random.below(256))])
    case 2:
      let other = seeds[random.below(seeds.count)]
      let from = random.below(other.count)
      bytes.replaceSubrange(start..<end, with: other[from..<min(other.count, from + random.below(30))])
    default: bytes.replaceSubrange(start..<start, with: words[random.below(words.count)])
    }
  }
}

/// The splitmix64 generator: small, and the same everywhere.
struct Splitmix {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    return limit <= 0 ? 0 : Int(word % UInt64(limit))
  }
}
