"""Photos: taking them in, what is told of them to whom, and changing them."""
