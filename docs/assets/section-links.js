/**
 * The link beside each heading copies the full address of its section, beside the page's title that of the page.
 * Without this script it is a plain link to the section. Every word stands in the page: see theme/main.html.
 */

/** How long the message stands beside the heading. */
const STANDS_MS = 6000;
/** A status that is emptied and filled in one go is one change to a screen reader, or none. */
const HEARD_ANEW_MS = 100;

const told = /** @type {HTMLElement | null} */ (document.querySelector("[data-copied]"));

/** @type {() => void} */
let clear = () => {};

/**
 * What an element with a heading's role holds is that heading's name. So the words alone take the role, and
 * the link stands beside them; the element keeps its look, its id and its place in the text.
 * @param {Element} heading @param {Element} link
 */
function keepNameClean(heading, link) {
  const words = document.createElement("span");
  words.setAttribute("role", "heading");
  words.setAttribute("aria-level", heading.tagName.slice(1));
  words.append(...[...heading.childNodes].filter((node) => node !== link));
  heading.setAttribute("role", "none");
  heading.prepend(words);
}

/** The address to pass on, without what stands in the address bar by chance. @param {string} id */
function addressOf(id) {
  const address = new URL(location.href);
  address.search = "";
  address.hash = id;
  return address.href;
}

/** @param {string} address @returns {Promise<boolean>} */
async function copied(address) {
  try {
    await navigator.clipboard.writeText(address); // missing where the connection is not secure
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLElement} region @param {HTMLElement} link @param {"copied" | "inBar"} outcome */
function say(region, link, outcome) {
  const message = region.dataset[outcome] ?? "";
  const shown = document.createElement("span");
  shown.className = "handbook-said";
  shown.lang = document.documentElement.lang;
  shown.textContent = message;
  shown.setAttribute("aria-hidden", "true"); // the status says it
  clear();
  link.after(shown);
  link.dataset.outcome = outcome;
  const spoken = setTimeout(() => (region.textContent = message), HEARD_ANEW_MS);
  const gone = setTimeout(() => clear(), STANDS_MS);
  clear = () => {
    clearTimeout(spoken);
    clearTimeout(gone);
    shown.remove();
    delete link.dataset.outcome;
    region.textContent = "";
    clear = () => {};
  };
}

/** @param {HTMLElement} region @param {HTMLAnchorElement} link */
function equip(region, link) {
  const heading = link.closest("h1, h2, h3, h4, h5, h6");
  if (!heading) return;
  keepNameClean(heading, link);
  const ofPage = heading.tagName === "H1";
  const name = heading.firstElementChild?.textContent?.trim() ?? "";
  const label = (ofPage ? region.dataset.copyPage : region.dataset.copySection) ?? "";
  link.lang = document.documentElement.lang; // on a page not yet translated the text around has another
  link.title = label.replace("{name}", () => name);
  link.setAttribute("aria-label", link.title);
  if (ofPage) link.href = addressOf("");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = addressOf(ofPage ? "" : heading.id);
    const done = await copied(address);
    if (!done) history.replaceState(history.state, "", address);
    say(region, link, done ? "copied" : "inBar");
  });
}

/** Markdown writes links, the calculators' rules come without: a page that links its sections links them all. */
function complete() {
  const sections = ":is(h2, h3, h4, h5, h6)";
  if (!document.querySelector(`${sections} > .headerlink`)) return;
  for (const heading of document.querySelectorAll(`article ${sections}[id]:not(:has(> .headerlink))`)) {
    const link = document.createElement("a");
    link.className = "headerlink";
    link.href = `#${heading.id}`;
    link.textContent = "#";
    heading.append(link);
  }
}

if (told) {
  complete();
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".headerlink"));
  for (const link of links) equip(told, link);
}
