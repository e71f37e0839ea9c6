/// Lines in which nothing looks like a secret: a line's bytes in; whether it was looked through before, and nothing was found,
/// out. Campaigns of one sender share most of their lines.
///
/// No line is kept, only a number made of it; that two lines share one by chance is as likely as a fault of the machine.
import CEL

package struct CleanLines: Sendable {
  /// Each at one of two places; 0 stands for none.
  private var numbers = [UInt64](repeating: 0, count: Self.most)

  /// A power of two.
  private static let most = 1_024

  /// A number for a line; never 0.
  @inline(__always)
  static func number(of line: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash = ExactHash()
    hash.add(UnsafeBufferPointer(rebasing: line))
    return max(hash.number, 1)
  }

  @inline(__always)
  func contains(_ number: UInt64) -> Bool {
    let (first, second) = Self.places(of: number)
    return numbers[first] == number || numbers[second] == number
  }

  mutating func insert(_ number: UInt64) {
    let (first, second) = Self.places(of: number)
    numbers[numbers[first] == 0 || number >> 32 & 1 == 0 ? first : second] = number
  }

  @inline(__always)
  private static func places(of number: UInt64) -> (Int, Int) {
    let number = Int(truncatingIfNeeded: number)
    return (number & (most - 1), number >> 16 & (most - 1))
  }
}
