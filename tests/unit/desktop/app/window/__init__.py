"""The program with a window: how it starts, stumbles, fails and ends, and the photos it draws."""
