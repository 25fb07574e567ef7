"""How helper processes are kept."""
