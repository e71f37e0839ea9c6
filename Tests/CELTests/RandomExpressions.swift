/// Expressions made at random, typed for the most part; the same for the same seed.
struct RandomExpressions {
  private var generator: SplitMix64
  private var locals: [(name: String, kind: Kind)] = []

  /// The kinds of values that expressions are made for.
  enum Kind: CaseIterable {
    case int, uint, double, string, bool, list, texts, map, any, duration, timestamp
  }

  init(seed: UInt64) {
    generator = SplitMix64(state: seed)
  }

  mutating func next() -> String {
    expression(pick(Kind.allCases), Int.random(in: 1...4, using: &generator))
  }

  private mutating func expression(_ wanted: Kind, _ depth: Int) -> String {
    // One part in forty is of a kind that does not fit, to see the same refused.
    let kind = chance(40) ? pick(Kind.allCases) : wanted
    if depth == 0 || chance(7) { return leaf(kind) }
    let parts = pick(forms(kind)).split(separator: "$", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { text, part in
      text + operand(part.first ?? " ", depth - 1) + part.dropFirst()
    }
  }

  /// What a letter behind `$` in a form stands for.
  private mutating func operand(_ letter: Character, _ depth: Int) -> String {
    switch letter {
    case "i": return expression(.int, depth)
    case "u": return expression(.uint, depth)
    case "d": return expression(.double, depth)
    case "s": return expression(.string, depth)
    case "b": return expression(.bool, depth)
    case "l": return expression(.list, depth)
    case "t": return expression(.texts, depth)
    case "m": return expression(.map, depth)
    case "a": return expression(pick(Kind.allCases), depth)
    case "D": return expression(.duration, depth)
    case "T": return expression(.timestamp, depth)
    case "I", "S": return body(letter == "I" ? .int : .string, depth)
    default: return String(letter)
    }
  }

  /// A condition over a variable of a macro, with the variable's name before it.
  private mutating func body(_ kind: Kind, _ depth: Int) -> String {
    let name = "x\(locals.count)"
    locals.append((name, kind))
    defer { locals.removeLast() }
    return "\(name), \(expression(.bool, depth))"
  }

  private mutating func leaf(_ kind: Kind) -> String {
    let names = locals.filter { $0.kind == kind }.map(\.name)
    if !names.isEmpty, !chance(3) { return pick(names) }
    return switch kind {
    case .int: pick(["i", "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "0x1F"])
    case .uint: pick(["u", "0u", "1u", "18446744073709551615u"])
    case .double: pick(["d", "0.0", "1.5", "-2.25", "1e10", "0.1", "-0.0", ".5", "123456.789"])
    case .string:
      pick(["s", "''", "'a'", "'abc'", "'ä'", "'e\\u0301'", "'\\U0001F600x'", "'12'", "'1.5'", "'a,b'"])
    case .bool: pick(["b", "true", "false"])
    case .list: pick(["l", "[]", "[1]", "[1, 2, 3]"])
    case .texts: pick(["t", "['a']", "['a', 'b', 'c']"])
    case .map: pick(["m", "{'a': 1}", "{'a': 1, 'b': 2}"])
    case .any:
      pick(["any", "dyn(1)", "dyn(1.0)", "dyn(2u)", "dyn('a')", "dyn(null)", "dyn([1])", "dyn(true)"])
    case .duration: pick(["duration('1s')", "duration('-1h30m')", "duration('1.5s')"])
    case .timestamp: pick(["timestamp('2009-02-13T23:31:30Z')", "timestamp('2000-02-29T12:00:00.5+02:00')"])
    }
  }

  private func forms(_ kind: Kind) -> [String] {
    switch kind {
    case .int:
      [
        "($i + $i)", "($i - $i)", "($i * $i)", "($i / $i)", "($i % $i)", "-($i)", "size($s)", "size($l)",
        "$m.a",
        "int($s)", "int($d)", "int($u)", "int($T)", "$l[$i]", "$m[$s]", "($b ? $i : $i)", "$s.indexOf($s)",
        "$s.lastIndexOf($s)", "$T.getDayOfYear()", "$T.getHours()", "$D.getMinutes()", "$m.?a.orValue($i)",
        "$l[?$i].orValue($i)", "$l.filter($I).size()",
      ]
    case .uint:
      ["($u + $u)", "($u - $u)", "($u * $u)", "($u / $u)", "($u % $u)", "uint($i)", "uint($d)", "uint($s)"]
    case .double: ["($d + $d)", "($d - $d)", "($d * $d)", "double($i)", "double($u)", "double($s)", "-($d)"]
    case .string:
      [
        "($s + $s)", "string($i)", "string($u)", "string($b)", "string($D)", "string($T)", "$t[$i]",
        "$s.lowerAscii()",
        "$s.upperAscii()", "$s.trim()", "$s.reverse()", "$s.charAt($i)", "$s.substring($i)",
        "$s.replace($s, $s)",
        "$t.join($s)", "strings.quote($s)", "'%s'.format([$s])", "'%.2f'.format([$d])", "'%x'.format([$i])",
      ]
    case .bool:
      [
        "($i == $i)", "($i < $i)", "($u <= $u)", "($d > $d)", "($s >= $s)", "($s == $s)", "($b && $b)",
        "($b || $b)",
        "!$b", "($i in $l)", "($s in $m)", "($l == $l)", "($m == $m)", "has($m.a)", "has($m.z)",
        "$s.contains($s)",
        "$s.startsWith($s)", "$l.all($I)", "$l.exists($I)", "$l.exists_one($I)", "$t.all($S)",
        "$m.exists($S)",
        "bool($s)", "$s.matches('^.$$')", "(dyn($a) == $a)", "(dyn($a) < $a)", "(type($a) == int)",
        "$m.?q.hasValue()",
        "($T < $T)", "($D == $D)",
      ]
    case .list: ["($l + $l)", "[$i, $i]", "$l.filter($I)"]
    case .texts: ["[$s, $s]", "$s.split('b')", "$s.split(',', $i)", "$t.filter($S)"]
    case .map: ["{$s: $i, $s: $i}", "{?'a': $m.?a, 'z': $i}"]
    case .any: ["dyn($a)", "[$a, $a][0]", "($b ? dyn($a) : $a)"]
    case .duration: ["($D + $D)", "($T - $T)", "duration($s)"]
    case .timestamp: ["($T + $D)", "($T - $D)", "timestamp($i)"]
    }
  }

  private mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &generator) == 0 }

  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }
}
