"""Hothashes that may never change: pictures, the plain recipe, and what Pillow 12.3 made of them."""
