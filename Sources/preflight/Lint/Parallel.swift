/// The same work on many items at the same time: items in, results in the order of the items out.
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads rather than tasks: the work is pure computation, and a program that starts no task starts faster.
func inParallel<Item: Sendable, Result: Sendable>(
  _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) -> Result
) -> [Result] {
  let jobs = min(max(1, jobs), items.count)
  guard jobs > 1 else { return items.map(work) }
  let crew = Crew(items, work)
  var threads: [pthread_t] = []
  for _ in 1..<jobs {
    if let thread = start({ crew.takePart() }) { threads.append(thread) }
  }
  crew.takePart()
  for thread in threads { pthread_join(thread, nil) }
  return crew.results()
}

var coreCount: Int {
  max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// Whoever is free takes the next item.
private final class Crew<Item: Sendable, Result: Sendable>: Sendable {
  private let items: [Item]
  private let work: @Sendable (Item) -> Result
  private let next = Atomic(0)
  private let finished: Mutex<[Result?]>

  init(_ items: [Item], _ work: @escaping @Sendable (Item) -> Result) {
    self.items = items
    self.work = work
    finished = Mutex(Array(repeating: nil, count: items.count))
  }

  func takePart() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < items.count else { return }
      let result = work(items[index])
      finished.withLock { $0[index] = result }
    }
  }

  func results() -> [Result] {
    finished.withLock { $0.compactMap(\.self) }
  }
}

private final class Start: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// nil if the system has no thread to spare: the others then do the work.
private func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  // As much as the main thread has: deep documents are judged recursively.
  pthread_attr_setstacksize(&attributes, 8 << 20)
  let context = Unmanaged.passRetained(Start(body))
  var thread = pthread_t()
  let result = pthread_create(
    &thread, &attributes,
    { context in
      if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
      return nil
    }, context.toOpaque())
  guard result == 0 else {
    context.release()
    return nil
  }
  return thread
}
