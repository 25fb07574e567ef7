"""Being in step with a server, as the window shows it: how it stands, signing in, what needs somebody.

What goes on is done elsewhere; these parts know it as `hub.Syncing`, show it, and ask for deeds.
"""
