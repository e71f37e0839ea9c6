/// Runs tasks on an event loop, so that no probe needs a thread of the shared pool: its caller may be blocking one of those.

import NIOCore
import NIOPosix

final class LoopExecutor: TaskExecutor {
  static let shared = LoopExecutor(MultiThreadedEventLoopGroup.singleton.next())

  private let loop: any EventLoop

  private init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
