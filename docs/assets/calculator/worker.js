// Starts Python once and hands each question to calculators.answer. Text in, text out.
//
// in:  { id, question }
// out: { id, answer } or { failure }; meanwhile { loaded, total }, in bytes

const RUNTIME = new URL("../runtime/", import.meta.url);
const LONGEST_SILENCE = 60_000; // ms without a byte or an answer: a line that is dead, not slow

/** @type {(error: unknown) => void} */
let fail = () => {};
/** @type {Promise<never>} */
const failure = new Promise((_, reject) => {
  fail = reject;
});
failure.catch(() => {}); // told to whoever asks

// loadPyodide() never settles when its .wasm cannot be had: the failure surfaces only here.
addEventListener("unhandledrejection", ({ reason }) => fail(reason));

const answer = Promise.race([start(), failure]);
// Told at once, asked or not: the next question then starts anew, and is not refused for an old failure.
answer.catch((error) => postMessage({ failure: String(error) }));

addEventListener("message", async ({ data: { id, question } }) => {
  try {
    postMessage({ id, answer: (await answer)(question) });
  } catch (error) {
    postMessage({ failure: String(error) });
  }
});

/** @returns {Promise<(question: string) => string>} */
async function start() {
  // Asked anew each time, since it names the folder of the build that the site has now.
  const response = await fetch(new URL("manifest.json", RUNTIME), { cache: "no-cache" });
  if (!response.ok) throw new Error(`manifest.json: HTTP ${response.status}`);
  /** @type {{ folder: string, files: Record<string, number> }} */
  const { folder, files } = await response.json();
  const base = new URL(`${folder}/`, RUNTIME);
  const told = countBytes(base, files);
  const { loadPyodide } = await import(new URL("pyodide.mjs", base).href);
  const pyodide = await loadPyodide({ indexURL: base.href, packages: ["calculators"] });
  const { answer } = pyodide.pyimport("calculators");
  const utf8 = new TextEncoder();
  told.end();
  // Pyodide takes a string over letter by letter: of a long log's answer a third. Bytes come over at once, but
  // UTF-8 has none for half a surrogate pair.
  return (question) => {
    if (/\p{Surrogate}/u.test(question)) return answer(question);
    const bytes = pyodide.toPy(utf8.encode(question));
    try {
      return answer(bytes);
    } finally {
      bytes.destroy();
    }
  };
}

/**
 * Replaces `fetch` by one that tells the page how far the runtime has come, and of any file that fails.
 * Scripts come by `import` and are not counted.
 *
 * @param {URL} base
 * @param {Record<string, number>} files bytes of each, unpacked
 */
function countBytes(base, files) {
  const fetchPlainly = self.fetch;
  const total = Object.entries(files).reduce(
    (sum, [name, size]) => (/\.m?js$/.test(name) ? sum : sum + size),
    0,
  );
  let loaded = 0;
  const silent = () =>
    setTimeout(() => fail(new Error("no byte of the runtime for a minute")), LONGEST_SILENCE);
  let silence = silent();

  self.fetch = async (input, init) => {
    const address = new Request(input).url;
    if (!address.startsWith(base.href)) return fetchPlainly(input, init);
    try {
      const response = await fetchPlainly(input, init);
      if (!response.ok || !response.body) throw new Error(`${address}: HTTP ${response.status}`);
      const size = files[address.slice(base.href.length)];
      return new Response(counted(response.body.getReader(), address, size), { headers: response.headers });
    } catch (error) {
      fail(error);
      throw error;
    }
  };

  /**
   * A file that was cut short is a failure too: loadPyodide() would wait for the rest of its .wasm for ever.
   *
   * @param {ReadableStreamDefaultReader<Uint8Array>} reader
   * @param {string} address
   * @param {number | undefined} size
   */
  function counted(reader, address, size) {
    let read = 0;
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done && read !== size) throw new Error(`${address}: ${read} bytes of ${size}`);
          if (done) return controller.close();
          controller.enqueue(value);
          read += value.byteLength;
          loaded += value.byteLength;
          clearTimeout(silence);
          silence = silent();
          postMessage({ loaded, total });
        } catch (error) {
          fail(error);
          controller.error(error);
        }
      },
    });
  }

  return {
    end() {
      clearTimeout(silence);
      self.fetch = fetchPlainly;
    },
  };
}
