"""What containers say, each drawn by hand or by the program that writes it."""
