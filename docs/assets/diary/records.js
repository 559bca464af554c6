// What the diary is made of, and what may come out of a store or a file: nothing is believed unread.

import { isDay } from "./days.js";
import { clean } from "./reading.js";

/**
 * Something done. `changed` is when, in ms: of two records of one id the later counts.
 *
 * @typedef {{ id: string, date: string, minutes: number, task: string, kind: string, own_time: boolean, note: string, changed: number }} Entry
 */
/** A day on which there was nothing to write. @typedef {{ date: string, changed: number }} Day */
/**
 * What recurs, as it was typed: Python reads it. `place` orders the list.
 *
 * @typedef {{ id: string, name: string, times_per_year: string, minutes: string, place: number, changed: number }} Item
 */
/** @typedef {{ entries: Entry, days: Day, calendar: Item, settings: { value: unknown } }} Shapes */
/** @typedef {keyof Shapes} List */
/** @typedef {{ list: List, key: string, record: unknown }} Change `record` null takes it away */

/** @type {List[]} */
export const LISTS = ["entries", "days", "calendar", "settings"];

const LONGEST_ID = 1000; // letters: a row of a table without an id is named by what it holds

let lastMade = 0; // ms

/** An id that no other has; ids stand in the order they were made, and so does what the store gives back. */
export function newId() {
  lastMade = Math.max(Date.now(), lastMade + 1);
  const random = [...crypto.getRandomValues(new Uint8Array(10))];
  return [lastMade.toString(16).padStart(12, "0"), ...random.map(hex)].join("");
}

/** @param {number} byte */
const hex = (byte) => byte.toString(16).padStart(2, "0");

export class Reader {
  /** @param {{ kinds: string[], longest: number, mostMinutes: number }} limits */
  constructor(limits) {
    this.limits = limits;
  }

  /**
   * The record as it may be used, without what it should not hold; nothing where it is broken.
   *
   * @param {List} list
   * @param {string} key
   * @param {unknown} record
   */
  read(list, key, record) {
    if (typeof record !== "object" || record === null) return undefined;
    const raw = /** @type {Record<string, unknown>} */ (record);
    if (list === "entries") return this.#entry(key, raw);
    if (list === "days") return isDay(key) ? { date: key, changed: moment(raw.changed) } : undefined;
    if (list === "calendar") return this.#item(key, raw);
    return { value: raw.value };
  }

  /** @param {string} id @param {Record<string, unknown>} raw @returns {Entry | undefined} */
  #entry(id, { date, minutes, task, kind, own_time, note, changed }) {
    const { kinds, mostMinutes } = this.limits;
    const words = this.#text(task);
    const isTime = typeof minutes === "number" && Number.isInteger(minutes);
    if (!isId(id) || !isDay(date) || !words || typeof kind !== "string" || !kinds.includes(kind))
      return undefined;
    if (!isTime || minutes < 1 || minutes > mostMinutes) return undefined;
    return {
      ...{ id, date, minutes, task: words, kind, own_time: own_time === true },
      ...{ note: this.#text(note), changed: moment(changed) },
    };
  }

  /** @param {string} id @param {Record<string, unknown>} raw @returns {Item | undefined} */
  #item(id, { name, times_per_year, minutes, place, changed }) {
    const isOne = [name, times_per_year, minutes].every((text) => typeof text === "string");
    if (!isId(id) || !isOne) return undefined;
    return {
      ...{ id, name: this.#text(name), times_per_year: this.#text(times_per_year) },
      ...{ minutes: this.#text(minutes), place: moment(place), changed: moment(changed) },
    };
  }

  /** @param {unknown} text */
  #text(text) {
    return typeof text === "string" ? clean(text).slice(0, this.limits.longest) : "";
  }
}

/** @param {string} id */
const isId = (id) => id.length > 0 && id.length <= LONGEST_ID;

/** @param {unknown} ms */
const moment = (ms) => (typeof ms === "number" && Number.isFinite(ms) ? ms : 0);
