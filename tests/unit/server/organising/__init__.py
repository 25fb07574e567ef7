"""What people keep beside their photos, on both databases."""
