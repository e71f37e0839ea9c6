import CEL
import Foundation
import PreflightKit
import Testing

@testable import preflight

@Suite("The forms that eval reads and writes")
struct EvalFormTests {
  @Test(
    "JSON is read as RFC 8259 has it",
    arguments: [
      #"{"a":[1,-2.5,true,null,"x"]}"#, #""\u0041\ud83c\udf89\n\/""#, "[]", "{}", " 0 ", "1e3", "-0",
      #"{"a":{"b":[[]]}}"#,
      #""日本""#,
    ])
  func readsJSON(text: String) throws {
    let ours = try JSON(parsing: text.utf8).line
    let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    let again = try JSONSerialization.jsonObject(with: Data(ours.utf8), options: .fragmentsAllowed)
    #expect((theirs as? NSObject) == (again as? NSObject))
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "01", "+1", "1.", ".5", "1e", "nul", "tru", #"{"a" 1}"#, #"{a:1}"#, "\"\n\"", #""\x""#,
      #""\u12""#,
      "1 2", "[1 2]", "'a'", "NaN", "\"open", "-",
    ])
  func refusesJSON(text: String) {
    #expect(throws: JSONFault.self) { try JSON(parsing: text.utf8) }
  }

  @Test("deep nesting and random bytes end in a fault, not in a crash")
  func hostileJSON() {
    #expect(throws: JSONFault.self) {
      try JSON(parsing: String(repeating: "[", count: 1_000_000).utf8)
    }
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("{}[]\",:\\u0019aetrunlf.-+ \u{0}é".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      _ = try? JSON(parsing: bytes)
    }
  }

  @Test("base64 goes both ways", arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
  func base64(text: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    #expect(Base64.bytes("a*b") == nil)
  }

  @Test(
    "values in the typed form read back as they were written",
    arguments: [
      #"{"null":null}"#, #"{"bool":true}"#, #"{"int":"-9223372036854775808"}"#,
      #"{"uint":"18446744073709551615"}"#,
      #"{"double":"1.5"}"#, #"{"double":"-Infinity"}"#, #"{"double":"NaN"}"#, #"{"double":"-0.0"}"#,
      #"{"string":"ü"}"#,
      #"{"bytes":"eHk="}"#, #"{"list":[{"int":"1"},{"list":[]}]}"#,
      #"{"map":[[{"int":"1"},{"string":"x"}]]}"#,
      #"{"timestamp":"2026-01-02T03:04:05Z"}"#, #"{"duration":"-12.345000000s"}"#, #"{"type":"int"}"#,
      #"{"unknown":["a.b","c"]}"#,
    ])
  func typedForm(text: String) throws {
    let value = try ValueForm.read(try JSON(parsing: text.utf8))
    #expect(ValueForm.typed(value).line == text)
  }

  @Test("plain JSON binds as itself, also where a key happens to name a type")
  func plainForm() throws {
    let value = try ValueForm.read(try JSON(parsing: #"{"port":25,"x":{"int":"many"},"l":[1,2.5]}"#.utf8))
    #expect(ValueForm.plain(value).line == #"{"port":25,"x":{"int":"many"},"l":[1,2.5]}"#)
  }

  @Test(
    "types are read and written in the vectors' notation",
    arguments: [
      "int", "null_type", "list(dyn)", "map(string, list(int))", "abstract(optional_type, int)",
      "abstract(tuple, dyn, param(T))", "type(int)", "type", "message(a.b.C)", "timestamp",
    ])
  func types(text: String) {
    #expect(TypeForm.read(text).map(TypeForm.text) == text)
  }

  @Test("what is no type is refused", arguments: ["", "list(", "map(int)", "list(int))", "a b"])
  func noTypes(text: String) {
    #expect(TypeForm.read(text) == nil)
  }
}
