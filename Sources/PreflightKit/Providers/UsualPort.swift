/// The ports of mail in general: `ports/usual.yaml` in; each port, who speaks first on it and whom it is for, out.
import Document

package struct UsualPort: Sendable, Hashable {
  let number: Int
  let expects: ExpectedTLS?
  /// Whether it is for mail between servers, not for submission.
  let isBetweenServers: Bool

  /// In the order in which they are tried where no provider documents anything.
  static let all: [UsualPort] = (EmbeddedRules.file("ports/usual.yaml")?.root?.items(of: "ports") ?? [])
    .compactMap(UsualPort.init)

  package static func isBetweenServers(_ number: Int) -> Bool {
    all.contains { $0.number == number && $0.isBetweenServers }
  }
}

extension UsualPort {
  fileprivate init?(_ node: YAMLNode) {
    guard let number = node.value(for: "port").flatMap({ Int($0.text) }) else { return nil }
    self.init(
      number: number, expects: node.value(for: "tls").flatMap { ExpectedTLS(rawValue: $0.text) },
      isBetweenServers: node.value(for: "between")?.text == "servers")
  }
}
