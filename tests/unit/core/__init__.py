"""The egg engine, room by room."""
