/// Where a key belongs that stands in the wrong object, as it does when a line is missing or indented too far: a key and the
/// object it stands in, in; the way to the one object of a campaign that has it out.

/// The way from the document, `transports[].retry`; empty for the document itself. Nil if no object has the key, or more
/// than one, and for objects that are no part of a campaign.
func home(of key: String, foundIn object: ObjectShape) -> String? {
  guard campaignObjects.contains(where: { $0.object === object }) else { return nil }
  let homes = campaignObjects.filter { $0.object.field(named: key) != nil }
  return homes.count == 1 ? homes[0].path : nil
}

/// Every object of a campaign with the way to it. Gathered when the first key is out of place.
private let campaignObjects: [(path: String, object: ObjectShape)] = objects(in: campaignSchema, at: "")

private func objects(in object: ObjectShape, at path: String) -> [(path: String, object: ObjectShape)] {
  [(path, object)]
    + object.fields.flatMap { field -> [(path: String, object: ObjectShape)] in
      guard let inner = field.shape.innerObject else { return [] }
      let isList = if case .list = field.shape { true } else { false }
      return objects(in: inner, at: (path.isEmpty ? "" : path + ".") + field.name + (isList ? "[]" : ""))
    }
}
