"""Originals and videos, sent here only when their owner asks for it, and given back to nobody else."""
