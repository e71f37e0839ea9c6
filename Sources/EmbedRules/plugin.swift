/// Build-tool plugin: asks `embed-rules` to turn everything under rules/ into one Swift file of PreflightKit.
///
/// Every file and folder is an input, and the target holds a symlink to the folder: SwiftPM runs the plugin again only
/// when the structure under a target's folder changes, so without the link an added rule would not be seen.
import Foundation
import PackagePlugin

@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let rules = context.package.directoryURL.appending(path: "rules")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
    return [
      .buildCommand(
        displayName: "Embedding rules",
        executable: try context.tool(named: "embed-rules").url,
        arguments: [rules.path, output.path],
        inputFiles: [rules] + everything(under: rules),
        outputFiles: [output])
    ]
  }

  private func everything(under folder: URL) -> [URL] {
    let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walk?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
  }
}
