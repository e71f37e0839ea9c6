import Testing

@testable import PreflightKit

@Suite("Entries of the catalogue")
struct CatalogueTests {
  @Test("a provider is known by its own id alone, whatever was looked up before")
  func ids() throws {
    let catalogue = Catalogue.builtIn.another()
    let network = try #require(Catalogue.networkIDs.first)
    let provider = try #require(catalogue.providerIDs.first)
    #expect(catalogue.network(network) != nil)
    #expect(catalogue.provider(provider) != nil)
    for id in [network, "networks/\(network)", "providers/\(provider)", "networks/\(network).yaml"] {
      #expect(catalogue.provider(id) == nil)
    }
    #expect(catalogue.network(provider) == nil)
  }
}
