/// The functions of mail that rules may call, in families; and the value that a secret is to them.
import CEL

let mailFunctions: [Function] = []

func secretValue(_ text: String, isWritten: Bool) -> Value {
  .string(text)
}

extension Value {
  /// The text of a secret, for the one login that may be asked for.
  var secret: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
