// What recurs by the calendar: lines to fill in, and proposals that count only once they are taken.

import { newId } from "./records.js";
import { clean, timeRead } from "./reading.js";
import { part, shown } from "./parts.js";

/** @typedef {import("./diary.js").Diary} Diary */
/** @typedef {import("./records.js").Item} Item */
/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./words.js").Words} Words */

const ASKED = /** @type {const} */ (["name", "times_per_year", "minutes"]);

export class YearWheel {
  #element;
  #words;
  #tasks;

  /** @param {HTMLElement} element @param {Words} words @param {Map<string, string>} tasks names by their code */
  constructor(element, words, tasks) {
    this.#element = element;
    this.#words = words;
    this.#tasks = tasks;
    for (const proposal of this.#proposals) {
      const { name = "", timesPerYear = "", minutes = "" } = proposal.dataset;
      const read = timeRead(minutes, Infinity);
      const time = "minutes" in read ? words.time(read.minutes) : minutes;
      const [times, years] = timesPerYear.split("/").map(Number);
      const said = { name: this.nameOf(name), time };
      part(proposal, "item-says").textContent = years
        ? words.say("say.item_every", { ...said, n: years })
        : words.say("say.item", { ...said, n: times ?? 0 });
      shown(proposal, "count", true, words.say("say.count", { name: this.nameOf(name) }));
    }
  }

  get #proposals() {
    return /** @type {HTMLElement[]} */ ([...part(this.#element, "proposals").children]);
  }

  /** @param {string} name a code, or the reader's own words */
  nameOf(name) {
    return this.#tasks.get(name) ?? name;
  }

  /** What a line must hold to be asked about: no empty one is. @param {Diary} diary @returns {Item[]} */
  counted(diary) {
    return diary.items.filter((item) => ASKED.some((name) => item[name]));
  }

  /** @param {Diary} diary */
  render(diary) {
    const place = part(this.#element, "items");
    const items = diary.items;
    for (const line of [...place.children])
      if (line instanceof HTMLElement && !diary.calendar.has(line.dataset.id ?? "")) line.remove();
    for (const item of items) this.#fill(this.#line(item.id) ?? this.#added(item.id), item);
    const named = new Set(items.map(({ name }) => this.nameOf(name).toLowerCase()));
    for (const proposal of this.#proposals)
      proposal.hidden = named.has(this.nameOf(proposal.dataset.name ?? "").toLowerCase());
    part(this.#element, "proposed").hidden = this.#proposals.every((proposal) => proposal.hidden);
  }

  /** @param {string} id */
  #line(id) {
    return /** @type {HTMLElement | null} */ (this.#element.querySelector(`li[data-id="${CSS.escape(id)}"]`));
  }

  /** @param {string} id */
  #added(id) {
    const template = /** @type {HTMLTemplateElement} */ (part(this.#element, "item"));
    const line = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
    line.dataset.id = id;
    part(this.#element, "items").append(line);
    return line;
  }

  /** Another tab may have changed it, but not what is being typed here. @param {HTMLElement} line @param {Item} item */
  #fill(line, item) {
    line.firstElementChild?.setAttribute("aria-label", this.nameOf(item.name));
    shown(line, "remove", true, this.#words.say("say.remove", { name: this.nameOf(item.name) }));
    for (const name of ASKED) {
      const control = this.#control(line, name);
      if (control !== document.activeElement)
        control.value = name === "name" ? this.nameOf(item.name) : item[name];
    }
  }

  /** @param {HTMLElement} line @param {string} name */
  #control(line, name) {
    return /** @type {HTMLInputElement} */ (line.querySelector(`[name="${name}"]`));
  }

  /** The line as it stands now, as a change. @param {HTMLElement} line @param {Diary} diary @returns {Change} */
  typed(line, diary) {
    const id = line.dataset.id ?? "";
    const [name = "", times_per_year = "", minutes = ""] = ASKED.map((asked) =>
      clean(this.#control(line, asked).value),
    );
    const code = [...this.#tasks].find(([, said]) => said === name)?.[0] ?? name;
    const place = diary.calendar.get(id)?.place ?? Date.now();
    return {
      list: "calendar",
      key: id,
      record: { id, name: code, times_per_year, minutes, place, changed: Date.now() },
    };
  }

  /** A new line. @param {Partial<Item>} [item] @returns {Change} */
  added(item = {}) {
    const id = newId();
    const record = { id, name: "", times_per_year: "", minutes: "", place: Date.now(), ...item };
    return { list: "calendar", key: id, record: { ...record, changed: Date.now() } };
  }

  /** What a proposal would add. @param {HTMLElement} proposal */
  proposed({ dataset: { name = "", timesPerYear: times_per_year = "", minutes = "" } }) {
    return this.added({ name, times_per_year, minutes });
  }

  /** Leads to a line, or to one of its fields. @param {string} id @param {string} [name] */
  lead(id, name = "name") {
    const line = this.#line(id);
    if (!line) return;
    if (this.#element instanceof HTMLDetailsElement) this.#element.open = true;
    this.#control(line, name).focus();
  }
}
