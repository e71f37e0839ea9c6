/// Puts the files of a run together: what came of each file in, one report in a fixed order out.

extension Report {
  package init(run: Run, results: [FileReport], ruleCount: Int, probes: [ProbeRecord] = []) {
    let sorted = results.sorted { $0.file.path < $1.file.path }
    self.init(
      run: run, files: sorted.map(\.file), findings: sorted.flatMap(\.findings), probes: probes,
      ruleCount: ruleCount)
  }
}
