// The page's one line to Python: starts the worker, gives each question an id, and its answer to whoever asked.

/** @typedef {{ resolve: (answer: string) => void, reject: (error: Error) => void }} Waiting */

/** @type {Worker | null} */
let worker = null;
/** @type {Map<number, Waiting>} */
const waiting = new Map();
let lastId = 0;

/** Tells `{ loaded, total }` in bytes while the runtime comes. */
export const progress = new EventTarget();

/** Starts the worker, unless it runs. */
export function start() {
  if (worker) return worker;
  const started = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data }) => {
    if (data.total) {
      progress.dispatchEvent(new CustomEvent("progress", { detail: data }));
    } else if (data.failure) {
      giveUp(started, data.failure);
    } else {
      waiting.get(data.id)?.resolve(data.answer);
      waiting.delete(data.id);
    }
  });
  started.addEventListener("error", (event) => giveUp(started, event.message || "the worker did not start"));
  worker = started;
  return started;
}

/**
 * Asks a calculator. Rejects where Python could not be started; the next question then tries anew.
 *
 * @param {string} question JSON text, as `calculators.answer` reads it
 * @returns {Promise<string>} JSON text, as it answers
 */
export function ask(question) {
  const asked = start();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    asked.postMessage({ id, question });
  });
}

/**
 * @param {Worker} failed
 * @param {string} why
 */
function giveUp(failed, why) {
  failed.terminate();
  if (failed !== worker) return;
  worker = null;
  for (const { reject } of waiting.values()) reject(new Error(why));
  waiting.clear();
}
