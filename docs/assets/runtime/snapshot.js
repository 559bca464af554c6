// Takes up the snapshot that the build made: Python's memory, with the calculators imported and warm, under
// WebAssembly that holds no data of its own. Nothing is unpacked, compiled or imported.

import { interpreter } from "./interpreter.js";

const PAGE = 65_536; // bytes of WebAssembly's pages of memory
const MOST_PAGES = 65_536;

/**
 * @param {Promise<import("./interpreter.js").Create>} create
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {Promise<ArrayBuffer>} image unpacked, as `handbook/runtime/snapshot.mjs` writes it
 * @param {number} size of the memory, in bytes
 * @returns {Promise<(question: string) => string>} calculators.answer
 */
export async function restored(create, wasm, image, size) {
  const stretches = [...stretchesOf(await image)];
  const wasmMemory = new WebAssembly.Memory({ initial: size / PAGE, maximum: MOST_PAGES });
  const python = await interpreter(
    await create,
    await wasm,
    { wasmMemory, noInitialRun: true },
    (exports) => {
      // Now: instantiating has cleared a part of it, and nothing has run yet. Constructors ran in the build.
      const memory = new Uint8Array(wasmMemory.buffer);
      for (const { at, bytes } of stretches) memory.set(bytes, at);
      return { ...exports, __wasm_call_ctors() {}, __wasm_apply_data_relocs() {} };
    },
  );
  // Which of two ways a call between signatures goes depends on the browser, not on the machine that built.
  python.javascript._PyEM_InitTrampoline_js?.();
  python.taken("settle", "awake")("");
  return python.taken("calculators", "answer");
}

/** Where in the memory which bytes are; all else is zeros. @param {ArrayBuffer} image */
function* stretchesOf(image) {
  const count = new Uint32Array(image, 0, 1)[0] ?? 0;
  const table = new Uint32Array(image, 4, 2 * count);
  let from = 4 + table.byteLength;
  for (let place = 0; place < table.length; place += 2) {
    const [at = 0, length = 0] = table.subarray(place, place + 2);
    yield { at, bytes: new Uint8Array(image, from, length) };
    from += length;
  }
}
