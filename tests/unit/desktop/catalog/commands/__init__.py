"""What can be done to photos, deed by deed."""
