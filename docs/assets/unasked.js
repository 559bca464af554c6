// What a page may do unasked, before its reader wants it, and when.

const WITHOUT_IDLE = 500; // ms after loading, where a browser does not tell when it is idle
const ENOUGH = 1.4; // Mbit/s: what Chromium takes a cable for before it has measured; 5 MB then take half a minute

/** Only Chromium tells it. @type {{ saveData?: boolean, type?: string, effectiveType?: string, downlink?: number } | undefined} */
const connection = Reflect.get(navigator, "connection");

/** Whether the reader has told her browser to load no more than it must. */
export const savesData = () => connection?.saveData === true;

/**
 * Whether the connection can spare megabytes that nobody has asked for: neither metered nor slow. A browser that
 * does not tell is taken at its word where a mouse is in use, for a phone may be anywhere.
 */
export function hasPlenty() {
  if (!connection) return matchMedia("(hover: hover) and (pointer: fine)").matches;
  const { type = "ethernet", effectiveType, downlink = 0 } = connection; // the type is told on phones alone
  return !savesData() && ["ethernet", "wifi"].includes(type) && effectiveType === "4g" && downlink >= ENOUGH;
}

/** Resolves once the page has loaded and nothing else is to be done. */
export async function idle() {
  if (document.readyState !== "complete")
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  await new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(resolve);
    else setTimeout(resolve, WITHOUT_IDLE);
  });
}

/**
 * Resolves once an element is in view, or less than half a screen away.
 *
 * @param {Element} element
 * @param {AbortSignal} signal for when it is of no more interest; it then never resolves
 * @returns {Promise<void>}
 */
export function near(element, signal) {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: "50% 0%" },
    );
    observer.observe(element);
    signal.addEventListener("abort", () => observer.disconnect());
  });
}
