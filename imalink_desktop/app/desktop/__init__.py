"""The program with a window: one for each catalog, put together here and nowhere else."""
