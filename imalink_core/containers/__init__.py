"""What a file's container says before anything is decoded: sizes, metadata blocks, thumbnails."""
