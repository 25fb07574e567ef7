"""Two desktops and a server in one thread, in which everything that happens comes from one seed."""
