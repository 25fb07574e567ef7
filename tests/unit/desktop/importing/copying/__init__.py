"""From a card to a folder: where copies go, and how they are proved."""
