// The search, in the place of the theme's own worker: the theme says what there is and what was typed, and shows
// what comes back. Nothing is made of it before the first letter, for that takes the processor while a page loads.

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** What the theme's script and its worker tell each other. */
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

/** Tells this site's pages what looks like what was not found; other sites of the origin are asked nothing else. */
const channel = new BroadcastChannel(`amr ${new URL("../../", worker.location.href).pathname} search`);

/** @typedef {import("./index.js").Doc} Doc */
/** The words near to a question are told only where nothing was found. @typedef {{ items: object[], near: string[] | null }} Answer */
/** @typedef {{ config: import("./language.js").Told, docs: Doc[] }} Setup */

/** @type {Setup} */
let setup;
/** @type {Promise<(question: string) => Answer> | undefined} */
let answering;

worker.addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    setup = data;
    worker.postMessage({ type: READY });
  } else if (type === QUERY) {
    const question = data.trim();
    // A page asks with its empty box as soon as it has loaded.
    const { items, near } = question
      ? (await (answering ??= begun(setup)))(question)
      : { items: [], near: null };
    worker.postMessage({ type: RESULT, data: { items } });
    channel.postMessage({ question, near });
  }
});

/** @param {Setup} setup */
async function begun({ config, docs }) {
  const [{ Index }, { shown }, { stemmer }] = await Promise.all([
    import("./index.js"),
    import("./shown.js"),
    config.has_stemmer ? import(`../libraries/stemmer.${config.lang}.js`) : { stemmer: unchanged },
  ]);
  const index = new Index(config, stemmer, docs);
  return (/** @type {string} */ question) => {
    const found = index.found(question);
    const near = found.length ? null : index.questions.near(question);
    return { items: shown(found, index.questions.isTyped(question)), near };
  };
}

/** @param {string} word */
const unchanged = (word) => word;
