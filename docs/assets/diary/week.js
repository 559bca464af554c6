// The week that is shown: each day of it so far, with what was written and whether somebody looked.

import { later, mondayOf, today, weekNumber } from "./days.js";
import { part, shown } from "./parts.js";

/** @typedef {import("./diary.js").Diary} Diary */
/** @typedef {import("./records.js").Entry} Entry */
/** @typedef {import("./words.js").Words} Words */

export const DAYS = [0, 1, 2, 3, 4, 5, 6];

export class Week {
  monday = mondayOf(today());
  #element;
  #words;
  #told;

  /** @param {Element} element @param {Words} words @param {(entry: Entry) => string} told an entry in words */
  constructor(element, words, told) {
    this.#element = element;
    this.#words = words;
    this.#told = told;
  }

  /** @returns {string[]} */
  get days() {
    return DAYS.map((day) => later(this.monday, day));
  }

  /** @param {number} weeks */
  move(weeks) {
    this.monday = later(this.monday, weeks * 7);
  }

  /** @param {Diary} diary */
  render(diary) {
    const { monday, days } = this;
    const words = this.#words;
    const ends = { from: words.dayOf(monday), to: words.dayOf(later(monday, 6)) };
    this.#say("week-title", words.say("say.week", { week: weekNumber(monday), ...ends }));
    const minutes = days.reduce((sum, day) => sum + diary.minutesOn(day), 0);
    const total = minutes
      ? words.say("say.week_total", { time: words.time(minutes) })
      : words.say("say.week_empty");
    this.#say("week-total", total);
    this.#button("after").disabled = monday >= mondayOf(today());
    // What a copy put on a day to come is shown, so that it can be taken away.
    const told = days.filter((day) => day <= today() || diary.days.has(day) || diary.entriesOn(day).length);
    this.#part("days").replaceChildren(...told.map((day) => this.#day(day, diary)));
  }

  /** @param {string} day @param {Diary} diary */
  #day(day, diary) {
    const words = this.#words;
    const name = words.weekdayOf(day);
    const made = this.#made("day");
    const entries = diary.entriesOn(day);
    made.dataset.day = day;
    part(made, "day-title").textContent = name;
    part(made, "day-says").textContent = this.#saidOf(day, diary);
    part(made, "entries").replaceChildren(...entries.map((entry) => this.#record(entry)));
    const isMarked = diary.days.has(day);
    const isAhead = day > today();
    const isFree = !isAhead && !entries.length && !isMarked;
    shown(made, "write", !isAhead, words.say("say.write_on", { day: name }));
    shown(made, "observe", isFree, words.say("say.nothing_on", { day: name }));
    shown(made, "unobserve", !entries.length && isMarked, words.say("say.unmark_on", { day: name }));
    return made;
  }

  /** @param {string} day @param {Diary} diary */
  #saidOf(day, diary) {
    const minutes = diary.minutesOn(day);
    if (minutes) return this.#words.say("say.day_total", { time: this.#words.time(minutes) });
    if (diary.days.has(day)) return this.#words.say("say.day_nothing");
    return this.#words.say("say.day_open");
  }

  /** @param {Entry} entry */
  #record(entry) {
    const made = this.#made("record");
    const told = this.#told(entry);
    made.dataset.id = entry.id;
    part(made, "entry-says").textContent = entry.note ? `${told}: ${entry.note}` : told;
    shown(made, "edit", true, this.#words.say("say.edit", { entry: told }));
    shown(made, "delete", true, this.#words.say("say.delete", { entry: told }));
    return made;
  }

  /** @param {string} name */
  #made(name) {
    const template = /** @type {HTMLTemplateElement} */ (this.#part(name));
    return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  }

  /** @param {string} name @param {string} says */
  #say(name, says) {
    this.#part(name).textContent = says;
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#element, name);
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.#element.querySelector(`[data-action="${action}"]`));
  }
}
