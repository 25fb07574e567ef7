"""The desktop program, room by room."""
