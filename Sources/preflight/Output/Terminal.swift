/// What stdout can show: the user's wish, the environment and the terminal itself in, a style out.
import PreflightKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

struct Terminal {
  private let isTerminal: Bool
  private let environment: (String) -> String?

  /// - Parameter environment: the value of a variable, nil if it is not set.
  init(isTerminal: Bool, environment: @escaping (String) -> String?) {
    self.isTerminal = isTerminal
    self.environment = environment
  }

  static var standardOutput: Terminal {
    Terminal(isTerminal: isatty(1) == 1) { name in getenv(name).map { String(cString: $0) } }
  }

  func style(color choice: ColorChoice, quiet: Bool) -> Style {
    Style(
      color: showsColor(choice), links: isTerminal && showsColor(choice) && !isSet("CI"),
      width: isTerminal ? columns ?? 80 : 100, quiet: quiet)
  }

  /// The flag, then NO_COLOR (no-color.org), then FORCE_COLOR and CLICOLOR_FORCE (bixense.com/clicolors).
  func showsColor(_ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if isSet("NO_COLOR") { return false }
      if isSet("FORCE_COLOR") || isSet("CLICOLOR_FORCE") { return true }
      return isTerminal && environment("TERM") != "dumb"
    }
  }

  private func isSet(_ name: String) -> Bool {
    switch environment(name) {
    case nil, "": false
    case "0": name == "NO_COLOR"
    default: true
    }
  }

  private var columns: Int? {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return min(Int(size.ws_col), 160)
  }
}
