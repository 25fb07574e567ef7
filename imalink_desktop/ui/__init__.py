"""What is seen and pressed: windows, views, panels, dialogs, models, actions, wording, theme.

May import: every room below, PySide6. Never: SQL, HTTP, app.
"""
