// Pyodide's WebAssembly for the snapshot: without what it exports for packages that we do not load, and without
// all that only they would call. And its script, without what hands that on.

import binaryen from "binaryen";

const { Features } = binaryen;
/** What Pyodide's own is written with: no more may be used, for browsers must have it. */
const WRITTEN_WITH =
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.ExceptionHandling |
  Features.ReferenceTypes |
  Features.Multivalue;

/** What `interpreter.js` calls by name, beside what Pyodide's script does. */
const OURS = [
  "PyErr_Print",
  "PyImport_ImportModule",
  "PyObject_CallOneArg",
  "PyObject_GetAttrString",
  "PyUnicode_AsUTF8AndSize",
  "PyUnicode_DecodeUTF16",
  "Py_DecRef",
  "free",
  "malloc",
];

/** What `snapshot.js` asks for by name of what JavaScript gives WebAssembly. */
const GIVEN = ["_PyEM_InitTrampoline_js"];

/**
 * Two that differ in nothing but their data, one to make the snapshot with, and one to take it up, where all data
 * are in the snapshot's memory; and the script for both.
 *
 * @param {Uint8Array} wasm
 * @param {string} script the text of `pyodide.asm.js`
 */
export function reduced(wasm, script) {
  const kept = new Set([...OURS, ...calledBy(script)]);
  const module = binaryen.readBinary(new Uint8Array(wasm));
  module.setFeatures(WRITTEN_WITH);
  for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(wasm)))
    if (!kept.has(name)) module.removeExport(name);
  module.runPasses(["remove-unused-module-elements"]);
  const withData = module.emitBinary();
  return { withData, withoutData: emptied(withData), lighter: lighter(script, withData) };
}

/**
 * The script without what it only hands on, from or to WebAssembly that is no longer there: nearly half of what a
 * browser has to read before anything runs. A module, since Pyodide's own start would take what a script leaves
 * behind for its own.
 *
 * @param {string} script
 * @param {Uint8Array} wasm
 */
function lighter(script, wasm) {
  const module = new WebAssembly.Module(wasm);
  const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  const imported = new Set([...GIVEN, ...WebAssembly.Module.imports(module).map(({ name }) => name)]);
  const known = new Map();
  for (const [, name] of script.matchAll(/\bModule(?:\["|\.)(\w+)/g))
    known.set(name, (known.get(name) ?? 0) + 1);
  return [
    [/var (_\w+)=Module\["\1"\]=wasmExports\["(\w+)"\];/g, (_, name) => exported.has(name)],
    [/\bModule\["(_\w+)"\]=\1;/g, (name) => known.get(name) > 1],
    [/\b(\w+)\.sig="\w+";/g, (name) => imported.has(name) || imported.has(name.replace(/^_/, ""))],
    [/(?<=\bvar wasmImports={[^}]*)\b(\w+)(?::\w+)?,/g, (name) => imported.has(name)],
    [/^globalThis\._createPyodideModule = /m, () => false, "export default "],
  ].reduce((shorter, [pattern, isKept, instead = ""]) => {
    const next = shorter.replace(pattern, (all, ...names) => (isKept(...names) ? all : instead));
    if (next === shorter) throw new Error(`Pyodide's script is another: nothing in it is ${pattern}`);
    return next;
  }, script);
}

const HEADER = 8; // bytes: the magic word and the version
const DATA = 11; // the ids of two sections
const DATA_COUNT = 12;

/**
 * The same without its segments of data. Binaryen's `remove-memory-init` would take the start function along,
 * which sets globals that the code goes by.
 *
 * @param {Uint8Array} wasm
 */
function emptied(wasm) {
  const kept = [wasm.subarray(0, HEADER)];
  for (let at = HEADER; at < wasm.length;) {
    const [length, begin] = unsigned(wasm, at + 1);
    const isData = wasm[at] === DATA || wasm[at] === DATA_COUNT;
    kept.push(isData ? Uint8Array.of(wasm[at], 1, 0) : wasm.subarray(at, begin + length));
    at = begin + length;
  }
  return Buffer.concat(kept);
}

/** A number as WebAssembly writes it (LEB128), and where what follows begins. @param {Uint8Array} bytes @param {number} at */
function unsigned(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (!(byte & 128)) return [value >>> 0, at];
  }
}

/**
 * The exports that the script does more with than to hand them on, as `var _x=Module["_x"]=wasmExports["x"]` does.
 *
 * @param {string} script
 */
function calledBy(script) {
  const times = new Map();
  for (const [word] of script.matchAll(/[A-Za-z_$][\w$]*/g)) times.set(word, (times.get(word) ?? 0) + 1);
  const named = [...script.matchAll(/wasmExports(?:\["([^"]+)"\]|\.(\w+))/g)].map(
    ([, quoted, plain]) => quoted ?? plain,
  );
  return named.filter((name) => (times.get(`_${name}`) ?? 0) > 2 || (times.get(name) ?? 0) > 1);
}
