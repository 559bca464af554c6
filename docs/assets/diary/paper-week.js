// A week of a paper sheet, typed in: a line a day, said back before it is kept.

import { today } from "./days.js";
import { lineRead } from "./reading.js";
import { newId } from "./records.js";
import { part } from "./parts.js";

/** @typedef {import("./diary.js").Diary} Diary */
/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").Entry} Entry */
/** @typedef {import("./reading.js").Piece} Piece */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {Pick<Entry, "minutes" | "task" | "kind" | "own_time">} Told */

export class PaperWeek {
  #element;
  #words;
  #how;
  /** @type {string[]} */
  #days = [];

  /**
   * @param {HTMLElement} element
   * @param {Words} words
   * @param {{ names: Map<string, string>, hours: number, told: (entry: Told) => string }} how tasks by their code; hours of a day; an entry in words
   */
  constructor(element, words, how) {
    this.#element = element;
    this.#words = words;
    this.#how = how;
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (part(this.#element, "quick-form"));
  }

  /** Names the lines by the days of a week; a day to come has none. @param {string[]} days */
  render(days) {
    this.#days = days;
    for (const [place, day] of days.entries()) {
      const control = this.#control(place);
      const question = /** @type {HTMLElement} */ (control.closest(".question"));
      question.hidden = day > today();
      const label = question.querySelector("label");
      if (label) label.textContent = this.#words.weekdayOf(day);
    }
    this.understand();
  }

  /** Says back what is understood so far. */
  understand() {
    const words = this.#words;
    const says = this.#lines.flatMap(({ day, pieces, wrong }) => {
      const name = words.weekdayOf(day);
      const what = pieces.map((piece) => this.#how.told(asEntry(piece))).join("; ");
      const understood = what || (wrong.length ? "" : words.say("say.quick_nothing"));
      return [
        ...(understood ? [words.say("say.understood", { day: name, what: understood })] : []),
        ...wrong.map((text) => words.say("say.not_understood", { day: name, what: text })),
      ];
    });
    const lines = says.map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    });
    part(this.#element, "understood").replaceChildren(...lines);
  }

  /**
   * What the lines would add, and the key of the words for it; no changes where something is wrong.
   *
   * @param {Diary} diary
   * @param {number} most entries that there is room for
   * @returns {{ changes: Change[] | null, says: string }}
   */
  read(diary, most) {
    const words = this.#words;
    const lines = this.#lines;
    const { hours } = this.#how;
    const unread = lines.find(({ wrong }) => wrong.length);
    const full = lines.find(({ day, pieces }) => diary.minutesOn(day) + sumOf(pieces) > hours * 60);
    (unread ?? full)?.control.focus();
    if (unread) {
      const [what = ""] = unread.wrong;
      const day = words.weekdayOf(unread.day);
      return { changes: null, says: words.say("say.not_understood", { day, what }) };
    }
    if (full) return { changes: null, says: words.say("say.too_full", { hours }) };
    if (!lines.length) return { changes: null, says: words.say("say.quick_empty") };
    const changes = lines.flatMap(({ day, pieces }) => changesOf(day, pieces));
    if (diary.entries.size + changes.length > most) return { changes: null, says: words.say("say.log_full") };
    this.#form.reset();
    this.understand();
    return { changes, says: "say.quick_saved" };
  }

  /** The lines that hold something, each with its day. */
  get #lines() {
    const how = {
      tasks: this.#how.names,
      acute: this.#words.say("say.acute"),
      ownTime: this.#words.say("say.own_time"),
      mostHours: this.#how.hours,
    };
    return this.#days.flatMap((day, place) => {
      const control = this.#control(place);
      const typed = day > today() ? "" : control.value.trim();
      return typed ? [{ control, day, ...lineRead(typed, how) }] : [];
    });
  }

  /** @param {number} place */
  #control(place) {
    return /** @type {HTMLInputElement} */ (this.#form.querySelector(`[name="quick_${place}"]`));
  }
}

/** @param {Piece[]} pieces */
const sumOf = (pieces) => pieces.reduce((sum, { minutes }) => sum + minutes, 0);

/** @param {Piece} piece */
const asEntry = ({ acute, ...piece }) => ({ ...piece, kind: acute ? "acute" : "routine" });

/** @param {string} day @param {Piece[]} pieces @returns {Change[]} */
function changesOf(day, pieces) {
  const changed = Date.now();
  if (!pieces.length) return [{ list: "days", key: day, record: { date: day, changed } }];
  return pieces.map((piece) => {
    const id = newId();
    return { list: "entries", key: id, record: { id, date: day, note: "", ...asEntry(piece), changed } };
  });
}
