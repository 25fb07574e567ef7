"""The guards of every test, and the proof that each of them bites."""
