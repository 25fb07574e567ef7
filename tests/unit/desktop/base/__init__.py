"""The ground floor: where things lie, how they are written, told and logged."""
