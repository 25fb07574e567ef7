"""The loupe: one photo, large, at once; and the strip of those before and after it.

What is at hand is shown at once, and something sharper takes its place when it is there. The next
photos in the direction of travel are decoded before they are asked for. Nothing here waits.
"""
