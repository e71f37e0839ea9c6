/// The forms of a rule and of a profile, `check/v1` and `profile/v1`: what a file under rules/checks or rules/profiles
/// may hold. Unknown keys, wrong types and the JSON Schema for editors are drawn from here.

package let ruleForm = "check/v1"

package let ruleSchema = ObjectShape(
  "Rule",
  [
    Field(
      "rule", .scalar(.choice([Choice(ruleForm, "Version 1 of the form.")])), required: true, "The form."),
    Field("id", .scalar(.text), required: true, "`group/name`, the place of the file under `checks/`."),
    Field("title", .scalar(.text), required: true, "What must hold, as a short sentence."),
    Field("severity", .scalar(.choice(severities)), required: true, "How much a finding weighs."),
    Field("tags", .list(of: .scalar(.text)), "Words to find it by."),
    Field("since", .scalar(.text), "The version that brought it."),
    Field("aliases", .list(of: .scalar(.text)), "Older ids that still work in ignores and configuration."),
    Field(
      "for",
      .scalar(
        .choice([
          Choice("transport", "Once for each transport."),
          Choice("campaign", "Once for each document that describes a campaign."),
        ])), required: true, "What it is judged on."),
    Field("params", .named(.object(ruleParameter)), "What users may set in their own configuration."),
    Field("vars", .named(.scalar(.text)), "Names for expressions; a later one may use an earlier one."),
    Field("when", .scalar(.text), "CEL: whether the rule applies; always if absent."),
    Field(
      "assert", .either(.scalar(.text), .list(of: .object(ruleAssertion))), required: true,
      "CEL: true when all is well; or a list, each with its own message."),
    Field("at", .scalar(.text), required: true, "The place to mark; the nearest existing parent if absent."),
    Field("because", .list(of: .object(ruleLabel)), "Places that explain the finding."),
    Field("message", .scalar(.text), "What is wrong, in one line. `{{…}}` holds CEL."),
    Field("why", .scalar(.text), required: true, "What happens if it stays."),
    Field("remediation", .scalar(.text), required: true, "What to do, with the user's own values."),
    Field(
      "references", .list(of: .object(ruleReference)),
      "Where this is written down by somebody with authority."),
    Field("fix", .list(of: .object(ruleFix)), "Edits that mend it."),
    Field("confirm", .object(ruleConfirm), "How the wire decides."),
    Field("live", .scalar(.boolean), "Only the wire can decide it."),
    Field(
      "supersedes", .list(of: .scalar(.text)), "Rules whose findings on the same target this one explains."),
    Field("tests", .list(of: .object(ruleTest)), required: true, "Examples, good and bad."),
  ])

private let severities = [
  Choice("error", "The campaign fails or leaks."),
  Choice("warning", "It will, sooner or later.", alsoKnownAs: ["warn"]),
  Choice("info", "Good to know.", alsoKnownAs: ["note", "notice", "hint"]),
]

private let ruleParameter = ObjectShape(
  "RuleParameter",
  [
    Field("type", .scalar(.text), required: true, "A CEL type: int, string, list(string), map(int, string)."),
    Field("default", .any, required: true, "What holds if nobody sets it."),
    Field("describe", .scalar(.text), required: true, "What it means."),
  ])

private let ruleAssertion = ObjectShape(
  "RuleAssertion",
  [
    Field("that", .scalar(.text), required: true, "CEL: true when all is well."),
    Field("message", .scalar(.text), required: true, "What is wrong when it is false."),
  ])

private let ruleLabel = ObjectShape(
  "RuleLabel",
  [
    Field("at", .scalar(.text), required: true, "The place."),
    Field("label", .scalar(.text), required: true, "What it has to do with the finding."),
  ])

private let ruleReference = ObjectShape(
  "RuleReference",
  [
    Field("title", .scalar(.text), required: true, "Document and section."),
    Field("url", .scalar(.text), required: true, "Where to read it."),
  ])

private let ruleFix = ObjectShape(
  "RuleFix",
  [
    Field("set", .scalar(.text), "The path to write."),
    Field("to", .scalar(.text), "CEL: the value."),
    Field("remove", .scalar(.text), "The path to remove."),
    Field(
      "safety",
      .scalar(
        .choice([
          Choice("safe", "Deterministic and fails closed."),
          Choice("unsafe", "May change what the campaign does."),
        ])), required: true, "What a report says of the edit beside it."),
  ])

private let ruleConfirm = ObjectShape(
  "RuleConfirm",
  [
    Field("probe", .scalar(.text), required: true, "The probe to ask."),
    Field("with", .named(.scalar(.text)), "CEL: what it is asked."),
    Field("confirmed_if", .scalar(.text), "CEL: evidence that the finding is true."),
    Field("refuted_if", .scalar(.text), "CEL: evidence that it is false."),
    Field("evidence", .scalar(.text), "What the facts show, in words; `{{…}}` may read `probe`."),
  ])

private let ruleTest = ObjectShape(
  "RuleTest",
  [
    Field("name", .scalar(.text), required: true, "What it shows."),
    Field("config", .any, required: true, "A campaign, as far as the rule needs it."),
    Field(
      "expect",
      .scalar(
        .choice([
          Choice("pass", "The rule applies and holds."), Choice("fail", "The rule applies and is broken."),
          Choice("undetermined", "It depends on a value that is not known."),
          Choice("not_applicable", "The rule does not apply.", alsoKnownAs: ["not-applicable", "skip"]),
        ])), required: true, "What the rule must say."),
    Field("at", .scalar(.text), "The place it must mark."),
    Field("message_contains", .scalar(.text), "A part of its message."),
    Field("depends_on", .list(of: .scalar(.text)), "The variables an undetermined outcome must name."),
    Field("fixed", .any, "The campaign after the fix."),
    Field("profile", .scalar(.text), "The profile in force; the default one if absent."),
    Field("params", .any, "Parameters other than the defaults."),
    Field("probe", .any, "Facts as a probe would report them."),
    Field(
      "verdict",
      .scalar(
        .choice([
          Choice("confirmed", "The wire agrees."), Choice("refuted", "The wire disagrees."),
          Choice("inconclusive", "The wire does not say."),
        ])), "What the facts must lead to."),
  ])

package let profileSchema = ObjectShape(
  "Profile",
  [
    Field(
      "profile", .scalar(.choice([Choice("profile/v1", "Version 1 of the form.")])), required: true,
      "The form."),
    Field("id", .scalar(.text), required: true, "The name of the file, and of `--profile`."),
    Field("title", .scalar(.text), required: true, "The school of thought, in a phrase."),
    Field("describe", .scalar(.text), required: true, "What it stands for."),
    Field(
      "port_order", .list(of: .scalar(.integer(1...65_535))),
      "Ports in the order in which they are advised; the provider's own advice decides if absent."),
    Field(
      "rules", .named(.either(.scalar(.text), .object(ruleSetting))),
      "Rules that differ: `off`, a severity, or severity and parameters."),
  ])

private let ruleSetting = ObjectShape(
  "RuleSetting",
  [
    Field("severity", .scalar(.choice(severities)), "The weight of its findings."),
    Field("params", .any, "Parameters other than the defaults."),
  ])
