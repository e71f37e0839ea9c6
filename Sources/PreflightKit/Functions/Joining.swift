/// Texts in, one text out. It takes the place of the standard library's, which is for lists of any kind: its first call
/// makes the runtime search all conformances of the program, and takes longer than all that are joined at a start.
import CEL

extension [String] {
  func joined(separator: String = "") -> String {
    CodePoints.join(self, with: separator)
  }
}
