// How the diary is kept safe: copies, what comes out of a file, whether the browser promises to keep it, and what
// has to be said about that.

import { givenFile } from "../calculator/take-along.js";
import { today } from "./days.js";
import { FileError, LARGEST, backupOf, backupRead, merged } from "./files.js";
import { part } from "./parts.js";

/** @typedef {import("./diary.js").Diary} Diary */
/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").Reader} Reader */
/** @typedef {import("./words.js").Words} Words */

const REMIND_AFTER = { entries: 5, ms: 7 * 86_400_000 }; // Safari empties a store after seven days
const COLUMNS = ["date", "minutes", "hours", "task", "kind", "own_time", "note", "id"];

export class Keeping {
  /** Why nothing is kept, if it is not. @type {"unkept" | "newer" | null} */
  trouble = null;
  /** What a file would add, until the reader says so. @type {Change[]} */
  #offered = [];
  #isPersisted = false;
  #element;
  #words;
  #diary;
  #how;

  /**
   * @param {HTMLElement} element
   * @param {Words} words
   * @param {Diary} diary
   * @param {{ reader: Reader, names: { tasks: Map<string, string>, kinds: Map<string, string> }, most: number }} how
   *   names by their code; entries that there is room for
   */
  constructor(element, words, diary, how) {
    this.#element = element;
    this.#words = words;
    this.#diary = diary;
    this.#how = how;
  }

  /** Gives the reader everything as a file. */
  backUp() {
    givenFile(`${this.#fileName}.json`, "application/json", backupOf(this.#diary));
    this.#diary.write([{ list: "settings", key: "backup", record: { value: Date.now() } }]);
  }

  /** Gives the reader the log as a table. */
  async giveTable() {
    const { tableOf } = await import("./table.js");
    givenFile(`${this.#fileName}.csv`, "text/csv", tableOf(this.#diary, this.#names));
  }

  get #fileName() {
    return this.#words.say("say.file", { day: today() });
  }

  get #names() {
    const header = Object.fromEntries(COLUMNS.map((name) => [name, this.#words.say(`say.table_${name}`)]));
    return { ...this.#how.names, header, yes: this.#words.say("say.table_yes") };
  }

  /** Says what a file holds, and takes nothing of it yet. @param {HTMLInputElement} control */
  async readFile(control) {
    const [file] = control.files ?? [];
    if (!file) return;
    this.#offered = [];
    let says = "";
    try {
      says = this.#saidOf(merged(await this.#read(file), this.#diary, this.#how.most));
    } catch (error) {
      if (!(error instanceof FileError)) console.error("time-diary:", error);
      const why = error instanceof FileError ? error.why : "file_unreadable";
      says = this.#words.say(`say.${why}`, { most: this.#how.most });
    }
    control.value = ""; // the same file may be chosen again
    part(this.#element, "preview-says").textContent = says;
    this.#button("merge").hidden = !this.#offered.length;
    part(this.#element, "preview").hidden = false;
    part(this.#element, "preview").focus();
  }

  /** @param {File} file */
  async #read(file) {
    if (file.size > LARGEST) throw new FileError("file_too_large");
    const text = textOf(await file.arrayBuffer());
    const { reader } = this.#how;
    if (/^\s*[[{]/.test(text)) return backupRead(text, reader);
    const { tableRead } = await import("./table.js");
    return tableRead(text, { names: this.#names, reader, diary: this.#diary });
  }

  /** @param {ReturnType<typeof merged>} file */
  #saidOf({ taken, counted }) {
    this.#offered = taken;
    if (!taken.length && !counted.wrong) return this.#words.say("say.file_same");
    const told = Object.entries(counted).filter(([, n]) => n > 0);
    return told.map(([what, n]) => this.#words.say(`say.file_${what}`, { n })).join(" ");
  }

  /** Puts the file away. Returns what it would have added. */
  leaveFile() {
    const offered = this.#offered;
    this.#offered = [];
    part(this.#element, "preview").hidden = true;
    /** @type {HTMLElement | null} */ (this.#element.querySelector("#diary-file"))?.focus();
    return offered;
  }

  /** @param {boolean} isAsked */
  askToWipe(isAsked) {
    part(this.#element, "sure").hidden = !isAsked;
    (isAsked ? part(this.#element, "sure") : this.#button("wipe")).focus();
  }

  /** Asks the browser to keep it, once, when there is something to lose: some of them put the question to her. */
  askOnce() {
    if (!this.#diary.isKept || this.#diary.settings.has("asked")) return;
    this.#diary.write([{ list: "settings", key: "asked", record: { value: Date.now() } }]);
    this.persist({ ask: true });
  }

  /** Finds out whether the browser promises to keep it, or asks it to. @param {{ ask: boolean }} how */
  async persist({ ask }) {
    const { storage } = navigator;
    try {
      this.#isPersisted =
        ((await storage?.persisted?.()) || (ask && this.#diary.isKept && (await storage?.persist?.()))) ??
        false;
    } catch {
      this.#isPersisted = false; // where storage is refused, so is the question
    }
    this.render();
  }

  render() {
    const diary = this.#diary;
    const says = !diary.isKept ? "not_kept" : this.#isPersisted ? "persisted" : "not_persisted";
    part(this.#element, "persisted").textContent = this.#words.say(`say.${says}`);
    part(this.#element, "safari").hidden = !diary.isKept || !/Apple/.test(navigator.vendor);
    this.#button("persist").hidden = !diary.isKept || this.#isPersisted || !navigator.storage?.persist;
    const isWell = this.trouble === null && !diary.isStuck;
    const notices = {
      unkept: this.trouble === "unkept",
      newer: this.trouble === "newer",
      unsaved: this.trouble === null && diary.isStuck,
      unread: diary.unread.length > 0,
      backup: isWell && this.#isBackupDue,
    };
    for (const [name, isShown] of Object.entries(notices))
      this.#element.querySelector(`[data-notice="${name}"]`)?.toggleAttribute("hidden", !isShown);
  }

  /** After five entries that no copy has, or seven days with one. */
  get #isBackupDue() {
    const value = this.#diary.settings.get("backup")?.value;
    const last = typeof value === "number" ? value : 0;
    let [many, oldest] = [0, Infinity];
    for (const { changed } of this.#diary.entries.values()) {
      if (changed <= last) continue;
      many++;
      oldest = Math.min(oldest, changed);
    }
    return many >= REMIND_AFTER.entries || Date.now() - oldest >= REMIND_AFTER.ms;
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.#element.querySelector(`[data-action="${action}"]`));
  }
}

/** A file's text: UTF-8, or what Excel writes where it is not told. @param {ArrayBuffer} bytes */
function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
