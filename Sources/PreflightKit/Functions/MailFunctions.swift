/// The functions of mail that rules may call, in families; and the value that a secret is to them.
import CEL

let mailFunctions: [Function] = []

func secretValue(_ text: String, isWritten: Bool) -> Value {
  .string(text)
}
