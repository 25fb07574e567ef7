"""The grid: a million photos as a list of numbers, and arithmetic that says where each of them lies.

Only what is on the screen exists: its rows and pictures are asked for when it comes into sight, painted
from what is there, and painted again when more has come. Nothing here works through the whole list.
"""
