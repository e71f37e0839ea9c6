/// The network extension: IP addresses and networks as values of their own.
extension Library {
  /// `ip`, `cidr` and what can be asked of them.
  package static let network = Library(
    "network", functions: reading + addressTests + networkFunctions,
    types: [(IPAddress.typeName, address), (CIDR.typeName, range)])

  private static let address = ValueType.opaque(IPAddress.typeName, [])
  private static let range = ValueType.opaque(CIDR.typeName, [])

  // MARK: Reading and writing

  private static let reading = [
    Function(
      "ip", "An IP address from its text; as a method, the address of a network.",
      [
        .function("string_to_ip", .string, returns: address, body: readAddress),
        .method("cidr_ip", on: range, returns: address) { of($0, CIDR.self) { opaque($0.address) } },
      ]),
    Function(
      "cidr", "A network from text such as `10.0.0.0/8`.",
      .function("string_to_cidr", .string, returns: range, body: readNetwork)),
    Function(
      "isIP", "Whether the text is an IP address.",
      .function("is_ip", .string, returns: .bool) { .bool(IPAddress($0) != nil) }),
    Function(
      "isCIDR", "Whether the text is a network.",
      .function("is_cidr", .string, returns: .bool) { .bool(CIDR($0) != nil) }),
    Function(
      "ip.isCanonical", "Whether the address is written in its canonical form.",
      .function("ip_is_canonical", .string, returns: .bool) { value in
        guard let address = IPAddress(value), case .string(let text) = value else {
          return readAddress(value)
        }
        return .bool(Text.areSame(address.description, text))
      }),
    Function(
      "string", "The value as a text.",
      [
        .function("ip_to_string", address, returns: .string) {
          of($0, IPAddress.self) { .string($0.description) }
        },
        .function("cidr_to_string", range, returns: .string) {
          of($0, CIDR.self) { .string($0.description) }
        },
      ]),
  ]

  @Sendable private static func readAddress(_ value: Value) -> Value {
    IPAddress(value).map(opaque) ?? .failure(.notConvertible(value.literalText, type: "an IP address"))
  }

  @Sendable private static func readNetwork(_ value: Value) -> Value {
    CIDR(value).map(opaque) ?? .failure(.notConvertible(value.literalText, type: "a network"))
  }

  // MARK: Addresses

  private static let addressTests = [
    Function(
      "family", "4 or 6.",
      .method("ip_family", on: address, returns: .int) { of($0, IPAddress.self) { .int($0.family.rawValue) } }
    ),
    test("isUnspecified", "Whether it is 0.0.0.0 or `::`.") { $0.isUnspecified },
    test("isLoopback", "Whether it is the host's own: 127.0.0.0/8, `::1`.") { $0.isLoopback },
    test("isGlobalUnicast", "Whether it can be one host's beyond its own link.") { $0.isGlobalUnicast },
    test("isLinkLocalUnicast", "Whether it is one host's on its own link alone.") { $0.isLinkLocalUnicast },
    test("isLinkLocalMulticast", "Whether it is many hosts' on one link.") { $0.isLinkLocalMulticast },
  ]

  private static func test(
    _ name: String, _ documentation: String, _ test: @escaping @Sendable (IPAddress) -> Bool
  ) -> Function {
    let overload = Overload.method("ip_\(name)", on: address, returns: .bool) { value in
      of(value, IPAddress.self) { .bool(test($0)) }
    }
    return Function(name, documentation, overload)
  }

  // MARK: Networks

  private static let networkFunctions = [
    Function(
      "containsIP", "Whether the address is in the network.",
      [
        .method("cidr_contains_ip", on: range, address, returns: .bool, body: containsAddress),
        .method("cidr_contains_ip_string", on: range, .string, returns: .bool) { network, text in
          let address = readAddress(text)
          return address.isKnown ? containsAddress(network, address) : address
        },
      ]),
    Function(
      "containsCIDR", "Whether the other network lies within this one.",
      [
        .method("cidr_contains_cidr", on: range, range, returns: .bool, body: containsNetwork),
        .method("cidr_contains_cidr_string", on: range, .string, returns: .bool) { network, text in
          let other = readNetwork(text)
          return other.isKnown ? containsNetwork(network, other) : other
        },
      ]),
    Function(
      "masked", "The network with the bits behind its prefix cleared.",
      .method("cidr_masked", on: range, returns: range) { of($0, CIDR.self) { opaque($0.masked) } }),
    Function(
      "prefixLength", "The number of bits in the prefix.",
      .method("cidr_prefix_length", on: range, returns: .int) {
        of($0, CIDR.self) { .int(Int64($0.prefixLength)) }
      }),
  ]

  @Sendable private static func containsAddress(_ network: Value, _ address: Value) -> Value {
    of(network, CIDR.self) { network in of(address, IPAddress.self) { .bool(network.contains($0)) } }
  }

  @Sendable private static func containsNetwork(_ network: Value, _ other: Value) -> Value {
    of(network, CIDR.self) { network in of(other, CIDR.self) { .bool(network.contains($0)) } }
  }

  private static func opaque(_ content: any OpaqueContent) -> Value { .opaque(OpaqueValue(content)) }

  /// What is made of the content, or the value itself if it has another one.
  private static func of<Content>(_ value: Value, _: Content.Type, _ body: (Content) -> Value) -> Value {
    guard case .opaque(let opaque) = value, let content = opaque.content as? Content else { return value }
    return body(content)
  }
}

extension IPAddress: OpaqueContent {
  static let typeName = "net.IP"

  package var typeName: String { Self.typeName }

  package var text: String { description }

  fileprivate init?(_ value: Value) {
    guard case .string(let text) = value else { return nil }
    self.init(text)
  }
}

extension CIDR: OpaqueContent {
  static let typeName = "net.CIDR"

  package var typeName: String { Self.typeName }

  package var text: String { description }

  fileprivate init?(_ value: Value) {
    guard case .string(let text) = value else { return nil }
    self.init(text)
  }
}
