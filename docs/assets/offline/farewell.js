// In place of the service worker where the site is built without one: takes back what an earlier one kept, and
// leaves. Every page it served is loaded anew, from the network.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const OURS = `amr ${new URL(worker.registration.scope).pathname} `;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.registration.unregister();
  const pages = await worker.clients.matchAll({ type: "window" });
  for (const page of pages) page.navigate(page.url).catch(() => {}); // she has gone on already
}
