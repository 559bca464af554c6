// The form for one entry: what is tapped or typed, and what is wrong with it. Three taps for the usual one.

import { today } from "./days.js";
import { clean, timeRead } from "./reading.js";
import { part } from "./parts.js";

/** @typedef {import("./records.js").Entry} Entry */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {Omit<Entry, "id" | "changed">} Written */

/** Of what is tapped and what may be typed instead: one takes the place of the other. */
const INSTEAD = { task: "task_own", task_own: "task", chip: "minutes", minutes: "chip" };

export class EntryForm {
  /** The entry that is being mended, if one is. @type {string | null} */
  editing = null;
  #form;
  #words;
  #hoursADay;
  /** The day that the form took for today: it follows the clock until another is chosen. */
  #today = "";

  /** @param {HTMLFormElement} form @param {Words} words @param {number} hoursADay */
  constructor(form, words, hoursADay) {
    this.#form = form;
    this.#words = words;
    this.#hoursADay = hoursADay;
    form.addEventListener("input", ({ target }) => this.#instead(/** @type {HTMLInputElement} */ (target)));
    this.clear();
  }

  /** Tasks and kinds by their code, as the page calls them. @param {"task" | "kind"} name */
  names(name) {
    return new Map(
      this.#controls(name).map((chip) => [chip.value, chip.closest("label")?.textContent?.trim() ?? ""]),
    );
  }

  /** Offers tasks in the reader's own words. @param {string[]} tasks */
  offer(tasks) {
    const place = part(this.#form, "other-tasks");
    for (const own of place.querySelectorAll("[data-own]")) if (!isChosen(own)) own.remove();
    for (const task of tasks) {
      if (this.names("task").has(task)) continue;
      const chip = /** @type {HTMLElement} */ (place.querySelector(".chip")?.cloneNode(true));
      const [control, name] = /** @type {[HTMLInputElement, HTMLElement]} */ ([...chip.children]);
      control.value = task;
      control.checked = false;
      name.textContent = task;
      chip.dataset.own = "";
      place.append(chip);
    }
  }

  /** An empty form, for today. */
  clear() {
    this.editing = null;
    this.#form.reset();
    this.#today = today();
    this.#field("date").value = this.#today;
    this.#tell({});
    this.#title();
  }

  /** The clock went past midnight while the page stood open. What is being mended stays on its day. */
  keepUp() {
    if (!this.editing && this.#field("date").value === this.#today) this.#field("date").value = today();
    this.#today = today();
    this.#title();
  }

  /** @param {string} day */
  on(day) {
    if (this.editing) this.clear();
    this.#shown("date").value = day;
    this.#title();
    this.#focus();
  }

  /** Takes a time that was not tapped. @param {number} minutes */
  take(minutes) {
    const field = this.#shown("minutes");
    field.value = minutes ? String(minutes) : "";
    this.#instead(field);
  }

  /** Leads to the time, which only the reader knows. */
  askTime() {
    this.take(0);
    this.#field("minutes").focus();
  }

  /** Fills in an entry to be mended. @param {Entry} entry */
  edit(entry) {
    this.clear();
    this.editing = entry.id;
    const task = this.#controls("task").find((chip) => chip.value === entry.task);
    if (task) choose(task);
    else this.#field("task_own").value = entry.task;
    const chip = this.#controls("chip").find(({ value }) => value === String(entry.minutes));
    if (chip) choose(chip);
    else this.take(entry.minutes);
    for (const kind of this.#controls("kind")) kind.checked = kind.value === entry.kind;
    this.#field("own_time").checked = entry.own_time;
    this.#field("date").value = entry.date;
    this.#field("note").value = entry.note;
    this.#shown(task ? "task" : "task_own", task);
    if (entry.note || entry.date !== today()) this.#shown("note");
    this.#title();
    this.#focus();
  }

  /**
   * What is written, or nothing where something is wrong: that is then said beside it.
   *
   * @param {(day: string, minutes: number) => boolean} hasRoom whether so many minutes fit into a day
   * @returns {Written | undefined}
   */
  read(hasRoom) {
    const own = clean(this.#field("task_own").value);
    const task = own ? this.#listed(own) : this.#chosen("task");
    const typed = this.#field("minutes").value.trim() || this.#chosen("chip");
    const time = typed ? timeRead(typed, this.#hoursADay) : undefined;
    const date = this.#field("date").value;
    const hours = this.#hoursADay;
    /** @type {Record<string, string>} */
    const wrong = {};
    if (!task) wrong.task = this.#words.say("say.no_task");
    if (!time) wrong.chip = this.#words.say("say.no_time");
    else if ("problem" in time) wrong.minutes = this.#words.say(`problem.${time.problem}`, { hours });
    if (!date) wrong.date = this.#words.say("say.no_day");
    else if (date > today()) wrong.date = this.#words.say("say.ahead");
    else if (time && "minutes" in time && !hasRoom(date, time.minutes))
      wrong.minutes = this.#words.say("say.too_full", { hours });
    this.#tell(wrong);
    if (Object.keys(wrong).length || !time || !("minutes" in time)) return undefined;
    return {
      ...{ date, minutes: time.minutes, task, kind: this.#chosen("kind") },
      ...{ own_time: this.#field("own_time").checked, note: clean(this.#field("note").value) },
    };
  }

  /** Says what is wrong where it is, and leads to the first of it. @param {Record<string, string>} wrong by name */
  #tell(wrong) {
    for (const place of this.#form.querySelectorAll(".question__problem")) {
      const name = place.id.replace(/^diary-(.*)-problem$/, "$1");
      place.textContent = wrong[name] ?? "";
      place.toggleAttribute("hidden", !wrong[name]);
      for (const control of this.#controls(name)) {
        if (wrong[name]) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
    }
    const [first] = Object.keys(wrong);
    const control = first && this.#controls(first)[0];
    if (!control) return;
    this.#shown(control.name, control).focus();
  }

  #title() {
    const day = this.#field("date").value;
    const words = this.#words;
    part(this.#form, "save").textContent =
      !day || day === today()
        ? words.say("say.save")
        : words.say("say.save_on", { day: words.weekdayOf(day) });
    const title = part(this.#form, "entry-title");
    title.dataset.says ??= title.textContent ?? "";
    title.textContent = this.editing ? words.say("say.edit_entry") : title.dataset.says;
    for (const [action, isShown] of /** @type {const} */ ([
      ["cancel", this.editing],
      ["nothing", !this.editing],
    ]))
      this.#form.querySelector(`[data-action="${action}"]`)?.toggleAttribute("hidden", !isShown);
  }

  #focus() {
    part(this.#form, "entry-title").focus({ preventScroll: true });
    this.#form.scrollIntoView({ block: "start" });
  }

  /** @param {HTMLInputElement} control */
  #instead({ name }) {
    if (name === "date") this.#title();
    for (const other of this.#controls(INSTEAD[/** @type {keyof typeof INSTEAD} */ (name)] ?? "")) {
      if (other.type === "radio") other.checked = false;
      else other.value = "";
    }
  }

  /** A task of the list where that is what was typed, else the words as they are. @param {string} own */
  #listed(own) {
    const listed = [...this.names("task")].find(([, name]) => name.toLowerCase() === own.toLowerCase());
    return listed?.[0] ?? own;
  }

  /** @param {string} name */
  #chosen(name) {
    return this.#controls(name).find((control) => control.checked)?.value ?? "";
  }

  /** @param {string} name @returns {HTMLInputElement[]} */
  #controls(name) {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (this.#form.querySelectorAll(`[name="${name}"]`))];
  }

  /** A field, unfolded. @param {string} name */
  #shown(name, control = this.#field(name)) {
    const folded = control.closest("details");
    if (folded) folded.open = true;
    return control;
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.#form.querySelector(`[name="${name}"]`));
  }
}

/** @param {HTMLInputElement} control */
function choose(control) {
  control.checked = true;
}

/** @param {Element} chip */
const isChosen = (chip) => chip.querySelector("input")?.checked;
