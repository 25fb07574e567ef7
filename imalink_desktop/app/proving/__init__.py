"""`imalink --self-check`: is this program whole? For packages, from which a library may be missing unseen."""
