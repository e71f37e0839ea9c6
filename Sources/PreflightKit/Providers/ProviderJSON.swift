/// Providers as JSON, `preflight/providers/v1`: entries, and for a single one the choice of a port, in; a document out.

package func providersJSON(_ entries: [ProviderEntry]) -> JSON {
  .members(["schema": .string(schemaName), "providers": .array(entries.map(json))])
}

/// One provider, with the advice for a profile and a network.
package func providerJSON(
  _ provider: ProviderEntry, choice: PortChoice, network: NetworkEntry?, profile: String
) -> JSON {
  let excluded = choice.excluded.map { row in
    JSON.members(["port": .int(row.port.number), "reason": .string(row.obstacle.word)])
  }
  let best = choice.best.map { port in
    JSON.members([
      "port": .int(port.number), "tls": .string(port.clientMode), "verified": .bool(port.isVerified),
      "transport": .string(
        TransportEntry(provider, port: port, name: "primary").lines.joined(separator: "\n")),
    ])
  }
  return .members([
    "schema": .string(schemaName),
    "providers": .array([json(provider)]),
    "advice": .members([
      "profile": .string(profile), "hosting": .optional(network?.id),
      "ports": .array(choice.usable.map { .int($0.number) }),
      "restricted": .array(choice.restricted.map(JSON.int)), "excluded": .array(excluded),
      "choose": best ?? .null,
    ]),
  ])
}

private let schemaName = "preflight/providers/v1"

private func json(_ entry: ProviderEntry) -> JSON {
  .members([
    "id": .string(entry.id), "name": .string(entry.name), "kind": .string(entry.kind),
    "hosts": .strings(entry.hosts), "region": .optional(entry.region), "stream": .optional(entry.stream),
    "related": .strings(entry.related), "sandbox": .bool(entry.isSandbox),
    "production": .bool(entry.isForProduction), "ports": .array(entry.ports.map(json)),
    "username": .members([
      "form": .string(entry.login.form.rawValue), "value": .optional(entry.login.value),
      "pattern": .optional(entry.login.pattern), "describe": .optional(entry.login.describe),
      "verified": .bool(entry.login.isVerified),
    ]),
    "password": .optional(entry.login.password), "mechanisms": .strings(entry.login.mechanisms),
    "mechanisms_verified": .bool(entry.login.mechanismsAreVerified),
    "login_by_address": .bool(entry.login.isSparedByAddress),
    "max_message_size": entry.maximumMessageSize.map(JSON.int) ?? .null,
    "max_message_size_encoded": .bool(entry.countsEncodedSize),
    "limits": .object(entry.limits.map { JSON.Member($0.name, .int($0.value)) }),
    "limits_note": .optional(entry.limitsNote), "verified": .bool(entry.isVerified),
    "sources": .strings(entry.sources), "date": .string(entry.date), "unverified": .strings(entry.unverified),
    "notes": .optional(entry.notes),
  ])
}

private func json(_ port: ProviderEntry.Port) -> JSON {
  .members([
    "port": .int(port.number), "tls": .string(port.mode.rawValue), "recommended": .bool(port.isRecommended),
    "verified": .bool(port.isVerified), "note": .optional(port.note),
  ])
}
