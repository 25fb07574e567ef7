"""The benches measure; what they measure on is tested here."""
