/// What an expression may speak of: variables, objects, functions. Declaring is cheap, and so is copying;
/// an environment that extends another keeps its slots, so bindings made for the smaller serve the larger.
package struct Environment: Sendable {
  /// What is declared, in an array of one: to copy an environment is to count one thing, and a plan copies one.
  private var declarations: [Declarations]
  /// Further names for slots, of this copy alone.
  private var aliases: [(name: String, slot: Int)] = []
  /// Names for values that are known when an expression is planned, of this copy alone.
  private(set) var constants: (any ConstantSource)?
  /// The namespace in which names are looked up first: in `a.b`, `x` may mean `a.b.x`, `a.x` or `x`.
  package var container = ""
  /// The limits on the size of expressions.
  package var limits = Limits()
  /// How an optional field that nothing guards is reported; nil to say nothing.
  package var unguardedOptional: Issue.Severity? = .error

  /// A variable and what is known of it.
  package struct Variable: Sendable {
    /// The name; it may have dots.
    package let name: String
    /// Its type.
    package let type: ValueType
    /// What it holds, for the reference page.
    package let documentation: String
  }

  /// An environment with the standard functions and the extensions: optionals, strings, network, time.
  package init() {
    self = Environment.standard
  }

  /// An environment with the functions of these libraries alone.
  package init(libraries: [Library]) {
    declarations = [Declarations()]
    for library in libraries { declare(library) }
  }

  private static let standard = Environment(libraries: Library.all)

  /// Adds the functions and types of a library.
  package mutating func declare(_ library: Library) {
    for function in library.functions { declare(function: function) }
    for (name, type) in library.types {
      types[name] = type
      noteRoot(of: name, in: &qualifiedRoots)
    }
  }

  /// Adds a function. Overloads under a name that exists are added to it; one with an id that exists
  /// replaces it.
  package mutating func declare(function: Function) {
    noteRoot(of: function.name, in: &functionRoots)
    guard let existing = functions.updateValue(function, forKey: function.name) else { return }
    let added = Set(function.overloads.map(\.id))
    let kept = existing.overloads.filter { !added.contains($0.id) }
    let documentation = existing.documentation.isEmpty ? function.documentation : existing.documentation
    functions[function.name] = Function(function.name, documentation, kept + function.overloads)
  }

  /// Adds an object type. Fields and variables refer to it as `.object(name)`.
  package mutating func declare(object: ObjectType) {
    objects[object.name] = object
  }

  /// Adds a variable, or gives an existing one another type. Returns its slot.
  @discardableResult
  package mutating func declare(variable name: String, type: ValueType, documentation: String = "") -> Int {
    let variable = Variable(name: name, type: type, documentation: documentation)
    if let slot = slots[name] {
      variables[slot] = variable
      return slot
    }
    noteRoot(of: name, in: &qualifiedRoots)
    slots[name] = variables.count
    variables.append(variable)
    return variables.count - 1
  }

  /// The slot of a variable.
  package func slot(of variable: String) -> Int? {
    if let alias = aliases.first(where: { Text.areSame($0.name, variable) }) { return alias.slot }
    // Few names are compared sooner than one is hashed.
    guard variables.count <= 16 else { return slots[variable] }
    return variables.firstIndex { Text.areSame($0.name, variable) }
  }

  /// This environment with further names for slots, which may lie beyond those of its variables. Cheap: many texts that
  /// share one set of bindings can each have names of their own.
  ///
  /// - Parameter constants: values that never change, by name; what depends on them alone is worked out by the plan.
  package func naming(
    _ names: [(name: String, slot: Int)], constants: (any ConstantSource)? = nil
  ) -> Environment {
    var environment = self
    environment.aliases = names
    environment.constants = constants
    for name in names { environment.noteRoot(of: name.name, in: &environment.qualifiedRoots) }
    return environment
  }

  /// Says that declared names may begin with this word and a dot, so that naming some costs nothing.
  package mutating func noteRoot(_ word: String) {
    qualifiedRoots.insert(word)
  }

  private func noteRoot(of name: String, in roots: inout Set<String>) {
    guard let dot = name.utf8.firstIndex(of: Byte.dot) else { return }
    let root = String(name[..<dot])
    if !roots.contains(root) { roots.insert(root) }
  }
}

/// The parts of an environment.
private struct Declarations: Sendable {
  var variables: [Environment.Variable] = []
  var slots: [String: Int] = [:]
  var objects: [String: ObjectType] = [:]
  var functions: [String: Function] = Dictionary(minimumCapacity: 128)
  var types: [String: ValueType] = [:]
  var qualifiedRoots: Set<String> = []
  var functionRoots: Set<String> = []
}

extension Environment {
  /// The variables, each at its slot.
  package private(set) var variables: [Variable] {
    get { declarations[0].variables }
    _modify { yield &declarations[0].variables }
  }

  private var slots: [String: Int] {
    get { declarations[0].slots }
    _modify { yield &declarations[0].slots }
  }

  /// The objects by name.
  package private(set) var objects: [String: ObjectType] {
    get { declarations[0].objects }
    _modify { yield &declarations[0].objects }
  }

  /// The functions by name.
  package private(set) var functions: [String: Function] {
    get { declarations[0].functions }
    _modify { yield &declarations[0].functions }
  }

  private(set) var types: [String: ValueType] {
    get { declarations[0].types }
    _modify { yield &declarations[0].types }
  }

  /// The first words of variables and types whose names have dots.
  private(set) var qualifiedRoots: Set<String> {
    get { declarations[0].qualifiedRoots }
    _modify { yield &declarations[0].qualifiedRoots }
  }

  /// The first words of functions whose names have dots.
  private(set) var functionRoots: Set<String> {
    get { declarations[0].functionRoots }
    _modify { yield &declarations[0].functionRoots }
  }
}

/// Values that are known when an expression is planned; asked for when it names one.
package protocol ConstantSource: AnyObject, Sendable {
  /// The value of this name; nil for a name that it has none for.
  func constant(named name: String) -> Value?
}

/// A map with known fields, such as a section of a configuration.
package struct ObjectType: Sendable {
  /// The name by which types refer to it.
  package let name: String
  /// The fields in order of declaration.
  package let fields: [Field]

  /// An object with these fields.
  package init(_ name: String, _ fields: [Field]) {
    self.name = name
    self.fields = fields
  }

  /// The field of this name.
  package func field(_ name: String) -> Field? { fields.first { Text.areSame($0.name, name) } }

  /// A key of the object.
  package struct Field: Sendable {
    /// The key.
    package let name: String
    /// The type of its value.
    package let type: ValueType
    /// Whether it may be absent; reading it then needs a guard.
    package let isOptional: Bool
    /// What it holds, for the reference page.
    package let documentation: String

    /// A field; present unless said otherwise.
    package init(_ name: String, _ type: ValueType, isOptional: Bool = false, documentation: String = "") {
      self.name = name
      self.type = type
      self.isOptional = isOptional
      self.documentation = documentation
    }
  }
}
