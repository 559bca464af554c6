// The same page, and nobody asks: what of the main thread's gaps the page has by itself.
addEventListener("load", () => setTimeout(() => measure.answered("nothing"), 1000));
