// <time-diary>: the diary as a reader uses it. It keeps what she writes on her device, and hands it to the
// calculator's form on the same page when that asks Python. It knows no calculator by name.

import { printedAlone } from "../calculator/take-along.js";
import { later, mondayOf, today } from "./days.js";
import { Diary } from "./diary.js";
import { EntryForm } from "./entry-form.js";
import { Keeping } from "./keeping.js";
import { PaperWeek } from "./paper-week.js";
import { part } from "./parts.js";
import { Reader, newId } from "./records.js";
import { NewerError, Store } from "./store.js";
import { elapsed, stopped } from "./timer.js";
import { Week } from "./week.js";
import { Words } from "./words.js";
import { YearWheel } from "./year-wheel.js";

const OPENS_WITHIN = 5000; // ms: a store that takes longer may never come, and the reader wants to write
const A_SECOND = 1000;

/** @typedef {import("./records.js").Change} Change */
/** @typedef {import("./records.js").Entry} Entry */
/** @typedef {import("../calculator/calculator-form.js").CalculatorForm} CalculatorForm */

class TimeDiary extends HTMLElement {
  #leaving = new AbortController();
  /** @type {Store | null} */
  #store = null;
  /** What would undo the last thing done. @type {Change[]} */
  #undoing = [];
  /** The entries as they were last asked about: problems name them by their place. @type {string[]} */
  #asked = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;

  words = new Words(/** @type {HTMLTemplateElement} */ (part(this, "words")), this.dataset.locale ?? "");
  #hours = Number(this.dataset.hoursADay);
  form = new EntryForm(/** @type {HTMLFormElement} */ (part(this, "entry")), this.words, this.#hours);
  reader = new Reader({
    kinds: [...this.form.names("kind").keys()],
    longest: Number(this.dataset.longest),
    mostMinutes: this.#hours * 60,
  });
  diary = new Diary(this.reader);
  week = new Week(part(this, "week"), this.words, (entry) => this.#told(entry));
  wheel = new YearWheel(part(this, "calendar"), this.words, this.form.names("task"));
  paper = new PaperWeek(part(this, "quick"), this.words, {
    names: this.form.names("task"),
    hours: this.#hours,
    told: (entry) => this.#told(entry),
  });
  keeping = new Keeping(this, this.words, this.diary, {
    reader: this.reader,
    names: { tasks: this.form.names("task"), kinds: this.form.names("kind") },
    most: Number(this.dataset.most),
  });

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.diary.addEventListener("change", () => this.#render(), { signal });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("change", (event) => this.#change(event), { signal });
    this.addEventListener("input", (event) => this.#input(event), { signal });
    addEventListener("pageshow", () => this.#return(), { signal });
    document.addEventListener("visibilitychange", () => this.#return(), { signal });
    addEventListener("beforeunload", (event) => this.#leave(event), { signal });
    this.#render();
    this.#open();
    this.#meetForm(signal);
    this.dataset.state = "ready";
  }

  disconnectedCallback() {
    this.#leaving.abort();
    clearInterval(this.#ticking);
    this.#store?.close();
  }

  async #open() {
    const opening = Store.open({
      changed: () => this.diary.reload().then(() => this.#calculator?.changed?.()),
      ended: (error) => this.#lose(error),
    });
    const late = setTimeout(() => this.#lose(new Error("the store did not open")), OPENS_WITHIN);
    try {
      this.#store = await opening;
      this.keeping.trouble = null;
      await this.diary.keptBy(this.#store);
      this.dataset.kept = "";
      this.#calculator?.changed?.(); // a link may have asked before the diary was read
      this.keeping.persist({ ask: false });
    } catch (error) {
      this.#lose(error);
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {unknown} error */
  #lose(error) {
    console.error("time-diary:", error);
    this.keeping.trouble = error instanceof NewerError ? "newer" : "unkept";
    delete this.dataset.kept;
    this.diary.unkept();
  }

  /** Back on the page: another day may have begun, and another tab may have written. */
  #return() {
    if (document.visibilityState !== "visible") return;
    this.form.keepUp();
    this.#render(); // there may be no store to read anew
    this.diary.reload();
  }

  /** @param {BeforeUnloadEvent} event */
  #leave(event) {
    const isLost = this.diary.isStuck || (!this.diary.isKept && this.diary.entries.size > 0);
    if (isLost) event.preventDefault();
  }

  // --- The form that asks Python

  get #calculator() {
    const name = CSS.escape(this.dataset.calculator ?? "");
    return /** @type {CalculatorForm | null} */ (
      document.querySelector(`calculator-form[data-calculator="${name}"]`)
    );
  }

  /** Answers its events, whichever of them stands in the page at the time. @param {AbortSignal} signal */
  #meetForm(signal) {
    /** @param {string} type @param {(event: CustomEvent) => void} answered */
    const on = (type, answered) =>
      document.addEventListener(
        type,
        (event) => {
          const of = event.target instanceof Element && event.target.closest("calculator-form");
          if (of && of === this.#calculator) answered(/** @type {CustomEvent} */ (event));
        },
        { signal },
      );
    on("asking", ({ detail }) => Object.assign(detail, this.#question()));
    on("told", () => this.#offerToMove());
    on("wanted", ({ detail }) => this.#goTo(detail));
    on("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest('[data-action="to_calendar"]');
      if (button instanceof HTMLElement) this.#toCalendar(Number(button.dataset.entry));
    });
  }

  /** What Python is asked about: no note and no id, which it has no use for. */
  #question() {
    const { diary } = this;
    const entries = diary.observed.flatMap((day) => diary.entriesOn(day));
    this.#asked = entries.map(({ id }) => id);
    const fields = {
      entries: entries.map(({ date, minutes, task, kind, own_time }) => ({
        ...{ date, minutes, task, kind },
        ...(own_time && { own_time }),
      })),
      observed: diary.observed,
      calendar: this.wheel
        .counted(diary)
        .map(({ name, times_per_year, minutes }) => ({ name, times_per_year, minutes })),
    };
    return Object.fromEntries(Object.entries(fields).filter(([, rows]) => rows.length));
  }

  #offerToMove() {
    for (const button of this.#calculator?.querySelectorAll('[data-action="to_calendar"]') ?? [])
      button.toggleAttribute("hidden", false);
  }

  /** A long entry becomes one of the calendar's, and a line there, to be mended. @param {number} place */
  #toCalendar(place) {
    const entry = this.diary.entries.get(this.#asked[place] ?? "");
    if (!entry) return;
    const line = this.wheel.added({
      name: entry.task,
      times_per_year: "1",
      minutes: String(entry.minutes),
    });
    const moved = { ...entry, kind: "calendar", changed: Date.now() };
    this.#do([{ list: "entries", key: entry.id, record: moved }, line], "say.counted", {
      name: this.wheel.nameOf(entry.task),
    });
    this.wheel.lead(line.key, "times_per_year");
  }

  /** Leads to what Python found wrong. @param {string} name as `entries.3.date` */
  #goTo(name) {
    const [list = "", place = "", column = ""] = name.split(".");
    if (list === "calendar") {
      const item = this.wheel.counted(this.diary)[Number(place)];
      if (item) this.wheel.lead(item.id, column);
      return;
    }
    const entry = this.diary.entries.get(this.#asked[Number(place)] ?? "");
    const day = list === "entries" ? entry?.date : this.diary.observed[Number(place)];
    if (day) this.week.monday = mondayOf(day);
    this.week.render(this.diary);
    if (list === "entries" && entry) this.form.edit(entry);
    else part(this, "week-title").focus();
  }

  // --- What is done

  /** Does the changes, says so, and can undo them. @param {Change[]} changes @param {string} says @param {Record<string, string | number>} [values] */
  #do(changes, says, values = {}) {
    this.#undoing = this.diary.write(changes);
    this.#say(this.words.say(says, values), true);
    this.#calculator?.changed?.();
  }

  /** @param {string} text @param {boolean} [canUndo] */
  #say(text, canUndo = false) {
    part(this, "said").textContent = text;
    if (!canUndo) this.#undoing = [];
    this.#button("undo").hidden = !this.#undoing.length;
  }

  #undo() {
    const changes = this.#undoing.map((change) => ({ ...change, record: asNew(change.record) }));
    this.diary.write(changes);
    this.#say(this.words.say("say.undone"));
    this.#calculator?.changed?.();
    part(this, "week-title").focus();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    if (event.target === part(this, "entry")) this.#save();
    else this.#savePaper();
  }

  #save() {
    const { form, diary } = this;
    const most = this.#hours * 60;
    const written = form.read(
      (day, minutes) => diary.minutesOn(day, form.editing ?? undefined) + minutes <= most,
    );
    if (!written) return;
    if (!form.editing && diary.entries.size >= Number(this.dataset.most)) {
      this.#say(this.words.say("say.log_full"));
      return;
    }
    const id = form.editing ?? newId();
    const says = form.editing ? "say.edited" : "say.saved";
    const entry = { id, ...written, changed: Date.now() };
    this.week.monday = mondayOf(entry.date);
    form.clear();
    this.#do([{ list: "entries", key: id, record: entry }], says, this.#named(entry));
    this.keeping.askOnce();
  }

  #savePaper() {
    const { changes, says } = this.paper.read(this.diary, Number(this.dataset.most));
    if (!changes) return this.#say(says);
    this.#do(changes, says);
    this.keeping.askOnce();
  }

  /** @param {string} day */
  #observe(day) {
    if (this.diary.entriesOn(day).length) {
      this.#say(this.words.say("say.has_entries"));
      return;
    }
    const record = { date: day, changed: Date.now() };
    this.week.monday = mondayOf(day);
    this.#do([{ list: "days", key: day, record }], "say.marked", { day: this.#near(day) });
    this.keeping.askOnce();
  }

  /** @type {Record<string, (button: HTMLElement) => void>} */
  #actions = {
    undo: () => this.#undo(),
    cancel: () => this.form.clear(),
    nothing: () => this.#observe(today()),
    timer: () => this.#startOrStop(),
    before: () => this.#turnTo(-1),
    after: () => this.#turnTo(1),
    this: () => this.#turnTo(0),
    write: (button) => this.form.on(dayOf(button)),
    observe: (button) => this.#observe(dayOf(button)),
    unobserve: (button) => {
      const day = dayOf(button);
      this.#do([{ list: "days", key: day, record: null }], "say.unmarked", { day: this.#near(day) });
    },
    edit: (button) => {
      const entry = this.#entryOf(button);
      if (entry) this.form.edit(entry);
    },
    delete: (button) => {
      const entry = this.#entryOf(button);
      if (!entry) return;
      if (this.form.editing === entry.id) this.form.clear();
      this.#do([{ list: "entries", key: entry.id, record: null }], "say.deleted", this.#named(entry));
      this.#button("undo").focus();
    },
    add: () => {
      const line = this.wheel.added();
      this.diary.write([line]);
      this.wheel.lead(line.key);
    },
    count: (button) => {
      const proposal = /** @type {HTMLElement} */ (button.closest("li"));
      const line = this.wheel.proposed(proposal);
      this.#do([line], "say.counted", { name: this.wheel.nameOf(proposal.dataset.name ?? "") });
      this.wheel.lead(line.key, "times_per_year");
    },
    remove: (button) => {
      const id = /** @type {HTMLElement} */ (button.closest("li")).dataset.id ?? "";
      const name = this.wheel.nameOf(this.diary.calendar.get(id)?.name ?? "");
      this.#do([{ list: "calendar", key: id, record: null }], "say.item_removed", { name });
      this.#button("undo").focus();
    },
    backup: () => {
      this.keeping.backUp();
      this.#say(this.words.say("say.backed_up"));
    },
    table: () => this.#giveTable(),
    persist: () => this.keeping.persist({ ask: true }),
    merge: () => this.#do(this.keeping.leaveFile(), "say.merged"),
    leave: () => {
      this.keeping.leaveFile();
      this.#say(this.words.say("say.left"));
    },
    wipe: () => this.keeping.askToWipe(true),
    keep: () => this.keeping.askToWipe(false),
    wipe_all: () => {
      const everything = this.diary.all.map((change) => ({ ...change, record: null }));
      this.#do(everything, "say.wiped");
      this.keeping.askToWipe(false);
    },
    paper: (button) => {
      const sheet = /** @type {HTMLElement} */ (button.closest("details"));
      printedAlone(sheet, document.createElement("p"));
    },
    reload: () => location.reload(),
  };

  /** @param {MouseEvent} event */
  #click({ target }) {
    const button = target instanceof Element ? target.closest("[data-action]") : null;
    if (button instanceof HTMLElement) this.#actions[button.dataset.action ?? ""]?.(button);
  }

  /** @param {Event} event */
  #change({ target }) {
    const control = /** @type {HTMLInputElement} */ (target);
    const line = control.closest('[data-part="items"] > li');
    if (line instanceof HTMLElement) {
      this.diary.write([this.wheel.typed(line, this.diary)]);
      this.#calculator?.changed?.();
    }
    if (control.type === "file") this.keeping.readFile(control);
  }

  /** @param {Event} event */
  #input({ target }) {
    if (target instanceof Element && target.closest('[data-part="quick"]')) this.paper.understand();
  }

  async #giveTable() {
    try {
      await this.keeping.giveTable();
      this.#say(this.words.say("say.table_given"));
    } catch (error) {
      console.error("time-diary:", error); // its script did not come
      this.#say(this.words.say("say.table_missing"));
    }
  }

  /** @param {number} weeks */
  #turnTo(weeks) {
    if (weeks) this.week.move(weeks);
    else this.week.monday = mondayOf(today());
    this.week.render(this.diary);
    this.paper.render(this.week.days);
  }

  /** @param {HTMLElement} button */
  #entryOf(button) {
    return this.diary.entries.get(/** @type {HTMLElement} */ (button.closest("[data-id]")).dataset.id ?? "");
  }

  // --- The clock

  #startOrStop() {
    const started = this.#started;
    if (started === undefined) {
      this.diary.write([{ list: "settings", key: "timer", record: { value: Date.now() } }]);
      return;
    }
    const { minutes, isSure, says } = stopped(started, Date.now());
    this.diary.write([{ list: "settings", key: "timer", record: null }]);
    if (isSure) this.form.take(minutes);
    else this.form.askTime();
    this.#say(this.words.say(`say.timer_${says}`, { time: this.words.time(minutes) }));
  }

  get #started() {
    const value = this.diary.settings.get("timer")?.value;
    return typeof value === "number" ? value : undefined;
  }

  #renderTimer() {
    const started = this.#started;
    const isRunning = started !== undefined;
    this.#button("timer").textContent = this.words.say(isRunning ? "say.timer_stop" : "say.timer_start");
    const tell = () => {
      const time = this.words.time(elapsed(started ?? 0, Date.now()));
      part(this, "elapsed").textContent = isRunning ? this.words.say("say.timer_runs", { time }) : "";
    };
    clearInterval(this.#ticking);
    tell();
    if (isRunning) this.#ticking = setInterval(tell, A_SECOND);
  }

  // --- What is shown

  #render() {
    const focused = this.#focused();
    this.week.render(this.diary);
    this.wheel.render(this.diary);
    this.form.offer(this.#ownTasks);
    this.#renderTimer();
    this.paper.render(this.week.days);
    this.keeping.render();
    focused();
  }

  /** Gives the focus back to a button that was made anew. */
  #focused() {
    const button = document.activeElement;
    const row = button?.closest('[data-part="days"] [data-id], [data-part="days"] [data-day]');
    if (!(button instanceof HTMLElement) || !(row instanceof HTMLElement)) return () => {};
    const { id, day } = row.dataset;
    const place = id ? `[data-id="${CSS.escape(id)}"]` : `[data-day="${day}"]`;
    return () => {
      const same = this.querySelector(`${place} [data-action="${button.dataset.action}"]:not([hidden])`);
      const other = same ?? this.querySelector(`${place} [data-action]:not([hidden])`);
      if (other instanceof HTMLElement) other.focus();
    };
  }

  /** Tasks in her own words, the latest first. */
  get #ownTasks() {
    const listed = this.form.names("task");
    const own = [...this.diary.entries.values()]
      .filter(({ task }) => !listed.has(task) || this.#isOwn(task))
      .sort((one, other) => other.changed - one.changed)
      .map(({ task }) => task);
    return [...new Set(own)].slice(0, 8);
  }

  /** @param {string} task */
  #isOwn(task) {
    return this.querySelector(`[data-own] [value="${CSS.escape(task)}"]`) !== null;
  }

  /** @param {Pick<Entry, "minutes" | "task" | "kind" | "own_time">} entry */
  #told({ minutes, task, kind, own_time }) {
    const kinds = this.form.names("kind");
    const [usual] = kinds.keys();
    const marks = [
      ...(kind === usual ? [] : [(kinds.get(kind) ?? kind).toLowerCase()]),
      ...(own_time ? [this.words.say("say.own_time")] : []),
    ];
    const entry = this.words.say("say.entry", {
      time: this.words.time(minutes),
      task: this.form.names("task").get(task) ?? task,
    });
    return marks.length ? this.words.say("say.marks", { entry, marks: marks.join(", ") }) : entry;
  }

  /** @param {Entry} entry */
  #named(entry) {
    return { entry: this.#told(entry), day: this.#near(entry.date) };
  }

  /** @param {string} day */
  #near(day) {
    if (day === today()) return this.words.say("say.today");
    if (day === later(today(), -1)) return this.words.say("say.yesterday");
    return this.words.weekdayOf(day);
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.querySelector(`[data-action="${action}"]`));
  }
}

/** @param {HTMLElement} button */
function dayOf(button) {
  return /** @type {HTMLElement} */ (button.closest("[data-day]")).dataset.day ?? "";
}

/** What is undone was changed now, so that no other copy takes it for older. @param {unknown} record */
function asNew(record) {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return record; // broken: as it was
  return { ...record, changed: Date.now() };
}

customElements.define("time-diary", TimeDiary);
