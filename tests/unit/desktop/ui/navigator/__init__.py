"""The left panel: its rows, their queries, and what is done with them."""
