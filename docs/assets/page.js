/**
 * What Material's pages lack for a keyboard, a screen reader and a printer. Every page loads this; it knows the
 * theme and nothing of what a page holds.
 */

/** Below this width Material shows the navigation as a drawer, below the other the search as a full screen. */
const drawerShows = matchMedia("(max-width: 76.234375em)");
const searchCovers = matchMedia("(max-width: 59.984375em)");

/** @param {string} selector */
const all = (selector) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));

const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
const search = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
const query = /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input"));
const searchBox = document.querySelector(".md-search");

/** Material listens to the checkbox's own events, so it is clicked rather than set. @param {HTMLInputElement} toggle @param {boolean} on */
function turn(toggle, on) {
  if (toggle.checked !== on) toggle.click();
}

/**
 * Material opens its menu and search by labels of hidden checkboxes, which no keyboard reaches (WCAG 2.1.1);
 * `role=button` on a label is not allowed. `for` stays: Material's styles and script look for it.
 * @param {HTMLElement} label
 */
function toButton(label) {
  const button = document.createElement("button");
  button.type = "button";
  for (const { name, value } of label.attributes) button.setAttribute(name, value);
  const toggle = label.getAttribute("for") === drawer.id ? drawer : search;
  button.append(...label.childNodes);
  button.addEventListener("click", () => {
    turn(toggle, button.closest(".md-search, .handbook-nav") ? false : !toggle.checked);
    if (toggle === search && search.checked) query?.focus();
  });
  label.replaceWith(button);
}
for (const label of all("label:is([for=__drawer], [for=__search]):not([class$=overlay])")) toButton(label);

const menuButton = /** @type {HTMLElement | null} */ (document.querySelector(".md-header [for=__drawer]"));
const searchButton = /** @type {HTMLElement | null} */ (
  document.querySelector(".md-header__button[for=__search]")
);
const closeMenu = /** @type {HTMLElement | null} */ (document.querySelector(".handbook-nav [for=__drawer]"));
const menu = document.querySelector(".md-sidebar--primary");

/** The closed drawer takes no focus; while it is open, nothing that it covers does. */
function tellDrawer() {
  const covers = drawerShows.matches && drawer.checked;
  menuButton?.setAttribute("aria-expanded", String(drawer.checked));
  menu?.toggleAttribute("inert", drawerShows.matches && !drawer.checked);
  for (const part of all(
    ".md-header, .md-content, .md-footer, .md-sidebar--secondary, .md-top, [data-md-component=skip]",
  ))
    part.inert = covers;
}
drawer.addEventListener("change", () => {
  tellDrawer();
  if (drawerShows.matches) (drawer.checked ? closeMenu : menuButton)?.focus();
});
drawerShows.addEventListener("change", tellDrawer);
// A link to a heading of this very page leaves the page where it is, and the drawer in front of it.
menu?.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.hash && link.pathname === location.pathname) turn(drawer, false);
});
tellDrawer();

/** Material drops the focus on Escape. From a result it goes back to the field first, from the field to the page. */
function leaveSearch() {
  const inResults = query !== document.activeElement && searchBox?.contains(document.activeElement);
  if (inResults && !searchCovers.matches) {
    query?.focus();
    return;
  }
  turn(search, false);
  if (searchCovers.matches) searchButton?.focus();
}
const tellSearch = () => searchButton?.setAttribute("aria-expanded", String(search.checked));
search.addEventListener("change", tellSearch);
tellSearch();
query?.addEventListener("input", () => turn(search, true));
searchBox?.addEventListener("focusout", (event) => {
  const to = /** @type {FocusEvent} */ (event).relatedTarget;
  if (to instanceof Node && !searchBox.contains(to)) turn(search, false);
});

/** @param {EventTarget | null} target */
const takesText = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), select, textarea"));

// In the capture phase of the window, so before Material's own listeners.
addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && search.checked) {
      leaveSearch();
      event.stopImmediatePropagation();
    } else if (event.key === "Escape" && drawer.checked && drawerShows.matches) {
      turn(drawer, false);
    } else if (event.key === "Tab" && search.checked) {
      // Material closes the search here, and keeps its results out of the tab order.
      for (const link of all(".md-search-result__link")) link.tabIndex = 0;
      event.stopImmediatePropagation();
    } else if (/^[fspn/,.]$/i.test(event.key) && !search.checked && !takesText(event.target)) {
      // Material's one-letter shortcuts cannot be turned off (WCAG 2.1.4), and fire under speech input.
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);

/** The same ids stand in every language, so a change of language keeps the reader's place. */
addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest(".md-select__link");
    if (link instanceof HTMLAnchorElement) link.hash = location.hash;
  },
  { capture: true },
);

/** @param {Element} box */
function nameOf(box) {
  const caption = box.querySelector("caption")?.textContent?.trim();
  if (caption) return caption;
  const before = [...all(".md-content :is(h1, h2, h3, h4)")].filter(
    (heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const heading = before.at(-1)?.cloneNode(true);
  if (heading instanceof Element)
    for (const beside of heading.querySelectorAll(".headerlink, .handbook-said")) beside.remove();
  return heading?.textContent?.trim() || document.title;
}

/** A wide table scrolls inside its box, which only a mouse could do: it must take focus, and then have a name. */
function tellScrolling() {
  /** @type {Map<string, number>} */
  const names = new Map();
  for (const box of all(".md-typeset__scrollwrap, .handbook-scroll")) {
    if (box.scrollWidth <= box.clientWidth) {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      continue;
    }
    const name = nameOf(box);
    const times = (names.get(name) ?? 0) + 1;
    names.set(name, times);
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", times > 1 ? `${name} (${times})` : name);
  }
}
const article = document.querySelector(".md-content__inner");
// Fires once at the start, after Material has wrapped the tables, and whenever the page is laid out anew.
if (article) new ResizeObserver(tellScrolling).observe(article);

/** Paper opens nothing: all folded text is printed, and folded again after. @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (all(".md-content details:not([open])"))];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened = [];
});

// Where nothing was found: words of the site that look like those typed, and where else to look. The search's worker
// belongs to the theme's script, which tells nobody else what it says.
const help = /** @type {HTMLElement | null} */ (document.querySelector(".handbook-no-results"));
const near = help?.querySelector('[data-part="near"]');

/** @param {string} word */
function toSearchFor(word) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word;
  button.addEventListener("click", () => {
    if (!query) return;
    query.value = word;
    query.focus();
    query.dispatchEvent(new Event("keyup", { bubbles: true })); // what the theme listens for
  });
  return button;
}

const site = new URL("../", import.meta.url);
new BroadcastChannel(`amr ${site.pathname} search`).addEventListener("message", ({ data }) => {
  if (data.question !== query?.value.trim()) return; // another page of this browser was asked
  help?.toggleAttribute("hidden", !data.near);
  near?.toggleAttribute("hidden", !data.near?.length);
  near?.querySelectorAll("button").forEach((button) => button.remove());
  near?.append(...(data.near ?? []).map(toSearchFor));
});
