// Expressions, one a line of the standard input, in; how long parsing, checking and planning all of them takes, and
// evaluating the first ones, out: a line of nanoseconds each, as many as rounds were asked for.
import CEL

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20
let evaluations = 20_000
let campaign = CampaignSetting()
var expressions: [String] = []
while let line = readLine() { expressions.append(line) }

for expression in expressions {
  let mistakes = campaign.environment.compile(expression).issues.filter { $0.severity == .error }
  guard mistakes.isEmpty else {
    print("error \(expression): \(mistakes.map(\.message))")
    break
  }
}
for _ in 0..<rounds {
  print(
    "frontend",
    time { for expression in expressions { keep(campaign.environment.compile(expression).program) } })
}
for (index, expression) in expressions.prefix(campaign.evaluated).enumerated() {
  guard let program = campaign.environment.compile(expression).program else { continue }
  guard case .bool(true) = program.evaluate(campaign.bindings) else {
    print("error \(expression) is \(program.evaluate(campaign.bindings))")
    break
  }
  for _ in 0..<rounds {
    let all = time { for _ in 0..<evaluations { keep(program.evaluate(campaign.bindings)) } }
    print("evaluate\(index)", all / evaluations)
  }
}

/// Nanoseconds by the clock.
func time(_ work: () -> Void) -> Int {
  let clock = ContinuousClock()
  let elapsed = clock.measure(work).components
  return Int(elapsed.seconds) * 1_000_000_000 + Int(elapsed.attoseconds / 1_000_000_000)
}

/// The optimiser must not find out that nobody looks at the result.
@inline(never)
func keep<Result>(_ result: Result) {}
