"""Made-up logbooks whose truth is known, to see how often the estimate holds. No part of the site runs it."""
