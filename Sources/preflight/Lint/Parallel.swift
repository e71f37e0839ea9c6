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
///
/// - Parameter tools: what a thread has for itself, and keeps from one item to the next; the thread that calls is number 0.
func inParallel<Item: Sendable, Tools, Result: Sendable>(
  _ items: [Item], jobs: Int, with tools: @escaping @Sendable (Int) -> Tools,
  _ work: @escaping @Sendable (inout Tools, Item) -> Result
) -> [Result] {
  let crew = Crew(items, work)
  var threads: [pthread_t] = []
  for number in 1..<max(1, min(jobs, items.count)) {
    if let thread = start({ crew.takePart(with: tools(number)) }) { threads.append(thread) }
  }
  crew.takePart(with: tools(0))
  for thread in threads { pthread_join(thread, nil) }
  return crew.results()
}

var coreCount: Int {
  max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// Whoever is free takes the next item.
private final class Crew<Item: Sendable, Tools, Result: Sendable>: Sendable {
  private let items: [Item]
  private let work: @Sendable (inout Tools, Item) -> Result
  private let next = Atomic(0)
  private let finished: Mutex<[Result?]>

  init(_ items: [Item], _ work: @escaping @Sendable (inout Tools, Item) -> Result) {
    self.items = items
    self.work = work
    finished = Mutex(Array(repeating: nil, count: items.count))
  }

  func takePart(with tools: consuming Tools) {
    var tools = tools
    var done: [(index: Int, result: Result)] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < items.count else { break }
      done.append((index, work(&tools, items[index])))
    }
    finished.withLock { finished in
      for (index, result) in done { finished[index] = result }
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
