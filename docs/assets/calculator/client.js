// The page's one line to Python: starts the worker, gives each question an id, and its answer to whoever asked.

/** An answer as JSON text, and the way it was come by. @typedef {{ answer: string, way: string }} Told */
/** @typedef {{ question: string, resolve: (told: Told) => void, reject: (error: Error) => void }} Waiting */
/** A worker; the second where the one before it has failed just now. @typedef {{ worker?: Worker, isSecond?: boolean }} Line */

/** It begins by itself: whoever waited for this thread would wait for the page, too. */
const WORKER = new URL("../runtime/worker.js", import.meta.url);

/** @type {Line | undefined} */
let line;
/** @type {Map<number, Waiting>} */
const waiting = new Map();
/** The last start failed, and the browser may have kept what it failed with. */
let hasFailed = false;
let lastId = 0;

/** Tells `{ loaded, total }` in bytes while the runtime comes. */
export const progress = new EventTarget();

/** Starts the worker, unless it runs. */
export function start() {
  if (!line) begin(hasFailed ? { again: "" } : undefined);
}

/**
 * Asks a calculator. Rejects where Python could not be started; the next question then tries anew.
 *
 * @param {string} question JSON text, as `calculators.answer` reads it
 * @returns {Promise<Told>}
 */
export function ask(question) {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { question, resolve, reject });
    if (line) line.worker?.postMessage({ id, question });
    else start(); // which hands over all that wait
  });
}

/**
 * @param {{ again: string } | { left: string }} [told] what the worker is to know of a failure before
 * @returns {void}
 */
function begin(told) {
  const begun = (line = /** @type {Line} */ ({ isSecond: told && "left" in told }));
  const address = new URL(WORKER);
  // Another address each time, else the browser may take what it failed with.
  if (told) address.search = `${new URLSearchParams({ ...told, asked: `${Date.now()}` })}`;
  let worker;
  try {
    worker = begun.worker = new Worker(address, { type: "module" });
  } catch (error) {
    return goOn(begun, { failure: String(error) });
  }
  worker.addEventListener("error", ({ message }) =>
    goOn(begun, { failure: message || "the worker did not start" }),
  );
  worker.addEventListener("message", ({ data }) => {
    if (data.total) {
      progress.dispatchEvent(new CustomEvent("progress", { detail: data }));
    } else if (data.failure) {
      goOn(begun, data);
    } else if (data.files) {
      dispatchEvent(new CustomEvent("runtime-used", { detail: data.files }));
    } else {
      waiting.get(data.id)?.resolve(data);
      waiting.delete(data.id);
    }
  });
  for (const [id, { question }] of waiting) worker.postMessage({ id, question });
}

/**
 * Where the site was published anew while the page stood open, its runtime is gone, and another is there.
 *
 * @param {Line} failed
 * @param {{ failure: string, folder?: string }} why
 * @returns {void}
 */
function goOn(failed, { failure, folder = "" }) {
  failed.worker?.terminate();
  if (failed !== line) return;
  if (waiting.size && !failed.isSecond) return begin({ left: folder });
  line = undefined;
  hasFailed = true;
  for (const { reject } of waiting.values()) reject(new Error(failure));
  waiting.clear();
}
