"""The helper processes in which hostile formats are decoded, and where a crash costs one file."""

HELPER_FLAG = "--imalink-helper"
"""How a packaged program, which has no `python -m`, is asked to be a helper process."""
