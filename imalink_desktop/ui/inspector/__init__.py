"""The inspector: what is known of the photos that are chosen, and the place to change it, for all of them.

Each section is shown a `Subject` and decides for itself what of it to tell. What it changes goes out by
`Hands`; what came of it comes back as the next subject. No section knows another.
"""
