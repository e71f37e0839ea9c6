/// A line on stderr that counts, when somebody is watching and the work is long: steps in, one line that rewrites itself out.
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

final class Progress: Sendable {
  private let total: Int
  private let isShown: Bool
  private let done = Mutex(0)

  init(of total: Int) {
    self.total = total
    isShown = total > 3 && isatty(2) == 1
  }

  func step() {
    done.withLock { count in
      count += 1
      if isShown { _ = StandardStreams.write("\rasked \(count) of \(total) servers", to: 2) }
    }
  }

  /// Leaves the line empty.
  func end() {
    if isShown { _ = StandardStreams.write("\r\u{1B}[K", to: 2) }
  }
}
