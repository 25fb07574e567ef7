"""From a container's parts to what a photographer asks: when, where, with what, and whose words."""
