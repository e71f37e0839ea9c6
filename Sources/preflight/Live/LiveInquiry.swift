/// One round of asking the wire: questions and a request in; answers, from the network or a file of facts, out.
import CEL
import PreflightKit
import Probes

struct LiveInquiry {
  private let request: LiveRequest
  private let options: ProbeOptions
  private let recorded: FactsFile?

  /// Why nothing can be asked, in words.
  struct Refusal: Error {
    let message: String
  }

  init(_ request: LiveRequest) throws(Refusal) {
    self.request = request
    var options = ProbeOptions()
    options.helo = try request.helo.map(heloName)
    options.publicOnly = request.publicOnly
    options.loginUnverified = request.trustsAnyServer
    if !request.allowedNetworks.isEmpty { options.allowedNetworks = try networks(request.allowedNetworks) }
    self.options = options
    recorded = try request.factsFile.map(readFacts)
  }

  /// Every question is asked once, whoever put it.
  func facts(about open: [OpenQuestion]) throws(Refusal) -> FactsFile {
    let (questions, unready) = prepared(open)
    var facts = FactsFile(answers: unready, asked: nil)
    if let recorded {
      warn(ofAge: recorded)
      facts.asked = recorded.asked
      facts.answers += questions.map(recorded.answer)
    } else {
      facts.asked = Timestamp(seconds: currentTime().seconds)
      let progress = Progress(of: questions.count)
      facts.answers += Prober.answer(questions, options: options) { _ in progress.step() }
      progress.end()
    }
    if let path = request.savedFacts, let problem = writeFile(facts.text, to: path) {
      throw Refusal(message: "cannot write `\(path.displayable)`: \(String(errorNumber: problem))")
    }
    return facts
  }

  private func warn(ofAge facts: FactsFile) {
    guard facts.isOld(at: currentTime()), let asked = facts.asked, let path = request.factsFile else {
      return
    }
    StandardStreams.warn(
      "preflight: warning: the facts in `\(path.displayable)` are of \(asked.description.prefix(10)), more than "
        + "\(FactsFile.days) days ago; leave out --facts to ask again")
  }

  /// The words of `--dry-run`: a line for each conversation that would take place.
  func plan(for open: [OpenQuestion]) -> String {
    let lines = Prober.contacts(for: open.map(\.question)).map { question in
      let login = question.login == nil ? "no login" : "one login"
      return "would contact \(question.host.displayable) port \(question.port), \(login)\n"
    }
    return lines.isEmpty
      ? "nothing would be contacted: no transport has a known host and port\n" : lines.joined()
  }

  /// Reads the roots that the campaigns name. Where that fails nothing can be asked, and the answer says why.
  private func prepared(_ open: [OpenQuestion]) -> (questions: [Question], unready: [Answer]) {
    var questions: [Question] = []
    var unready: [Answer] = []
    for item in open {
      var question = item.question
      if recorded == nil, let path = question.caFile {
        do throws(Refusal) {
          question.authorities = try roots(path)
        } catch {
          unready.append(Answer(question, skipped: .authorities, detail: error.message))
          continue
        }
      }
      questions.append(question)
    }
    return (Prober.contacts(for: questions), unready)
  }

  private func roots(_ path: String) throws(Refusal) -> [UInt8] {
    let name = path.displayable
    let text: [UInt8]
    do throws(ReadFault) {
      text = try FileReader().whole(path)
    } catch {
      throw Refusal(message: "cannot read `\(name)`: \(error)")
    }
    guard Prober.holdsRoots(text) else { throw Refusal(message: "`\(name)` holds no certificate") }
    return text
  }
}

private func networks(_ texts: [String]) throws(LiveInquiry.Refusal) -> [Network] {
  var networks: [Network] = []
  for text in texts {
    guard let network = Network(text) else {
      throw LiveInquiry.Refusal(
        message: "`\(text.displayable)` is not a network; write an address and a length, such as 192.0.2.0/24"
      )
    }
    networks.append(network)
  }
  return networks
}

private func heloName(_ text: String) throws(LiveInquiry.Refusal) -> HeloName {
  guard let name = HeloName(name: text) else {
    throw LiveInquiry.Refusal(
      message: "`\(text.displayable)` is not a name for EHLO; write a host name, such as mail.example.com")
  }
  return name
}

private func readFacts(_ path: String) throws(LiveInquiry.Refusal) -> FactsFile {
  let bytes: [UInt8]
  do {
    bytes = try FileReader().whole(path)
  } catch {
    throw LiveInquiry.Refusal(message: "cannot read `\(path.displayable)`: \(error)")
  }
  do throws(FactsFile.Fault) {
    return try FactsFile(parsing: bytes)
  } catch {
    throw LiveInquiry.Refusal(message: "`\(path.displayable)` is no file of facts: \(words(error))")
  }
}

private func words(_ fault: FactsFile.Fault) -> String {
  switch fault {
  case .notJSON: "it is not JSON"
  case .otherSchema(let schema): "its schema is `\(schema.displayable)`, not `\(FactsFile.schema)`"
  case .mismatch(let path, let expected): "`\(path.displayable)` is not \(expected)"
  }
}
