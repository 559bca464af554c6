// node answers.mjs FOLDER MEMORY: takes up the snapshot there, as the browser does, and writes its answers to the
// questions on standard input, both as JSON lists.

import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { restored } from "../../docs/assets/runtime/snapshot.js";
import { createdBy, said } from "./pyodide.mjs";

const [folder, memory] = process.argv.slice(2);
const unpacked = (name) =>
  Readable.toWeb(createReadStream(join(folder, name))).pipeThrough(new DecompressionStream("gzip"));

const wasm = new Response(unpacked("snapshot.wasm.bin"))
  .arrayBuffer()
  .then((bytes) => WebAssembly.compile(bytes));
const image = new Response(unpacked("snapshot.image.bin")).arrayBuffer();
const answer = await restored(createdBy(folder), wasm, image, Number(memory));
const questions = JSON.parse(readFileSync(0, "utf8"));
said(questions.map(answer));
