// Starts Python once, at once, and hands each question to calculators.answer. Text in, text out. The build puts the
// constant MANIFEST before this file: what there is to fetch, and where.
//
// in:  { id, question }
// out: { id, answer, way } or { failure, folder }; meanwhile { loaded, total }, in bytes, and { files } once used
//
// Its address may say more: `left=FOLDER`, of which a start has failed just now, and `again`, where that is no
// reason not to try.
//
// There are three ways to start, each slower than the one before and asking less of the browser. A way that fails,
// at its start or at a question, is left for the next. All that the first one needs is fetched at once: nothing
// is imported before that.

const BASE = new URL(`${MANIFEST.folder}/`, import.meta.url);
const LONGEST_SILENCE = 60_000; // ms without a byte: a line that is dead, not slow
const LONGEST_RENEWAL = 10_000; // ms

/** @typedef {(question: string) => string} Answering */
/** A way that runs, and the names of what it took. @typedef {{ way: string, files: string[], answering: Answering }} Running */

/**
 * @typedef {object} Way
 * @property {string} way its name
 * @property {string[]} files what it fetches
 * @property {string[]} scripts what it imports
 * @property {(transfer: Transfer) => Promise<Answering>} begin
 * @type {Way[]}
 */
const WAYS = [
  {
    way: "snapshot",
    files: ["snapshot.wasm.bin", "snapshot.image.bin"],
    scripts: ["snapshot.asm.mjs", "snapshot.js", "interpreter.js"],
    begin: bySnapshot,
  },
  {
    way: "library",
    files: ["pyodide.asm.wasm", "library.zip"],
    scripts: ["pyodide.asm.js", "pyodide-start.js", "pyodide.mjs"],
    begin: byLibrary,
  },
  {
    way: "plain",
    files: ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"],
    scripts: ["pyodide.asm.js", "pyodide-start.js", "pyodide.mjs"],
    begin: plainly,
  },
];

/** The files of one way as they come: counted, and held against the manifest. */
class Transfer {
  #leaving = new AbortController();
  #silence = 0;
  #loaded = 0;
  #total = 0;
  /** @type {(reason: unknown) => void} */
  fail = () => {};
  /** Rejects where a file fails: not everybody who asked for one tells. @type {Promise<never>} */
  failure = new Promise((_, reject) => {
    this.fail = reject;
  });

  /** @param {string[]} names */
  constructor(names) {
    for (const name of names) this.#total += MANIFEST.files[name]?.bytes ?? 0;
    this.failure.catch(() => {}); // told to whoever waits
    this.#listen();
  }

  end() {
    clearTimeout(this.#silence);
    this.#leaving.abort();
  }

  /**
   * A whole file, for Pyodide's own start. Nobody but `failure` hears of it where that fails: what Pyodide lets fall
   * of a way that is left would be taken for the next one's. Not as a stream, though compiling could begin earlier:
   * one that never ends keeps a thread of Firefox's, of which a small machine has two, and no other WebAssembly
   * is compiled any more.
   *
   * @param {string} name
   * @returns {Promise<Response>}
   */
  async file(name) {
    try {
      const content = await new Response(await this.#stream(name)).arrayBuffer();
      // Not what the host calls it: where that is no WebAssembly, Pyodide never settles, nor reads it to its end.
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(content, { headers: { "Content-Type": type } });
    } catch (error) {
      this.fail(error);
      return new Promise(() => {});
    }
  }

  /** A file that the build has packed, as `type`, while it comes. @param {string} name @param {string} type */
  async unpacked(name, type) {
    const stream = (await this.#stream(name)).pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, { headers: { "Content-Type": type } });
  }

  /** @param {string} name @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>>>} */
  async #stream(name) {
    const listed = MANIFEST.files[name];
    const { signal } = this.#leaving;
    const response = await fetchPlainly(new URL(name, BASE), { signal, cache });
    if (!response.ok || !response.body || !listed) throw new Error(`${name}: HTTP ${response.status}`);
    return this.#checked(response.body.getReader(), name, listed);
  }

  /**
   * The bytes as they come. The end comes only once they are those of the manifest: a file that was cut short, a
   * page in its place or another version's file is a failure, and the way never runs on it.
   *
   * @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader
   * @param {string} name
   * @param {{ bytes: number, sha256: string }} listed
   */
  #checked(reader, name, { bytes, sha256 }) {
    const read = new Uint8Array(bytes);
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (!done && at + value.length <= bytes) {
          read.set(value, at);
          at += value.length;
          this.#tell(value.length);
          return controller.enqueue(value);
        }
        if (!done || at < bytes) throw new Error(`${name}: ${done ? at : "more"} bytes of ${bytes}`);
        if (self.isSecureContext && (await sha256Of(read)) !== sha256)
          throw new Error(`${name}: not the file of this version`);
        controller.close();
      },
    });
  }

  /** @param {number} bytes that came just now */
  #tell(bytes) {
    this.#loaded += bytes;
    this.#listen();
    postMessage({ loaded: this.#loaded, total: this.#total });
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(
      () => this.fail(new Error("no byte of the runtime for a minute")),
      LONGEST_SILENCE,
    );
  }
}

const fetchPlainly = self.fetch;
const told = new URL(import.meta.url).searchParams;
/** After a failure the host is asked whether a file is still what the browser has kept. @type {RequestCache} */
const cache = told.has("again") ? "no-cache" : "default";
const left = [...WAYS];
let running = started();
/** What answered last. @type {Running | undefined} */
let used;

// Told at once, asked or not: the next question then starts anew, and is not refused for an old failure.
running.catch(fail);
addEventListener("message", async ({ data: { id, question } }) => {
  try {
    const { answer, by } = await answered(question);
    postMessage({ id, answer, way: by.way });
    if (used !== by) postMessage({ files: by.files });
    used = by;
  } catch (error) {
    fail(error);
  }
});

/** @param {unknown} error */
function fail(error) {
  postMessage({ failure: String(error), folder: MANIFEST.folder });
}

async function started() {
  if (told.has("again")) await renewed();
  else if (told.get("left") === MANIFEST.folder) throw new Error("this is what has failed just now");
  return begun();
}

/**
 * Asks the host whether the scripts are still what the browser has kept, for minutes, at their addresses: maybe a
 * page in their place, or that nothing is there.
 */
function renewed() {
  const signal = AbortSignal.timeout(LONGEST_RENEWAL);
  const scripts = Object.keys(MANIFEST.files).filter((name) => /\.m?js$/.test(name));
  return Promise.allSettled(
    scripts.map(async (name) => (await fetch(new URL(name, BASE), { cache, signal })).blob()),
  );
}

/**
 * @param {string} question
 * @returns {Promise<{ answer: string, by: Running }>}
 */
async function answered(question) {
  for (;;) {
    const asked = running;
    const by = await asked;
    if (running !== asked) continue; // left for the next while this question waited: it may be damaged
    try {
      return { answer: by.answering(question), by };
    } catch (error) {
      // `calculators.answer` raises for nothing that anybody can send: something is missing in this way.
      console.warn(`The runtime answers another way, since by ${by.way}:`, error);
      if (running === asked) running = begun();
    }
  }
}

/** Begins the first way that works of those that are left. @returns {Promise<Running>} */
async function begun() {
  /** @type {unknown} */
  let last = new Error("no way is left");
  for (let next = left.shift(); next; next = left.shift()) {
    const transfer = new Transfer(next.files);
    try {
      const answering = await Promise.race([next.begin(transfer), transfer.failure]);
      return { way: next.way, files: [...next.scripts, ...next.files], answering };
    } catch (error) {
      console.warn(`The runtime does not start by ${next.way}:`, error);
      last = error;
    } finally {
      transfer.end();
    }
  }
  throw last;
}

/** @param {Transfer} transfer @returns {Promise<Answering>} */
async function bySnapshot(transfer) {
  const image = transfer
    .unpacked("snapshot.image.bin", "application/octet-stream")
    .then((response) => response.arrayBuffer());
  const wasm = transfer.unpacked("snapshot.wasm.bin", "application/wasm").then(WebAssembly.compileStreaming);
  const create = part("snapshot.asm.mjs").then((script) => script.default);
  // Each is waited for below; one that fails before its turn is told by the first that is waited for.
  for (const early of [image, wasm, create]) early.catch(transfer.fail);
  const { restored } = await part("snapshot.js");
  return restored(create, wasm, image, MANIFEST.memory);
}

/** @param {Transfer} transfer */
function byLibrary(transfer) {
  // Everything is in the library, so there is no package to look up.
  const lock = { info: MANIFEST.lock, packages: {} };
  const options = {
    stdLibURL: new URL("library.zip", BASE).href,
    lockFileContents: lock,
    packageBaseUrl: BASE.href,
  };
  return loaded(transfer, options);
}

/** @param {Transfer} transfer */
function plainly(transfer) {
  return loaded(transfer, { packages: ["calculators"] });
}

/**
 * Through Pyodide's own start, which fetches for itself.
 *
 * @param {Transfer} transfer
 * @param {object} options
 * @returns {Promise<Answering>}
 */
async function loaded(transfer, options) {
  /** @type {typeof fetch} */
  const checked = (input, init) => {
    const address = new Request(input).url;
    return address.startsWith(BASE.href)
      ? transfer.file(address.slice(BASE.href.length))
      : fetchPlainly(input, init);
  };
  self.fetch = checked;
  // loadPyodide() never settles when its .wasm cannot be had: some failures surface only here.
  const unhandled = (/** @type {PromiseRejectionEvent} */ { reason }) => transfer.fail(reason);
  addEventListener("unhandledrejection", unhandled);
  try {
    const { loaded: load } = await part("pyodide-start.js");
    return await Promise.race([load(BASE, options), transfer.failure]);
  } finally {
    removeEventListener("unhandledrejection", unhandled);
    if (self.fetch === checked) self.fetch = fetchPlainly; // else the next way has begun
  }
}

/** @param {string} name of a script in the folder */
function part(name) {
  return import(new URL(name, BASE).href);
}

/** In hexadecimal. A browser reckons it where the connection is secure. @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256Of(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
