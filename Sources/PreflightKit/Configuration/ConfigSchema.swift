/// The form of a team's own configuration, `.preflight.yaml`: what it may hold. Reading, unknown keys, the JSON Schema
/// and the reference are drawn from here.

package let configFileName = ".preflight.yaml"

package let configSchema = ObjectShape(
  "Configuration",
  [
    Field(
      "extends", .either(.scalar(.text), .list(of: .scalar(.text))),
      "Files to build on, relative to this one; what is written here wins over them, and a later one over an earlier."
    ),
    Field(
      "profile", .scalar(.text), default: Profile.standard, "The school of advice, as `--profile` takes it."),
    Field(
      "fail_on",
      .scalar(
        .choice([
          Choice("error", "Errors fail the gate."), Choice("warning", "Warnings too.", alsoKnownAs: ["warn"]),
          Choice("info", "Every finding does."),
          Choice("never", "No finding does.", alsoKnownAs: ["none", "off"]),
        ])), default: "error", "The lowest severity that fails the gate, as `--fail-on` takes it."),
    Field(
      "rules", .named(.either(.scalar(.choice(ruleLevels)), .object(ruleOverride))),
      "Rules by id: `off`, a severity, or severity and parameters."),
    Field(
      "rule_paths", .list(of: .scalar(.text)),
      "Folders with rules of your own, relative to this file; added to those of the files it extends."),
    Field(
      "env_files", .list(of: .scalar(.text)),
      "Dotenv files with values of variables, relative to this file; read before those of `--env-file`."),
    Field(
      "ignore", .list(of: .scalar(.text)),
      "Paths that a search of folders passes over, relative to this file; `*`, `?` and `**` stand for more. "
        + "A file that is named is checked all the same."),
    Field("requires", .scalar(.text), "Versions of preflight that this file is for, such as `>=0.1`."),
  ])

private let ruleOverride = ObjectShape(
  "RuleOverride",
  [
    Field("severity", .scalar(.choice(ruleLevels)), "The weight of its findings, or `off`."),
    Field("params", .named(.any), "Values of its parameters; `preflight explain ID` lists them."),
  ])

private let ruleLevels = [
  Choice("off", "The rule is not applied.", alsoKnownAs: ["false", "disabled", "none", "ignore", "skip"]),
  Choice("error", "The campaign fails or leaks."),
  Choice("warning", "It will, sooner or later.", alsoKnownAs: ["warn"]),
  Choice("info", "Good to know.", alsoKnownAs: ["note", "notice", "hint"]),
]
