// Pyodide as its makers start it: slower than the snapshot, and nothing private about it.

/**
 * @typedef {Record<string, unknown>} Options of `loadPyodide`
 * @param {URL} base the folder of its files
 * @param {Options} options
 * @returns {Promise<(question: string) => string>}
 */
export async function loaded(base, options) {
  const { loadPyodide } = await import(new URL("pyodide.mjs", base).href);
  const pyodide = await loadPyodide({ indexURL: base.href, ...options });
  const { answer } = pyodide.pyimport("calculators");
  const utf8 = new TextEncoder();
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
