/// What one EHLO reply lists, taken apart.

package struct Capabilities: FactRecord, Hashable {
  package var name = ""
  package var extended = false
  package var keywords: [String] = []
  package var mechanisms: [String] = []
  package var sizeLimit = 0
  package var starttls = false
  package var size = false
  package var pipelining = false
  package var eightBitMIME = false
  package var smtpUTF8 = false
  package var requireTLS = false
  package var chunking = false
  package var dsn = false
  package var enhancedStatusCodes = false

  package init() {}

  package static let recordName = "Capabilities"
  package static let fields: [FactField<Capabilities>] = [
    FactField("name", \.name, "the name by which the server calls itself"),
    FactField("extended", \.extended, "the server answered EHLO, not only HELO"),
    FactField("keywords", \.keywords, "every keyword, in capitals, without its parameters"),
    FactField("mechanisms", \.mechanisms, "the AUTH mechanisms, in small letters"),
    FactField("size_limit", \.sizeLimit, "the largest message in bytes; 0 if none is declared"),
    FactField("starttls", \.starttls, "STARTTLS is listed"),
    FactField("size", \.size, "SIZE is listed"),
    FactField("pipelining", \.pipelining, "PIPELINING is listed"),
    FactField("eight_bit_mime", \.eightBitMIME, "8BITMIME is listed"),
    FactField("smtputf8", \.smtpUTF8, "SMTPUTF8 is listed"),
    FactField("requiretls", \.requireTLS, "REQUIRETLS is listed"),
    FactField("chunking", \.chunking, "CHUNKING is listed"),
    FactField("dsn", \.dsn, "DSN is listed"),
    FactField("enhanced_status_codes", \.enhancedStatusCodes, "ENHANCEDSTATUSCODES is listed"),
  ]
}
