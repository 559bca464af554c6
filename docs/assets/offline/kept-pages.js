/**
 * On the page that stands in for one that cannot be had: which pages are on the device, and the way to try again.
 */
const site = new URL("../../", import.meta.url);
const list = document.querySelector("[data-kept-pages]");
const again = document.querySelector("[data-try-again]");

/** @typedef {{ address: string, title: string, lang: string }} Kept */

/** @returns {Promise<Kept[]>} */
async function keptPages() {
  /** @type {Map<string, Kept>} */
  const pages = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(`amr ${site.pathname} `)) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const response = url.endsWith("/") && (await cache.match(url));
      if (!response) continue;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const heading = page.querySelector("h1");
      heading?.querySelector(".headerlink")?.remove();
      const title = heading?.textContent?.trim() || page.title;
      pages.set(url, { address: url, title, lang: page.documentElement.lang });
    }
  }
  return [...pages.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** @param {Element} list */
async function show(list) {
  const { lang } = document.documentElement;
  const pages = await keptPages();
  const items = [
    ...pages.filter((page) => page.lang === lang),
    ...pages.filter((page) => page.lang !== lang),
  ];
  for (const page of items) {
    const link = document.createElement("a");
    link.href = page.address;
    link.textContent = page.title;
    if (page.lang !== lang) link.lang = link.hreflang = page.lang;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  list.parentElement?.toggleAttribute("hidden", !items.length);
}

again?.addEventListener("click", () => location.reload());
addEventListener("online", () => location.reload());
if (list) show(list).catch(() => {}); // where nothing may be kept, there is nothing to show
export {};
