// node snapshot.mjs FOLDER LIBRARY SETTLE: makes the snapshot of the bundle in FOLDER with the library there;
// standard input has the questions to warm it with. Writes how many bytes of memory it is.

import luck from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { interpreter } from "../../docs/assets/runtime/interpreter.js";
import { createdBy, said } from "./pyodide.mjs";
import { reduced } from "./wasm.mjs";

const [folder, library, settle] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name));

// The same sources are to give the same bytes, which readers then have already: no day, no clock, no luck.
Date.now = () => Date.UTC(2020, 0, 1);
performance.now = () => 0;
luck.randomFillSync = (bytes) => bytes.fill(0);

const { withData, withoutData, lighter } = reduced(
  read("pyodide.asm.wasm"),
  read("pyodide.asm.js").toString(),
);
writeFileSync(join(folder, "snapshot.asm.mjs"), lighter);
const create = await createdBy(folder);
const python = await interpreter(create, await WebAssembly.compile(withData), {
  thisProgram: "python",
  arguments: [],
  preRun: [
    ({ ENV, FS }) => {
      // The snapshot holds hashes, so that they must not be another's luck.
      Object.assign(ENV, { PYTHONHASHSEED: "0", HOME: "/" });
      FS.mkdirTree("/lib/python3.13/site-packages");
      FS.writeFile("/lib/python313.zip", readFileSync(library));
      FS.writeFile("/lib/python3.13/site-packages/settle.py", readFileSync(settle));
    },
  ],
});
python.taken("settle", "settle")(readFileSync(0, "utf8"));
const image = cleaned(python);
const pack = (bytes) => gzipSync(bytes, { level: 9 });
writeFileSync(join(folder, "snapshot.image.bin"), pack(withoutZeros(image)));
writeFileSync(join(folder, "snapshot.wasm.bin"), pack(withoutData));
said(image.length);

/**
 * The memory, without what was left behind in it: noise, which would travel to every reader.
 *
 * @param {import("../../docs/assets/runtime/interpreter.js").Interpreter} python
 */
function cleaned({ c, module }) {
  const { HEAPU8, HEAPU32 } = module;
  const end = c.sbrk(0);
  const heap = c.emscripten_stack_get_base();
  HEAPU8.fill(0, c.emscripten_stack_get_end(), heap); // the stack: nobody is on it now
  // The chunks of dlmalloc, one after the other: what was before, then the size with two flags in its lowest bits,
  // of which the second says «in use». A free one begins with what links it to others.
  let at = heap;
  while (at < end) {
    const head = HEAPU32[(at + 4) >>> 2];
    const size = head & ~7;
    if (!size || at + size > end)
      throw new Error(`no chunk of memory begins at ${at} (of ${heap} to ${end})`);
    if (!(head & 2)) HEAPU8.fill(0, at + (size < 256 ? 16 : 32), at + size);
    at += size;
  }
  HEAPU8.fill(0, end);
  return HEAPU8.slice();
}

/**
 * What `snapshot.js` reads: how many stretches there are, where each begins and how long it is, and then their bytes.
 * More than half of the memory is zeros, as new memory is anyhow.
 *
 * @param {Uint8Array} image
 */
function withoutZeros(image) {
  const PAGE = 4096; // bytes, as browsers hand out memory
  const stretches = [];
  let last;
  for (let at = 0; at < image.length; at += PAGE) {
    if (image.subarray(at, at + PAGE).every((byte) => byte === 0)) last = undefined;
    else if (last) last[1] += PAGE;
    else stretches.push((last = [at, PAGE]));
  }
  const table = Uint32Array.from([stretches.length, ...stretches.flat()]);
  return Buffer.concat([
    new Uint8Array(table.buffer),
    ...stretches.map(([at, length]) => image.subarray(at, at + length)),
  ]);
}
