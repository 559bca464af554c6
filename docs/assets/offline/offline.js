// Lets the service worker keep the site on the device, where the browser has one, and tells it of which version
// this page is and when Python was used. A browser that has none, or refuses it, shows the site as before.

import { idle, savesData } from "../unasked.js";

const workers = navigator.serviceWorker; // missing where the connection is not secure
const ADDRESS = new URL("../../service-worker.js", import.meta.url);

async function register() {
  try {
    await workers?.register(ADDRESS);
  } catch {
    // Refused, as in some private windows.
  }
}

/** Answers are worth keeping even where data are dear: the next visit needs none. @param {Event} event */
async function keepRuntime(event) {
  const { detail } = /** @type {CustomEvent<string[]>} */ (event); // the files that it took
  await register();
  (await workers?.ready)?.active?.postMessage({ keep: detail });
}

/** To each worker that takes over while the page is open. */
function tellVersion() {
  const named = document.querySelector('meta[name="handbook-version"]');
  workers?.controller?.postMessage({ version: named?.getAttribute("content") });
  if (!savesData()) keepShelf();
}

/** It may have come before there was a worker. */
function keepShelf() {
  const shelf = document.querySelector("[data-shelf]")?.getAttribute("data-shelf");
  if (shelf) workers?.controller?.postMessage({ keep: [shelf] });
}

/** First the page, then what may be of use later. */
async function registerWhenIdle() {
  if (savesData()) return;
  await idle();
  await register();
}

tellVersion();
workers?.addEventListener("controllerchange", tellVersion);
addEventListener("runtime-used", keepRuntime); // again where one way fails and the next one takes other files
registerWhenIdle();
