"""The server with a crowd: a million photos of a hundred people, on both databases, asked over HTTP."""
