/// The options of everything that asks the wire, as ArgumentParser reads and explains them.
import ArgumentParser

struct LiveOptions: ParsableArguments {
  @Flag(help: "Log in once for each account (a user name and its password), only under verified TLS.")
  var probeAuth = false

  @Flag(help: "With --probe-auth: log in although the server's certificate is not valid; never without TLS.")
  var insecureAuth = false

  @Option(help: ArgumentHelp("Take the facts from this file and contact nobody.", valueName: "file"))
  var facts: String?

  @Option(help: ArgumentHelp("Write what was learnt to this file.", valueName: "file"))
  var saveFacts: String?

  @Option(help: ArgumentHelp("Contact only addresses in this network; repeatable.", valueName: "cidr"))
  var allowNet: [String] = []

  @Flag(help: "Contact public addresses only, so that a file cannot make this machine scan its own network.")
  var publicOnly = false

  @Flag(help: "Say what would be contacted, and contact nobody.")
  var dryRun = false

  @Option(help: ArgumentHelp("The name to give in EHLO where the campaign gives none.", valueName: "name"))
  var ehloName: String?

  func request(mode: LiveMode?) -> LiveRequest {
    LiveRequest(
      mode: mode, triesLogin: probeAuth, trustsAnyServer: insecureAuth, factsFile: facts,
      savedFacts: saveFacts,
      allowedNetworks: allowNet, publicOnly: publicOnly, isDryRun: dryRun, helo: ehloName)
  }
}

/// `--live` may stand without a value, and a path may follow it: the value is put where ArgumentParser looks for it.
func withLiveValue(_ arguments: [String]) -> [String] {
  let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
  return arguments.enumerated().map { $0 < end && $1 == "--live" ? "--live=\(LiveMode.advise.rawValue)" : $1 }
}
