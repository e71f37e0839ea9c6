/// Everything this program can say to a mail server. There is no MAIL, no RCPT, no DATA and no BDAT: what
/// is not here cannot be sent.

import PreflightKit

enum Command: Hashable, Sendable {
  case ehlo(HeloName)
  case helo(HeloName)
  case starttls
  case auth(LoginMechanism, initial: [UInt8]?)
  /// The answer to a 334.
  case authAnswer([UInt8])
  /// Gives up the login (RFC 4954 §4).
  case authCancel
  case quit

  var bytes: [UInt8] {
    Array((verb + "\r\n").utf8)
  }

  private var verb: String {
    switch self {
    case .ehlo(let name): "EHLO \(name.text)"
    case .helo(let name): "HELO \(name.text)"
    case .starttls: "STARTTLS"
    case .auth(let mechanism, nil): "AUTH \(mechanism.wireName)"
    // An empty initial response is a single "=" (RFC 4954 §4).
    case .auth(let mechanism, let initial?):
      "AUTH \(mechanism.wireName) \(initial.isEmpty ? "=" : Base64.encode(initial))"
    case .authAnswer(let answer): Base64.encode(answer)
    case .authCancel: "*"
    case .quit: "QUIT"
    }
  }

  /// What a transcript may show. Payloads of a login have no text at all, so none can leak.
  var shown: String {
    switch self {
    case .auth(let mechanism, nil): "AUTH \(mechanism.wireName)"
    case .auth(let mechanism, _?): "AUTH \(mechanism.wireName) ***"
    case .authAnswer: "***"
    case .ehlo, .helo, .starttls, .authCancel, .quit: verb
    }
  }
}

extension Command: CustomStringConvertible, CustomReflectable {
  var description: String { shown }
  var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension LoginMechanism {
  var wireName: String { rawValue.uppercased() }
}

/// The argument of EHLO: a host name, or an address literal (RFC 5321 §4.1.3). Nothing else can be made, so
/// a configured name cannot smuggle in a command.
package struct HeloName: Hashable, Sendable {
  let text: String

  package init?(name: String) {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    let isFit = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.utf8.allSatisfy { isLetterDigitHyphen($0) }
        && label.first != "-" && label.last != "-"
    }
    guard isFit, name.utf8.count <= 253 else { return nil }
    text = name
  }

  init(address: IPAddress) {
    text = address.isVersion6 ? "[IPv6:\(address)]" : "[\(address)]"
  }
}

private func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "_"): true
  case _: false
  }
}
