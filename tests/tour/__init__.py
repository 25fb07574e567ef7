"""The tour: what ImaLink can do, shown in pictures, on a machine with or without a screen."""
