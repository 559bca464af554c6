"""The AMR's office (term, absence, protection) and the APV: what prose tells and no calculator asks about."""
