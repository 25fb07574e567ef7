"""From pixels to previews: the small one whose bytes are the hothash, and the large one."""
