"""From bytes to pixels, one file for each way of decoding."""
