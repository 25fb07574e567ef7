"""Tests of the loupe."""
