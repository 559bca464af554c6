// The diary as a file, and what a file would change: nothing newer is ever overwritten by something older.

/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").Reader} Reader */
/** @typedef {import("./diary.js").Diary} Diary */

const FORMAT = "time-diary";
const VERSION = 1;
export const LARGEST = 20_000_000; // bytes: twice the fullest diary
/** What goes into a file. A running timer and the like are this device's own. */
const CARRIED = /** @type {const} */ (["entries", "days", "calendar"]);

/** Why a file is refused; `why` is the key of the words for it. */
export class FileError extends Error {
  /** @param {"file_too_large" | "file_unreadable" | "file_other" | "file_newer" | "file_too_many"} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** The whole diary as text; what cannot be read goes along as it is. @param {Diary} diary */
export function backupOf(diary) {
  /** @type {Record<string, unknown[]>} */
  const lists = Object.fromEntries(CARRIED.map((list) => [list, []]));
  for (const { list, key, record } of diary.all) lists[list]?.push({ key, record });
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...lists }, null, 1)}\n`;
}

/** @typedef {{ changes: Change[], wrong: number }} FileRead */

/**
 * The records of a backup, and how many of them are none.
 *
 * @param {string} text
 * @param {Reader} reader
 * @returns {FileRead}
 */
export function backupRead(text, reader) {
  const file = parsed(text);
  if (typeof file !== "object" || file === null || file.format !== FORMAT) throw new FileError("file_other");
  if (!Number.isInteger(file.version) || file.version < 1) throw new FileError("file_unreadable");
  if (file.version > VERSION) throw new FileError("file_newer");
  /** @type {Change[]} */
  const changes = [];
  let wrong = 0;
  for (const list of CARRIED) {
    const rows = file[list] ?? [];
    if (!Array.isArray(rows)) throw new FileError("file_unreadable");
    for (const row of rows) {
      const key = row?.key;
      const record = typeof key === "string" ? reader.read(list, key, row.record) : undefined;
      if (record) changes.push({ list, key, record });
      else wrong++;
    }
  }
  return { changes, wrong };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileError("file_unreadable");
  }
}

/**
 * Holds a file's records against the diary: those to take, and how many are new, changed, known or wrong.
 *
 * @param {FileRead} file
 * @param {Diary} diary
 * @param {number} most entries that there is room for
 */
export function merged({ changes, wrong }, diary, most) {
  const counted = { new: 0, changed: 0, known: 0, days: 0, items: 0, wrong };
  const taken = [...lastOfEach(changes).values()].filter(({ list, key, record }) => {
    if (list === "settings") return false;
    const ours = diary[list].get(key);
    const theirs = /** @type {{ changed: number }} */ (record);
    const isNews = !ours || (isLater(theirs, ours) && !isSame(ours, theirs));
    if (list === "days") counted.days += Number(isNews);
    else if (list === "calendar") counted.items += Number(isNews);
    else if (!isNews) counted.known++;
    else if (ours) counted.changed++;
    else counted.new++;
    return isNews;
  });
  if (diary.entries.size + counted.new > most) throw new FileError("file_too_many");
  return { taken, counted };
}

/** A file may name a record twice: the later counts. @param {Change[]} changes */
function lastOfEach(changes) {
  /** @type {Map<string, Change>} */
  const last = new Map();
  for (const change of changes) {
    const name = `${change.list} ${change.key}`;
    const before = /** @type {{ changed: number } | undefined} */ (last.get(name)?.record);
    if (!before || /** @type {{ changed: number }} */ (change.record).changed >= before.changed)
      last.set(name, change);
  }
  return last;
}

/**
 * Whether a record counts over another. Of two of one moment it is always the same one, whichever came first.
 *
 * @param {{ changed: number }} one
 * @param {{ changed: number }} other
 */
function isLater(one, other) {
  if (one.changed !== other.changed) return one.changed > other.changed;
  return JSON.stringify(one) > JSON.stringify(other);
}

/** Whether two records say the same, whenever they were written. @param {object} one @param {object} other */
export function isSame(one, other) {
  return JSON.stringify({ ...one, changed: 0 }) === JSON.stringify({ ...other, changed: 0 });
}
