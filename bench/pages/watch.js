// Stands first in every measured page: how long until the answer, and how long the main thread was away.
//
// The answer goes to the server by itself: whoever asked the page again and again would be in its way.

globalThis.measure = (() => {
  const first = performance.now();
  let last = first;
  let gap = 0;
  let gapAfterLoad = 0;
  let loaded = false;

  const tick = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    if (loaded) gapAfterLoad = Math.max(gapAfterLoad, now - last);
    last = now;
  };
  // An interval: Firefox keeps timeouts back until the page has loaded.
  setInterval(tick, 5);
  addEventListener("load", () => {
    tick();
    loaded = true;
  });

  /** @param {object} report */
  const send = (report) => fetch("/bench/report", { method: "POST", body: JSON.stringify(report) });

  return {
    /** @param {unknown} answer @param {number} [milliseconds] since what was asked, else since the visit began */
    answered(answer, milliseconds = performance.now()) {
      tick();
      send({ answer: String(answer), milliseconds, gap, gapAfterLoad });
    },
    /** @param {unknown} why */
    failed(why) {
      send({ failure: String(why) });
    },
  };
})();

addEventListener("error", ({ message }) => message && measure.failed(message));
addEventListener("unhandledrejection", ({ reason }) => measure.failed(reason));
