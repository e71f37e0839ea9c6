// The least that a Swift program can do: what any start-up is measured against.
print("hi")
