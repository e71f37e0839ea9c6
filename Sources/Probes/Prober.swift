/// Questions in, answers out, in the order of the questions: what is the same is asked once, hosts are
/// asked side by side, and each host one conversation after the other.

import NIOCore
import NIOPosix
package import PreflightKit

package enum Prober {
  /// For a caller that is not asynchronous: blocks its thread until all is answered. `onAnswer` is called
  /// from other threads.
  package static func answer(
    _ questions: [Question], options: ProbeOptions = ProbeOptions(),
    onAnswer: (@Sendable (Answer) -> Void)? = nil
  ) -> [Answer] {
    guard !questions.isEmpty else { return [] }
    let promise = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: [Answer].self)
    Task(executorPreference: LoopExecutor.interviews) {
      promise.succeed(await answers(to: questions, options: options, onAnswer: onAnswer))
    }
    return (try? promise.futureResult.wait()) ?? []
  }

  package static func answers(
    to questions: [Question], options: ProbeOptions = ProbeOptions(),
    onAnswer: (@Sendable (Answer) -> Void)? = nil
  ) async -> [Answer] {
    let hosts = contacts(for: questions).grouped(by: { $0.host.lowercased() })
    // A bundle of roots is read once, however many questions name it.
    let roots = Dictionary(
      Set(questions.compactMap(\.authorities)).map { ($0, TrustRoots(pem: $0)) },
      uniquingKeysWith: { first, _ in first })
    let ledger = LoginLedger()
    let width = max(1, options.concurrency / max(1, options.conversationsPerHost))
    let found = await withTaskExecutorPreference(LoopExecutor.interviews) {
      await hosts.mapConcurrently(width: width) { questions in
        await HostInterview(questions[0].host, options: options, roots: roots, ledger: ledger)
          .answers(to: questions, onAnswer: onAnswer)
      }
    }
    let answers = Dictionary(found.flatMap { $0 }, uniquingKeysWith: { first, _ in first })
    return questions.compactMap { answers[$0] }
  }

  /// Whether a text of PEM holds a certificate that can be trusted.
  package static func holdsRoots(_ pem: [UInt8]) -> Bool { !TrustRoots(pem: pem).isEmpty }

  /// What would be asked, each thing once, in the order of the questions: for a dry run. Nothing is
  /// contacted or looked up.
  package static func contacts(for questions: [Question]) -> [Question] {
    var seen: Set<Question> = []
    return questions.filter { seen.insert($0).inserted }
  }
}

extension Array where Element: Sendable {
  /// In the order of first appearance.
  fileprivate func grouped(by key: (Element) -> String) -> [[Element]] {
    var places: [String: Int] = [:]
    var groups: [[Element]] = []
    for element in self {
      let key = key(element)
      if let place = places[key] {
        groups[place].append(element)
      } else {
        places[key] = groups.count
        groups.append([element])
      }
    }
    return groups
  }

  /// At most `width` at once; results in the order of the elements.
  func mapConcurrently<Result: Sendable>(
    width: Int, _ transform: @escaping @Sendable (Element) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results: [Result?] = Array<Result?>(repeating: nil, count: count)
      for (index, element) in enumerated() {
        if index >= width, let (place, result) = await group.next() { results[place] = result }
        group.addTask { (index, await transform(element)) }
      }
      for await (place, result) in group { results[place] = result }
      return results.compactMap { $0 }
    }
  }
}
