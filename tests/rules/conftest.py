"""The same examples every time: a reader's answer never depends on luck, and neither does a test's."""

from hypothesis import settings

settings.register_profile("calculators", derandomize=True, deadline=None)
settings.load_profile("calculators")
