"""Which formats there are, and which one a file has: by its content, never by its name."""
