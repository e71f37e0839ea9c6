import CEL
import Testing

/// Prints what expressions cost here. A debug build is some ten times slower than a release build, so
/// nothing is asserted but that it ends; the figures of a release build are for the benchmark.
@Suite("Speed", .serialized)
struct SpeedTests {
  static let rules = [
    "transport.port == 25 && transport.host == 'smtp.example.com'",
    """
    has(transport.tls) && has(transport.tls.mode) && transport.tls.mode in ['implicit', 'starttls', 'none'] \
    && (transport.port != 465 || transport.tls.mode == 'implicit') \
    && (transport.port != 587 || transport.tls.mode == 'starttls')
    """,
    """
    config.transports.all(x, x.host.endsWith('.example.com') && (x.port == 465 || x.port == 587)) \
    && config.transports[0].host.matches('^[a-z]+[.]example[.]com$')
    """,
  ]

  @Test("the cost of compiling, planning and evaluating is printed", arguments: rules.indices)
  func cost(rule: Int) throws {
    let environment = MailSchema.environment
    let program = try #require(environment.compile(Self.rules[rule]).program)
    let bindings = Self.bindings
    #expect(program.evaluate(bindings).isKnown)
    let compiling = nanoseconds(50) { _ = environment.compile(Self.rules[rule]) }
    let planning = nanoseconds(50) { _ = try? environment.plan(Self.rules[rule]) }
    let evaluating = nanoseconds(500) { _ = program.evaluate(bindings) }
    print("cost of rule \(rule + 1): compile \(compiling) ns, plan \(planning) ns, evaluate \(evaluating) ns")
  }

  static let bindings: Bindings = {
    let tls = Value.map(MapValue(fields: [("mode", .string("starttls"))]))
    let transport = Value.map(
      MapValue(fields: [
        ("name", .string("main")), ("host", .string("smtp.example.com")), ("port", .int(587)), ("tls", tls),
      ]))
    let config = Value.map(MapValue(fields: [("transports", .list(Array(repeating: transport, count: 8)))]))
    return Bindings(["transport": transport, "config": config], in: MailSchema.environment)
  }()

  private func nanoseconds(_ count: Int, _ body: () -> Void) -> Int64 {
    let time = ContinuousClock().measure { for _ in 0..<count { body() } }
    return (time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000)
      / Int64(count)
  }
}
