"""How many hours a year the role takes, from a log of some weeks."""
