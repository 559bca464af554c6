"""The training that members of the AMO must have and must be offered."""
