/// The quick way to read `lint`'s arguments: words in, a request out, or nil for whatever is not plain.
///
/// ArgumentParser builds its commands by reflection, which costs more than a millisecond at every start. LintCommand
/// remains the authority: a test compares both on every option.

extension LintRequest {
  /// nil for help, unknown options, missing or wrong values: ArgumentParser knows what to say.
  init?(plain arguments: ArraySlice<String>) {
    self.init()
    var rest = arguments
    var takesOptions = true
    while let word = rest.popFirst() {
      if !takesOptions || word == "-" || !word.hasPrefix("-") {
        paths.append(word)
      } else if word == "--" {
        takesOptions = false
      } else if !takeFlag(word) {
        guard let (name, value) = Self.option(word, &rest), (try? take(value, for: name)) == true else {
          return nil
        }
      }
    }
  }

  private mutating func takeFlag(_ word: String) -> Bool {
    switch word {
    case "--quiet", "-q": quiet = true
    case "--no-ignores": ignoresComments = true
    case "--probe-auth": live.triesLogin = true
    case "--insecure-auth": live.trustsAnyServer = true
    case "--public-only": live.publicOnly = true
    case "--dry-run": live.isDryRun = true
    default: return false
    }
    return true
  }

  /// `--name=value`, or a name and the next word unless that looks like an option.
  private static func option(_ word: String, _ rest: inout ArraySlice<String>) -> (
    name: String, value: String
  )? {
    if word.hasPrefix("--"), let mark = word.firstIndex(of: "=") {
      return (String(word[..<mark]), String(word[word.index(after: mark)...]))
    }
    guard let value = rest.popFirst(), value == "-" || !value.hasPrefix("-") else { return nil }
    return (word, value)
  }

  private mutating func take(_ value: String, for name: String) throws(OptionFault) -> Bool {
    switch name {
    case "--output", "-o": outputs.append(try OutputTarget(parsing: value))
    case "--fail-on": failOn = try word(value, "severity")
    case "--max-warnings": maxWarnings = try wholeNumber(value)
    case "--on-undetermined": onUndetermined = try word(value, "choice")
    case "--rule": only += names(value)
    case "--skip": skip += names(value)
    case "--profile": profile = value
    case "--rules": ruleFolders.append(value)
    case "--config": config = value
    case "--env": variables.append(try Assignment(parsing: value))
    case "--env-file": variableFiles.append(value)
    case "--assume": assumptions.append(try Assumption(parsing: value))
    case "--color": color = try word(value, "choice")
    case "--stdin-filename": standardInputName = value
    case "--files-from": filesFrom.append(value)
    case "--live": live.mode = try word(value, "choice")
    case "--facts": live.factsFile = value
    case "--save-facts": live.savedFacts = value
    case "--allow-net": live.allowedNetworks.append(value)
    case "--ehlo-name": live.helo = value
    case "-j", "--jobs": jobs = try wholeNumber(value)
    default: return false
    }
    return true
  }
}

/// `a,b` names two.
func names(_ list: String) -> [String] {
  list.split(separator: ",").map(String.init)
}
