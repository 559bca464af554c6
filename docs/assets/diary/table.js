// The log as a table that Danish Excel opens right, and back: BOM, semicolons, decimal commas, days as dd-mm-yyyy.

import { dsvFormat } from "../libraries/dsv.js";
import { dayRead } from "./days.js";
import { FileError, isSame } from "./files.js";
import { clean } from "./reading.js";

/** @typedef {import("./diary.js").Diary} Diary */
/** @typedef {import("./records.js").Entry} Entry */
/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").Reader} Reader */

const COLUMNS = /** @type {const} */ (["date", "minutes", "hours", "task", "kind", "own_time", "note", "id"]);
const BOM = "\ufeff";

/**
 * How the page calls things: `header` by column, tasks and kinds by their code.
 *
 * @typedef {{ header: Record<string, string>, tasks: Map<string, string>, kinds: Map<string, string>, yes: string }} Names
 */

/** @param {Diary} diary @param {Names} names */
export function tableOf(diary, names) {
  const rows = diary.observed.flatMap((day) => {
    const entries = diary.entriesOn(day);
    return entries.length
      ? entries.map((entry) => row(entry, names))
      : [[danish(day), "0", "0", "", "", "", "", ""]];
  });
  const header = COLUMNS.map((column) => names.header[column] ?? column);
  const lines = [header, ...rows.map((cells) => cells.map(defused))];
  return BOM + dsvFormat(";").formatRows(lines).replaceAll("\n", "\r\n") + "\r\n";
}

/** @param {Entry} entry @param {Names} names */
function row({ date, minutes, task, kind, own_time, note, id }, names) {
  const hours = (minutes / 60).toFixed(2).replace(".", ",");
  const [work, sort] = [names.tasks.get(task) ?? task, names.kinds.get(kind) ?? kind];
  return [danish(date), String(minutes), hours, work, sort, own_time ? names.yes : "", note, id];
}

/** @param {string} day ISO */
const danish = (day) => day.split("-").reverse().join("-");

/** A cell that a spreadsheet would reckon with is made a text by a stroke before it. @param {string} cell */
const defused = (cell) => (/^[=+\-@'\t\r]/.test(cell) ? `'${cell}` : cell);

/** @param {string} cell */
const fused = (cell) => (cell.startsWith("'") ? cell.slice(1) : cell);

/**
 * The records of a table, its own or one that was changed in a spreadsheet; and how many rows are none.
 *
 * @param {string} text
 * @param {{ names: Names, reader: Reader, diary: Diary }} how
 */
export function tableRead(text, { names, reader, diary }) {
  const [header = [], ...rows] = dsvFormat(separatorIn(text)).parseRows(text.replace(BOM, ""));
  const places = new Map(header.map((name, place) => [clean(name).toLowerCase(), place]));
  /** @param {string[]} cells @param {string} column */
  const cell = (cells, column) =>
    clean(fused(cells[places.get((names.header[column] ?? "").toLowerCase()) ?? -1] ?? ""));
  if (!["date", "minutes", "task"].every((column) => places.has((names.header[column] ?? "").toLowerCase())))
    throw new FileError("file_other");
  /** @type {Change[]} */
  const changes = [];
  /** @type {Map<string, number>} */
  const alike = new Map();
  let wrong = 0;
  for (const cells of rows) {
    if (cells.every((text) => !text.trim())) continue;
    const told = Object.fromEntries(COLUMNS.map((column) => [column, cell(cells, column)]));
    const change = changeOf(told, names, alike);
    const record = change && reader.read(change.list, change.key, change.record);
    if (!record) wrong++;
    else changes.push({ ...change, record: dated(record, diary, change) });
  }
  return { changes, wrong };
}

/** @param {Record<string, string>} told @param {Names} names @param {Map<string, number>} alike @returns {Change | undefined} */
function changeOf(told, names, alike) {
  const { minutes = "", hours = "", task = "", kind = "", own_time = "", note = "" } = told;
  const date = dayRead(told.date ?? "");
  const time = minutes || !hours ? Number(minutes || NaN) : Math.round(Number(hours.replace(",", ".")) * 60);
  if (!date) return undefined;
  if (time === 0 && !task) return { list: "days", key: date, record: {} };
  const record = {
    date,
    minutes: time,
    task: codeOf(names.tasks, task) ?? task,
    kind: kind ? codeOf(names.kinds, kind) : [...names.kinds.keys()][0],
    own_time: own_time !== "" && !/^(0|nej|no|false|falsk)$/i.test(own_time),
    note,
  };
  return { list: "entries", key: told.id || nameOf(record, alike), record };
}

/** A row without an id is known again by what it holds, and by how many before it hold the same. @param {object} record @param {Map<string, number>} alike */
function nameOf(record, alike) {
  const held = Object.values(record).join("|");
  const before = alike.get(held) ?? 0;
  alike.set(held, before + 1);
  return `${held}|${before}`;
}

/** @param {Map<string, string>} named @param {string} name */
function codeOf(named, name) {
  return [...named].find(([, said]) => said.toLowerCase() === name.toLowerCase())?.[0];
}

/** A table tells no time of change: what differs from the diary was changed now. @param {object} record @param {Diary} diary @param {Change} change */
function dated(record, diary, { list, key }) {
  const ours = list === "entries" ? diary.entries.get(key) : diary.days.get(key);
  return { ...record, changed: ours && isSame(ours, record) ? ours.changed : Date.now() };
}

/** @param {string} text */
function separatorIn(text) {
  const [header = ""] = text.split("\n", 1);
  return [";", "\t", ","].find((mark) => header.includes(mark)) ?? ";";
}
