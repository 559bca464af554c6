// Asks through the site's own client as soon as a script of the page can.
import("../../assets/calculator/client.js").then(({ ask }) => ask(QUESTION)).then(({ answer }) => measure.answered(answer), measure.failed);
