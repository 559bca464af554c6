// Where the diary is kept: the browser's own database, by the library `idb`. Knows no diary, only lists of records.

/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").List} List */
/** @typedef {import("../libraries/idb.js").IDBPDatabase} Database */
/** @typedef {(database: Database) => void} Step */

import { LISTS } from "./records.js";

export const NAME = "time-diary";

/**
 * From one version of the database to the next, in order: the first is version 1. A step that was published is
 * never changed; a new one goes at the end.
 *
 * @type {Step[]}
 */
export const STEPS = [
  (database) => {
    for (const list of ["entries", "days", "calendar", "settings"]) database.createObjectStore(list);
  },
];

/** A newer version of the page has been here: this one must not write. */
export class NewerError extends Error {}

export class Store {
  #database;
  #channel;

  /** @param {Database} database @param {BroadcastChannel | null} channel */
  constructor(database, channel) {
    this.#database = database;
    this.#channel = channel;
  }

  /**
   * Opens the database. Rejects where the browser keeps nothing, and with NewerError.
   *
   * @param {{ changed: () => void, ended: (error: Error) => void }} tell what another tab did, and that it is over
   */
  static async open({ changed, ended }, name = NAME, steps = STEPS) {
    // Asked for here, so that a page whose library did not come still opens.
    const { openDB } = await import("../libraries/idb.js");
    const database = await openDB(name, steps.length, {
      upgrade: (made, before) => {
        for (const step of steps.slice(before)) step(/** @type {Database} */ (made));
      },
      blocking: () => {
        database.close();
        ended(new NewerError("another tab has a newer version"));
      },
      terminated: () => ended(new Error("the browser closed the database")),
    }).catch((error) => {
      throw error.name === "VersionError" ? new NewerError(error.message) : error;
    });
    const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : null;
    channel?.addEventListener("message", changed);
    return new Store(database, channel);
  }

  /** Every record there is, as changes that would make them. @returns {Promise<Change[]>} */
  async read() {
    const reading = this.#database.transaction(LISTS);
    const lists = await Promise.all(
      LISTS.map(async (list) => {
        const kept = reading.objectStore(list);
        const [keys, records] = await Promise.all([kept.getAllKeys(), kept.getAll()]);
        return keys.map((key, place) => ({ list, key: String(key), record: records[place] }));
      }),
    );
    return lists.flat();
  }

  /** All of the changes or none. Rejects where there is no room. @param {Change[]} changes */
  async write(changes) {
    const writing = this.#database.transaction(LISTS, "readwrite");
    const done = changes.map(async ({ list, key, record }) => {
      const kept = writing.objectStore(list);
      await (record === null ? kept.delete(key) : kept.put(record, key));
    });
    try {
      await Promise.all([...done, writing.done]);
    } catch (error) {
      abort(writing);
      throw error;
    }
    this.#channel?.postMessage("changed");
  }

  close() {
    this.#channel?.close();
    this.#database.close();
  }
}

/** Takes back what a transaction has done so far. @param {{ abort: () => void }} writing */
function abort(writing) {
  try {
    writing.abort();
  } catch {
    // The browser did it already.
  }
}
