/// A host as people write it in, the name that DNS, SNI and certificates know it by out.

import PreflightKit

/// `müller.example` is asked for as `xn--mller-kva.example` (RFC 5890 §2.3.2.1). What is ASCII stays as it is, a service
/// name with an underscore too; nil for a name of another script that has no such form here.
func wireName(_ host: String) -> String? {
  host.utf8.allSatisfy { $0 < 0x80 } ? host : (try? DomainName(host))?.ascii
}
