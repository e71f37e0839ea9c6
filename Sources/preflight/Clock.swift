/// The one place where the time is read.
import CEL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

func currentTime() -> Timestamp {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  // Only a clock beyond the year 9999 has no timestamp.
  return Timestamp(seconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec)) ?? .epoch
}
