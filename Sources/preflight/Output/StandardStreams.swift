/// The three streams every program is given: text in, bytes on them out, and an honest word when they cannot be written.
import PreflightKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum StandardStreams {
  /// A closed stream must not become the first file we open, and a reader that goes away must not kill us.
  static func protect() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // Opened the wrong way round, so that whoever uses it gets the error a closed stream would give.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes to stdout; returns the exit code of a command that had nothing else to do.
  static func print(_ text: String) -> Int32 {
    exitCode(after: write(text, to: 1))
  }

  /// Says what went wrong on stdout.
  static func exitCode(after result: WriteResult) -> Int32 {
    switch result {
    case .done, .readerGone: return ExitCode.pass.rawValue
    case .failed(let code):
      warn("preflight: error: cannot write to stdout: \(String(errorNumber: code))")
      return ExitCode.internalFault.rawValue
    }
  }

  /// A notice on stderr. There is nobody to tell if that fails. It may quote what a stranger wrote, so nothing in it can
  /// move the cursor.
  static func warn(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).displayable }
    _ = write(lines.joined(separator: "\n") + "\n", to: 2)
  }

  enum WriteResult: Equatable {
    case done
    /// The other end of a pipe was closed, as `head` does: its choice, not our fault.
    case readerGone
    case failed(Int32)
  }

  static func write(_ text: String, to descriptor: Int32) -> WriteResult {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, start, rest.count)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, start, rest.count)
        #else
          let count = Darwin.write(descriptor, start, rest.count)
        #endif
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, -1)
        } else if errno != EINTR {
          return errno == EPIPE ? .readerGone : .failed(errno)
        }
      }
      return .done
    }
  }
}

extension String {
  /// The system's words for an error number.
  init(errorNumber: Int32) {
    self = strerror(errorNumber).map { String(cString: $0) } ?? "error \(errorNumber)"
  }
}

/// Ends the program at once: what is worth doing at the end has been done, and tearing down what the run built up is
/// work that nobody sees.
func exit(with code: Int32) -> Never {
  _exit(code)
}
