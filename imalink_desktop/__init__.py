"""The desktop program: the photographer's library, on this machine."""
