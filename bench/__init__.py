"""How long things take in each browser, printed for whoever reads it. Nothing here fails by time."""
