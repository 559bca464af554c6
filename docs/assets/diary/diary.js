// The diary itself: what is written, before and after it is kept. What is shown is always what stands here; the
// store follows, and what it could not take waits and is tried again.

import { LISTS, Reader } from "./records.js";

/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").Entry} Entry */
/** @typedef {import("./records.js").Item} Item */
/** @typedef {import("./records.js").Day} Day */
/** @typedef {import("./store.js").Store} Store */

export class Diary extends EventTarget {
  /** @type {Map<string, Entry>} */
  entries = new Map();
  /** @type {Map<string, Day>} */
  days = new Map();
  /** @type {Map<string, Item>} */
  calendar = new Map();
  /** @type {Map<string, { value: unknown }>} */
  settings = new Map();
  /** What came out of the store and cannot be read: it stays there, and goes into every copy. @type {Change[]} */
  unread = [];
  /** Entries by their day. @type {Map<string, Map<string, Entry>>} */
  #byDay = new Map();
  /** What the store has not taken yet. @type {Change[]} */
  #waiting = [];
  /** @type {Store | null} */
  #store = null;
  /** One after the other. @type {Promise<void>} */
  #turn = Promise.resolve();
  #reader;

  /** @param {Reader} reader */
  constructor(reader) {
    super();
    this.#reader = reader;
  }

  get isKept() {
    return this.#store !== null;
  }

  /** Whether something shown is in no store, since the store would not take it. */
  isStuck = false;

  /** @param {string} day @returns {Entry[]} in the order written, wherever they came from */
  entriesOn(day) {
    return [...(this.#byDay.get(day)?.values() ?? [])].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** @param {string} day @param {string} [but] an entry that is left out, since it is being changed */
  minutesOn(day, but) {
    return this.entriesOn(day).reduce((sum, { id, minutes }) => (id === but ? sum : sum + minutes), 0);
  }

  /** The days on which somebody looked: those with an entry, and those with nothing. @returns {string[]} */
  get observed() {
    return [...new Set([...this.#byDay.keys(), ...this.days.keys()])].sort();
  }

  /** What recurs, in the reader's order. @returns {Item[]} */
  get items() {
    return [...this.calendar.values()].sort((one, other) => one.place - other.place);
  }

  /** Everything, as changes that would make it. @returns {Change[]} */
  get all() {
    const kept = LISTS.flatMap((list) =>
      [...this[list]].map(([key, record]) => /** @type {Change} */ ({ list, key, record })),
    );
    return [...kept, ...this.unread];
  }

  /** Does the changes and keeps them. Returns those that would undo them. @param {Change[]} changes */
  write(changes) {
    const undoing = changes
      .map(({ list, key }) => ({ list, key, record: this.#recordOf(list, key) }))
      .reverse();
    this.#apply(changes);
    this.#waiting.push(...changes);
    this.#tell();
    this.#inTurn(() => this.#keep());
    return undoing;
  }

  /** Takes what a store holds, and gives it what was written before it was there. @param {Store} store */
  keptBy(store) {
    this.#store = store;
    return this.reload().then(() => this.#inTurn(() => this.#keep()));
  }

  /** The store is gone: what is shown stays. */
  unkept() {
    this.#store = null;
    this.#tell();
  }

  /** Reads the store anew, since another tab wrote to it; what waits still counts. */
  reload() {
    return this.#inTurn(async () => {
      const kept = await this.#store?.read();
      if (!kept) return;
      for (const list of LISTS) this[list].clear();
      this.#byDay.clear();
      this.unread = [];
      this.#apply(kept);
      this.#apply(this.#waiting);
      this.#tell();
    });
  }

  /** @param {() => Promise<void>} task */
  #inTurn(task) {
    this.#turn = this.#turn.then(task).catch((error) => {
      console.error("diary:", error);
      this.isStuck = this.#waiting.length > 0;
      this.#tell();
    });
    return this.#turn;
  }

  async #keep() {
    if (!this.#store || !this.#waiting.length) return;
    const taken = this.#waiting.length;
    await this.#store.write(this.#waiting.slice(0, taken));
    this.#waiting.splice(0, taken);
    this.isStuck = false;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  /** @param {import("./records.js").List} list @param {string} key */
  #recordOf(list, key) {
    const broken = this.unread.find((one) => one.list === list && one.key === key);
    return this[list].get(key) ?? broken?.record ?? null;
  }

  /** @param {Change[]} changes */
  #apply(changes) {
    for (const { list, key, record } of changes) {
      const before = this.entries.get(key);
      if (list === "entries" && before) this.#leaveDay(before);
      if (this.unread.length) this.unread = this.unread.filter((one) => one.list !== list || one.key !== key);
      const read = record === null ? null : this.#reader.read(list, key, record);
      if (!read) {
        this[list].delete(key);
        if (record !== null) this.unread.push({ list, key, record });
        continue;
      }
      /** @type {Map<string, unknown>} */ (this[list]).set(key, read);
      if (list === "entries") this.#joinDay(/** @type {Entry} */ (read));
    }
  }

  /** @param {Entry} entry */
  #joinDay(entry) {
    const day = this.#byDay.get(entry.date) ?? new Map();
    this.#byDay.set(entry.date, day.set(entry.id, entry));
  }

  /** @param {Entry} entry */
  #leaveDay(entry) {
    const day = this.#byDay.get(entry.date);
    day?.delete(entry.id);
    if (!day?.size) this.#byDay.delete(entry.date);
  }
}
