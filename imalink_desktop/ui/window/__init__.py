"""The window: it puts the parts together, carries out decisions, and remembers how it was left.

Parts do not know each other. What one wants of another goes through the stage, the actions, or here.
"""
