// The shelf: a file in which the build answered a calculator's commonest questions. Whatever is wrong with it or
// with the way to it, there is no such answer, and Python is asked.

import { idle, savesData } from "../unasked.js";

const FOLDER = new URL("../shelf/", import.meta.url);
const LONGEST_WAIT = 30_000; // ms; felt only by a reader whose runtime does not start either

/** @typedef {import("./client.js").Told} Told */
/** @typedef {{ pieces: string[], answers: Record<string, number[]> }} Kept */

export class Shelf {
  /** The file's name; without one nothing is fetched. @type {string | undefined} */
  #name;
  /** What has come. @type {Kept | null} */
  #kept = null;
  /** @type {Promise<void> | null} */
  #coming = null;

  /** @param {string} [name] */
  constructor(name) {
    this.#name = name;
  }

  /** Fetches the file, unless it is on its way. Never rejects. */
  fetch() {
    return (this.#coming ??= this.#name ? this.#come(this.#name) : Promise.resolve());
  }

  /** Fetches it once the page has nothing better to do; of a reader who saves data not before she asks for it. */
  async fetchWhenIdle() {
    if (!this.#name || savesData()) return;
    await idle();
    await this.fetch();
  }

  /**
   * The answer that has come already, if any.
   *
   * @param {string} question
   * @returns {Told | null}
   */
  answer(question) {
    const { pieces = [], answers = {} } = this.#kept ?? {};
    const places = Object.hasOwn(answers, question) ? answers[question] : [];
    const answer = places?.map((place) => pieces[place]).join("");
    return answer ? { answer, way: "shelf" } : null;
  }

  /**
   * The answer as soon as it has come. Rejects where there is none.
   *
   * @param {string} question
   */
  async awaited(question) {
    await this.fetch();
    const told = this.answer(question);
    if (!told) throw new Error("not on the shelf");
    return told;
  }

  /** @param {string} name */
  async #come(name) {
    try {
      const signal = AbortSignal.timeout(LONGEST_WAIT);
      const response = await fetch(new URL(name, FOLDER), { signal });
      if (response.ok) this.#kept = held(await response.json());
    } catch {
      // Not there, cut short, or a page in its place: Python answers.
    }
  }
}

/**
 * What a file holds, if it is a shelf: a page of an earlier build may find anything at its address.
 *
 * @param {any} file
 * @returns {Kept | null}
 */
function held(file) {
  const { pieces, answers } = file;
  const whole =
    Array.isArray(pieces) &&
    pieces.every((piece) => typeof piece === "string") &&
    Object.values(answers).every(
      (places) => Array.isArray(places) && places.every((place) => typeof pieces[place] === "string"),
    );
  return whole ? { pieces, answers } : null;
}
