"""Several rooms at once, as a user meets them."""
