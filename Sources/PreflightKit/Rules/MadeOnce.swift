/// A place for a thing that is made when it is first asked for: whichever thread comes first makes it, all others get it.
import Synchronization

/// The library's `AtomicLazyReference` costs some 600 instructions a look, and judging a file looks hundreds of times.
struct MadeOnce<Thing: AnyObject & Sendable>: ~Copyable, Sendable {
  /// The thing's address, owned; 0 as long as there is none.
  private let address = Atomic<UInt>(0)

  /// - Parameter make: may run more than once when threads race; the first result stays.
  borrowing func value(_ make: () -> Thing) -> Thing {
    unmanaged(make).takeUnretainedValue()
  }

  /// The thing if it was made, not counted.
  var known: Unmanaged<Thing>? {
    @inline(__always) borrowing get { thing(at: address.load(ordering: .acquiring)) }
  }

  /// The same, not counted: it lives as long as this place does.
  borrowing func unmanaged(_ make: () -> Thing) -> Unmanaged<Thing> {
    if let known { return known }
    let made = Unmanaged.passRetained(make())
    let outcome = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
    guard let first = thing(at: outcome.original) else { return made }
    made.release()
    return first
  }

  @inline(__always)
  private borrowing func thing(at address: UInt) -> Unmanaged<Thing>? {
    UnsafeRawPointer(bitPattern: address).map(Unmanaged.fromOpaque)
  }

  deinit {
    thing(at: address.load(ordering: .acquiring))?.release()
  }
}
