/// Runs tasks on an event loop, so that no probe needs a thread of the shared pool: its caller may be
/// blocking one of those.

import NIOCore
import NIOPosix

final class LoopExecutor: TaskExecutor {
  /// Immortal, because a task does not keep its executor. Two, so that judging certificates and asking can
  /// use two cores.
  static let interviews = LoopExecutor()
  static let judgements = LoopExecutor()

  private let loop = MultiThreadedEventLoopGroup.singleton.next()

  private init() {}

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
