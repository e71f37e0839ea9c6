// The words for what is wrong with an address or a domain name: half a sentence after "is no address:",
// without a full stop.

extension MailAddress.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "it is empty"
    case .noAt: "it has no @"
    case .emptyLocalPart: "nothing stands before the @"
    case .localPart(let text): "'\(text)' cannot stand before the @ without quotes"
    case .localPartTooLong: "the part before the @ is longer than 64 bytes"
    case .emptyDomain: "nothing stands after the @"
    case .domain(let fault): fault.description
    case .addressLiteral(let text): "'\(text)' is no address literal such as [192.0.2.1]"
    case .unclosed(let character): "a '\(character)' is not closed"
    case .severalAddresses: "there is more than one"
    case .trailingText(let text): "'\(text)' follows it"
    case .tooLong: "it is longer than 254 bytes"
    }
  }
}

extension DomainName.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the domain is empty"
    case .emptyLabel: "the domain has two dots in a row, or one at its start"
    case .labelTooLong(let label): "the label '\(label)' is longer than 63 bytes"
    case .nameTooLong: "the domain is longer than 253 bytes"
    case .character(let character, let label):
      "the label '\(label)' has a '\(character)', which no domain has"
    case .hyphenAtEdge(let label): "the label '\(label)' begins or ends with a hyphen"
    case .punycode(let label): "the label '\(label)' is no encoded name"
    }
  }
}
