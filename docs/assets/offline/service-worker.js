// Keeps the site on the reader's device: what every page needs, the pages she has read with their shelves, and of
// Python what she has used. The build puts the constant SITE before this file and the file into the site's folder.
//
// A version is a cache. It holds scripts, styles and pages that were made together, and an open page is given
// files of its own version for as long as it is open.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const SCOPE = worker.registration.scope;
/** Other sites of the same origin have caches too: whatever is ours begins so. */
const OURS = `amr ${new URL(SCOPE).pathname} `;
const LASTING = `${OURS}lasting`;
const OPEN = `${OURS}open pages`;

/** How long a page may keep her waiting where a kept one could be shown. */
const PATIENCE_MS = 4000;

const RUNTIME = "assets/runtime/";
/** Addresses that hold a digest of what stands there. */
const NEVER_CHANGES = /^assets\/(runtime\/[^/]+|shelf)\/./;
const VERSION = /<meta name="handbook-version" content="([0-9a-f]+)">/;

/** @param {string} version */
const cacheOf = (version) => OURS + version;
/** @param {string} path */
const addressOf = (path) => new URL(path, SCOPE).href;
/** @param {string} address */
const pathOf = (address) => address.slice(SCOPE.length).replace(/[?#].*/s, "");
/** @param {string} path */
const isPage = (path) => /(^|\/|\.html)$/.test(path);

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data.keep) event.waitUntil(attempt(() => keepLasting(data.keep)));
  if (!data.version || !(source instanceof Client)) return;
  remember(event, source.id, Promise.resolve(data.version));
  if (data.version === SITE.version) event.waitUntil(attempt(() => keepOpened(source.url)));
});
worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  const path = pathOf(url);
  if (mode === "navigate") event.respondWith(page(event));
  else if (NEVER_CHANGES.test(path)) event.respondWith(lasting(event.request, path));
  else if (!isPage(path)) event.respondWith(file(event));
});

// --- A new version

/** Gets all of this version, or fails; the one before it then stays as it is. */
async function install() {
  try {
    const cache = await caches.open(cacheOf(SITE.version));
    const before = (await versionsHere()).filter((name) => name !== cacheOf(SITE.version));
    await Promise.all(Object.keys(SITE.shell).map((path) => keepExactly(cache, path, SITE.shell[path])));
    for (const name of before) await renewPages(name, cache);
    await keepLasting(await keptOfLasting());
  } catch (error) {
    // What is there is of no use, and the storage may be full. (An active worker tidies up by itself.)
    if (!worker.registration.active) await attempt(() => caches.delete(cacheOf(SITE.version)));
    throw error;
  }
  await worker.skipWaiting();
}

/**
 * Gets the pages of another version in this one. A page that is no longer there is let go.
 * @param {string} name @param {Cache} cache
 */
async function renewPages(name, cache) {
  const pages = (await (await caches.open(name)).keys()).filter(({ url }) => isPage(pathOf(url)));
  await Promise.all(
    pages.map(async ({ url }) => {
      if (pathOf(url) in SITE.shell) return;
      const response = await fetch(url, { cache: "no-cache" });
      if (response.status === 404) return;
      const version = await versionIn(response.clone());
      if (version !== SITE.version) throw new Error(`${url} is of version ${version}, not ${SITE.version}`);
      await cache.put(url, response);
    }),
  );
}

/**
 * Lets go of the versions that no open page is of, and of what was theirs. A page that is just being opened is
 * not yet among the browser's own.
 */
async function tidy() {
  if (worker.registration.installing || worker.registration.waiting) return; // whose cache is half full
  const there = await worker.clients.matchAll({ type: "all", includeUncontrolled: true });
  const ids = new Set(there.map(({ id }) => id));
  for (const id of ids) opening.delete(id);
  const needed = new Set([cacheOf(SITE.version)]);
  const open = await caches.open(OPEN);
  for (const key of await open.keys()) {
    const version = await (await open.match(key))?.text();
    const id = new URL(key.url).search.slice(1);
    if (ids.has(id) || opening.has(id)) needed.add(cacheOf(version ?? ""));
    else await open.delete(key);
  }
  const theirs = (await versionsHere()).filter((name) => !needed.has(name));
  await Promise.all(theirs.map((name) => caches.delete(name)));
  if (needed.size > 1) return; // a page of another version may want its own Python
  const cache = await caches.open(LASTING);
  const old = (await cache.keys()).filter(({ url }) => !(pathOf(url) in SITE.lasting));
  await Promise.all(old.map((key) => cache.delete(key)));
}

/** The names of the caches that are versions. */
async function versionsHere() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== LASTING && name !== OPEN);
}

// --- What is asked for

/**
 * A page, fresh where there is a network: law changes. Else as it was when it was last read.
 * @param {FetchEvent} event
 */
async function page(event) {
  const { request, resultingClientId } = event;
  // Not what the browser itself has kept, which may be ten minutes old.
  const fresh = fetch(request, { cache: "no-cache" });
  event.waitUntil(attempt(async () => keepPage(request.url, (await fresh).clone())));
  const answer = await freshElse(fresh, () => kept(SITE.version, request.url));
  const given = answer ?? (await standIn(request.url));
  opening.add(resultingClientId);
  remember(event, resultingClientId, versionIn(given.clone()));
  event.waitUntil(attempt(tidy));
  return given;
}

/** @param {string} address @param {Response} response */
async function keepPage(address, response) {
  const version = response.status === 200 && (await versionIn(response.clone()));
  if (version) await (await caches.open(cacheOf(version))).put(addressOf(pathOf(address)), response);
}

/** The page she came by was open before there was a worker. @param {string} address */
async function keepOpened(address) {
  if (!(await kept(SITE.version, address))) await keepPage(address, await fetch(address));
}

/**
 * What to show in place of a page that cannot be had: the way to its folder, or a page that says so.
 * @param {string} address
 */
async function standIn(address) {
  const path = pathOf(address);
  if (await kept(SITE.version, addressOf(`${path}/`))) return Response.redirect(addressOf(`${path}/`));
  const language = Object.keys(SITE.offline).findLast((folder) => path.startsWith(folder)) ?? "";
  return (await kept(SITE.version, addressOf(SITE.offline[language] ?? ""))) ?? Response.error();
}

/**
 * A script, a style, an index: that of the page's own version.
 * @param {FetchEvent} event
 */
async function file(event) {
  const { request, clientId, resultingClientId } = event;
  const version = await attempt(() => versionOf(clientId));
  if (resultingClientId) remember(event, resultingClientId, Promise.resolve(version)); // a page's worker
  const own = version && (await kept(version, request.url));
  const asksAnew = request.url.includes("?");
  if (own && !asksAnew) return own;
  // Of a version that is not here, the browser itself may have kept files of another.
  const fresh = fetch(request, version && !own ? { cache: "no-cache" } : {}).then(toBeAskedFor);
  return (await freshElse(fresh, async () => own || kept(SITE.version, request.url))) ?? Response.error();
}

/**
 * What never changes, from the device. Python's own files are kept when asked to, all together: they come in a
 * stream, so that the page can tell how far they are, and a hash would hold them back until they are whole.
 * @param {Request} request @param {string} path
 */
async function lasting(request, path) {
  const there = await attempt(async () => (await caches.open(LASTING)).match(addressOf(path)));
  if (there) return there;
  const integrity = SITE.lasting[path];
  if (!integrity || path.startsWith(RUNTIME)) return fetch(request);
  const response = await fetch(request.url, { integrity });
  const copy = response.clone();
  await attempt(async () => (await caches.open(LASTING)).put(addressOf(path), copy));
  return response;
}

/**
 * The network's answer; where that is none, or late, or a host out of order, what was kept.
 * @param {Promise<Response>} fresh @param {() => Promise<Response | undefined>} orElse
 * @returns {Promise<Response | undefined>}
 */
async function freshElse(fresh, orElse) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const soon = /** @type {Response | undefined} */ (await Promise.race([attempt(() => fresh), late]));
  if (soon && soon.status < 500) return soon;
  return (await orElse()) ?? attempt(() => fresh);
}

// --- What is kept

/** @param {string} version @param {string} address */
const kept = (version, address) =>
  attempt(async () =>
    (await caches.has(cacheOf(version)))
      ? (await caches.open(cacheOf(version))).match(address, { ignoreSearch: true })
      : undefined,
  );

/**
 * Never half a file, nor another version's.
 * @param {Cache} cache @param {string} path @param {string | undefined} integrity @param {RequestCache} from
 */
async function keepExactly(cache, path, integrity, from = "no-cache") {
  const response = await fetch(addressOf(path), { cache: from, integrity });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  await cache.put(addressOf(path), toBeAskedFor(response));
}

/**
 * Else a browser takes what it still has in memory, from another page of another version, and asks nobody.
 * @param {Response} response
 */
function toBeAskedFor({ body, status, statusText, headers: given }) {
  const headers = new Headers(given);
  headers.set("Cache-Control", "no-cache");
  return new Response(body, { status, statusText, headers });
}

/** What is kept of what never changes, of whatever version. */
async function keptOfLasting() {
  return (await (await caches.open(LASTING)).keys()).map(({ url }) => pathOf(url));
}

/**
 * These were used on this device. The browser has them still, so that little comes over the network.
 * @param {string[]} used names or paths, in this version or another
 */
async function keepLasting(used) {
  const cache = await caches.open(LASTING);
  const names = new Set(used.map(nameOf));
  await Promise.all(
    Object.keys(SITE.lasting).map(async (path) => {
      if (!names.has(nameOf(path)) || (await cache.match(addressOf(path)))) return;
      const integrity = SITE.lasting[path];
      await keepExactly(cache, path, integrity, "force-cache").catch(() =>
        keepExactly(cache, path, integrity, "reload"),
      );
    }),
  );
}

/** What a file is called in every version: a shelf has a digest in its name. @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.[0-9a-f]{12}\./, ".");

// --- Which version an open page is of. The worker sees it in what it gives, for whatever the page loads at once;
// the page tells it too, for it may have come by without a worker. Kept in a cache, since a worker is stopped when
// it has nothing to do.

/** @type {Map<string, Promise<string | undefined>>} */
const versions = new Map();
/** Of pages that this worker gave and that the browser does not count among the open ones yet. */
const opening = new Set();

/** @param {ExtendableEvent} event @param {string} id @param {Promise<string | undefined>} version */
function remember(event, id, version) {
  versions.set(id, version);
  event.waitUntil(
    attempt(async () => {
      const it = await version;
      if (it) await (await caches.open(OPEN)).put(addressOf(`?${id}`), new Response(it));
    }),
  );
}

/** Of a page from before there were versions, nothing is known. @param {string} id */
async function versionOf(id) {
  return versions.get(id) ?? (await (await caches.open(OPEN)).match(addressOf(`?${id}`)))?.text();
}

/** The version that a page names in its head; read no further than that. @param {Response} page */
async function versionIn(page) {
  const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader();
  let head = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
    head += value ?? "";
    const found = VERSION.exec(head)?.[1];
    if (found || done) {
      reader?.cancel();
      return found;
    }
  }
}

/**
 * The storage may be full, or refused, and a page must come all the same.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
async function attempt(work) {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
