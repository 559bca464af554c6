"""AMO sizing: what organisation a workplace must have, and how small it may be."""
