"""What can be done in the window: one table of actions and their keys, and the `QAction`s made of it."""
