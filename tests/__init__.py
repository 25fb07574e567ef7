"""The tests: what the program promises, made to be seen failing."""
