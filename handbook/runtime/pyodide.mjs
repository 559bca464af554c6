// Pyodide's files under Node, for the scripts beside this one.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";

// Node would show the line that threw, and Pyodide's script is one line of a megabyte.
process.on("uncaughtException", ({ stack }) => {
  console.error(stack);
  process.exit(1);
});

/**
 * What makes a module of Emscripten's for the snapshot. It was a script of the old kind and asks Node for these three.
 *
 * @param {string} folder
 */
export async function createdBy(folder) {
  const script = join(folder, "snapshot.asm.mjs");
  Object.assign(globalThis, { require: createRequire(script), __dirname: folder, __filename: script });
  return (await import(pathToFileURL(script).href)).default;
}

/** Pyodide as its makers start it. @param {string} folder */
export async function pyodideIn(folder) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const lockFileContents = readFileSync(join(folder, "pyodide-lock.json"), "utf8");
  return loadPyodide({
    indexURL: folder + sep,
    packageBaseUrl: folder + sep,
    lockFileContents,
    packages: ["calculators"],
  });
}

/** Says it as JSON, and ends: a timer of the runtime's would go on. @param {unknown} it */
export function said(it) {
  process.stdout.write(`${JSON.stringify(it)}\n`, () => process.exit(0));
}
