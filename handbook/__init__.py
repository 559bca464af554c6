"""The build: how the words in `docs/` and the rules in `calculators/` become the site."""
