"""A made-up library of a million photos, for the benches: realistic, the same for the same seed.

`outings` says when somebody went out and pressed the button, `taking` with what, `opinions` what
they thought of it later; `vocabulary` has the names. `photos` and `belongings` make rows of all that,
`filling` writes them into a real catalog and `keeping` keeps it for the next time.
"""
