// CPython out of Pyodide's WebAssembly, asked through Python's own C interface.
//
// Pyodide's Python side (proxies, an event loop, a package loader) is a third of what a start costs; to hand a
// text over and take one back needs none of it. The build makes the snapshot with this module and the browser
// takes it up with it, so both sides agree on what is where.

/** What WebAssembly exports, by the names of Python's C interface. @typedef {Record<string, (...args: number[]) => number>} C */

/** Pyodide's module: its memory, and what little of it is used here. @typedef {{ HEAPU8: Uint8Array, HEAPU16: Uint16Array, HEAP32: Int32Array, HEAPU32: Uint32Array, stringToNewUTF8: (text: string) => number }} Module */

/** @typedef {(settings: object) => Promise<Module>} Create */

/**
 * Makes an interpreter.
 *
 * @param {Create} create what `pyodide.asm.js` leaves behind
 * @param {WebAssembly.Module} wasm
 * @param {object} settings of Emscripten's
 * @param {(exports: WebAssembly.Exports) => WebAssembly.Exports} [altered] what the module is to see of its exports
 * @returns {Promise<Interpreter>}
 */
export async function interpreter(create, wasm, settings, altered = (exports) => exports) {
  /** @type {C} */
  let c = {};
  /** @type {Record<string, () => void>} */
  let javascript = {};
  const mark = Symbol("sentinel");
  const module = await new Promise((resolve, reject) => {
    create({
      noImageDecoding: true,
      noAudioDecoding: true,
      preRun: [], // that script adds to it
      // What Pyodide's own start would have put there, as far as the module looks at it.
      API: {
        config: { jsglobals: globalThis, env: {} },
        runtimeEnv: { IN_BROWSER_WEB_WORKER: true },
        lockFilePromise: new Promise(() => {}),
      },
      /** @param {any} imports @param {(instance: object, wasm: WebAssembly.Module) => void} done */
      instantiateWasm(imports, done) {
        imports.sentinel = {
          create_sentinel: () => mark,
          is_sentinel: (/** @type {unknown} */ it) => it === mark,
        };
        javascript = imports.env;
        WebAssembly.instantiate(wasm, imports).then((instance) => {
          c = /** @type {any} */ (instance.exports);
          done({ exports: altered(instance.exports) }, wasm);
        }, reject);
        return {};
      },
      ...settings,
    }).then(resolve, reject);
  });
  return new Interpreter(module, c, javascript);
}

export class Interpreter {
  /** @param {Module} module @param {C} c @param {Record<string, () => void>} javascript */
  constructor(module, c, javascript) {
    this.module = module;
    this.c = c;
    this.javascript = javascript;
  }

  /**
   * A function of a module, as one that takes a text and gives one.
   *
   * @param {string} module
   * @param {string} name
   * @returns {(text: string) => string}
   */
  taken(module, name) {
    const moduleAt = this.module.stringToNewUTF8(module);
    const nameAt = this.module.stringToNewUTF8(name);
    const found = this.#object("PyImport_ImportModule", moduleAt);
    const taken = this.#object("PyObject_GetAttrString", found, nameAt);
    for (const at of [moduleAt, nameAt]) this.#called("free", at);
    this.#called("Py_DecRef", found);
    return (text) => this.#given(taken, text);
  }

  /** @param {number} taken @param {string} text */
  #given(taken, text) {
    const asked = this.#text(text);
    try {
      const answer = this.#object("PyObject_CallOneArg", taken, asked);
      const length = this.#called("malloc", 4);
      const at = this.#object("PyUnicode_AsUTF8AndSize", answer, length);
      const { HEAPU8, HEAPU32 } = this.module;
      const told = new TextDecoder().decode(HEAPU8.subarray(at, at + (HEAPU32[length >>> 2] ?? 0)));
      this.#called("free", length);
      this.#called("Py_DecRef", answer);
      return told;
    } finally {
      this.#called("Py_DecRef", asked);
    }
  }

  /** A Python text. As UTF-16, since UTF-8 has none for half a surrogate pair, which a reader may well send. @param {string} text */
  #text(text) {
    const bytes = 2 * text.length;
    const at = this.#called("malloc", bytes + 4);
    const order = this.#called("malloc", 4);
    const { HEAPU16, HEAP32 } = this.module;
    for (let place = 0; place < text.length; place++) HEAPU16[(at >>> 1) + place] = text.charCodeAt(place);
    HEAP32[order >>> 2] = -1; // the least significant byte first, as WebAssembly has it
    const errors = this.module.stringToNewUTF8("surrogatepass");
    const made = this.#object("PyUnicode_DecodeUTF16", at, bytes, errors, order);
    for (const spent of [at, order, errors]) this.#called("free", spent);
    return made;
  }

  /** @param {string} name @param {number[]} values */
  #called(name, ...values) {
    const called = this.c[name];
    if (!called) throw new Error(`${name} is not among what WebAssembly exports`);
    return called(...values) >>> 0;
  }

  /** A call whose null says that Python raised. @param {string} name @param {number[]} values */
  #object(name, ...values) {
    const made = this.#called(name, ...values);
    if (made) return made;
    this.#called("PyErr_Print");
    throw new Error(`${name}: Python raised; what and where stands in the console`);
  }
}
