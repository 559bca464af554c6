// <calculator-form>: sends what was typed to Python and puts the answer into the page. It knows no calculator
// by name: what is asked, when a question matters and every word stand in the HTML that the build rendered.
//
// States, as the attribute `data-state`: ready -> working -> answered | invalid | unavailable. How the answer was
// come by stands in `data-way`: shelf, or one of the ways that the runtime starts (`runtime/worker.js`).

import { hasPlenty, idle, near } from "../unasked.js";
import { ask, progress, start } from "./client.js";
import { Letter } from "./letter.js";
import { Shelf } from "./shelf.js";
import { copied, givenFile, printed, printedAlone } from "./take-along.js";

const LINK_VERSION = "1";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {{ field: string | null, at?: string, message: string }} Problem */
/** @typedef {{ finding: Record<string, unknown>, html: string, calendar?: string }} Answered */

export class CalculatorForm extends HTMLElement {
  #turn = 0;
  /** The last answer: its finding, for the questions that matter only then, and its days. @type {Answered} */
  #answered = { finding: {}, html: "" };
  /** Answers of a link that their field cannot hold: sent as they are, so that Python says what is wrong. */
  #unheld = new Map();
  /** Names written into a chart, by seat: they outlast a problem and an answer without that seat. @type {Map<string, string>} */
  #names = new Map();
  #letter = new Letter();
  #shelf = new Shelf();
  #leaving = new AbortController();

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const { form } = this;
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    form.addEventListener("change", (event) => this.#change(event), { signal });
    for (const touch of ["focusin", "pointerdown"])
      form.addEventListener(touch, () => this.#prepare(), { signal, once: true });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("input", (event) => this.#keepWritten(event.target), { signal });
    progress.addEventListener("progress", (event) => this.#tellProgress(event), { signal });
    addEventListener("hashchange", () => this.#readLink(), { signal });
    for (const button of this.querySelectorAll('[data-action="pick"]'))
      button.toggleAttribute("hidden", !("showPicker" in HTMLInputElement.prototype));
    this.#keepTheDay();
    this.#showQuestions();
    this.#shelf = new Shelf(this.dataset.shelf);
    this.#shelf.fetchWhenIdle();
    this.#startUnasked(signal);
    this.#readLink();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#turn++;
  }

  /** She may be about to ask, and Python is then there: only where that costs her nothing. @param {AbortSignal} signal */
  async #startUnasked(signal) {
    if (!hasPlenty()) return;
    await near(this, signal);
    await idle();
    if (!signal.aborted) start();
  }

  /** The reader is about to ask. */
  #prepare() {
    this.#shelf.fetch();
    start();
  }

  get form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }

  /** @returns {Control[]} */
  get #controls() {
    return [...this.querySelectorAll("form [name]")].map((control) => /** @type {Control} */ (control));
  }

  /** @param {string} name @returns {Control | undefined} */
  #control(name) {
    return this.#controls.find((control) => control.name === name);
  }

  /** The form asks about the site's day, and from the day that the build wrote into it about the reader's own. */
  #keepTheDay() {
    const day = this.#control("on");
    const today = new Date().toLocaleDateString("sv-SE"); // Sweden writes 2026-11-22
    const { ownDayFrom } = this.dataset;
    if (!(day instanceof HTMLInputElement) || !ownDayFrom || today < ownDayFrom) return;
    day.defaultValue = today; // what the form's reset goes back to
    day.dataset.default = today;
  }

  /** What is kept has changed: an answer follows it, as it follows the form. */
  changed() {
    if (this.dataset.state !== "ready") this.#ask({ led: false });
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#ask({ led: true });
  }

  /** @param {Event} event */
  #change(event) {
    let control = /** @type {Control} */ (event.target);
    if (control.dataset.part === "picker") control = picked(control);
    const { name } = control;
    this.#unheld.delete(name);
    this.#showQuestions();
    if (this.#isLinked) history.replaceState(null, "", this.#address);
    // Once answered, the answer follows what is changed; focus stays where it is.
    if (name) this.changed();
  }

  /** Keeps what is written into an answer, which the next answer takes the place of. @param {EventTarget | null} target */
  #keepWritten(target) {
    if (target instanceof HTMLTextAreaElement) this.#letter.keep(target);
    if (!(target instanceof HTMLInputElement) || !target.dataset.fills) return;
    this.#names.set(target.dataset.fills, target.value);
    writeName(this, target);
    this.#letter.fill(this);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const wrong = target.closest("[data-goes-to]");
    if (wrong instanceof HTMLElement) {
      event.preventDefault();
      this.#goTo(wrong.dataset.goesTo ?? "");
    }
    const button = target.closest("[data-action]");
    if (button instanceof HTMLElement) this.#act(button);
  }

  /** @param {HTMLElement} button */
  #act(button) {
    const { action, file = "" } = button.dataset;
    if (action === "link") this.#copyLink();
    if (action === "print") this.#print(button.closest('[data-part="sheet"]'));
    if (action === "calendar") givenFile(file, "text/calendar", this.#answered.calendar ?? "");
    if (action === "pick") pickerOf(button)?.showPicker();
    if (action === "copy")
      this.#letter.copied(this).then((done) => this.#say(done ? "text_copied" : "text_not_copied"));
    if (action === "mail" && button instanceof HTMLAnchorElement) button.href = this.#letter.mail(this);
    if (action === "renew") this.#letter.renew(this);
  }

  /** Asks about what the form holds. `led`: the reader asked, and is led to what comes. @param {{ led: boolean }} how */
  async #ask({ led }) {
    const turn = ++this.#turn;
    const { on, fields } = this.#typed();
    // The page may keep answers that no field here holds: whoever does puts them in.
    const asking = new CustomEvent("asking", { bubbles: true, detail: nested(fields) });
    this.dispatchEvent(asking);
    const question = JSON.stringify({
      calculator: this.dataset.calculator,
      language: this.dataset.language,
      on,
      fields: asking.detail,
    });
    this.#say();
    this.#enter("working");
    let answered = null;
    try {
      // On the shelf it is answered within this very task, so that no waiting flashes up. A shelf that is still
      // on its way and Python go for it at once.
      const { answer, way } =
        this.#shelf.answer(question) ?? (await Promise.any([this.#shelf.awaited(question), ask(question)]));
      answered = JSON.parse(answer);
      if (turn === this.#turn) this.dataset.way = way;
    } catch (error) {
      console.error("calculator-form:", error);
    }
    if (turn !== this.#turn) return;
    if (!answered) this.#tellUnavailable(led);
    else if (answered.ok) this.#tell(answered, led);
    else this.#tellProblems(answered, led);
  }

  /** What was answered, by the control's name, without what is empty, hidden or the default. */
  #typed() {
    /** @type {Record<string, string>} */
    const fields = {};
    let on = "";
    for (const control of this.#controls) {
      if (control.name === "on") on = control.value || (control.dataset.default ?? "");
      else if (!control.closest("[hidden]") && !isLeftAlone(control)) fields[control.name] = typedIn(control);
    }
    return { on, fields: { ...fields, ...Object.fromEntries(this.#unheld) } };
  }

  /** @param {Answered} answered @param {boolean} led */
  #tell(answered, led) {
    this.#answered = answered;
    this.#tellEach([]);
    this.#part("problems").textContent = "";
    replaceAnswer(this.#part("answer"), answered.html, this.#names);
    this.#letter.fill(this);
    this.querySelector('[data-action="calendar"]')?.toggleAttribute("hidden", !answered.calendar);
    this.#showQuestions();
    this.#enter("answered");
    this.dispatchEvent(new Event("told", { bubbles: true }));
    const { top } = this.#part("answer").getBoundingClientRect();
    if (led && (top < 0 || top > innerHeight / 2)) this.#part("answer").scrollIntoView({ block: "start" });
  }

  /** @param {{ html: string, problems: Problem[] }} answered @param {boolean} led */
  #tellProblems(answered, led) {
    this.#part("problems").innerHTML = answered.html;
    this.#part("answer").textContent = "";
    this.#tellEach(answered.problems);
    this.#enter("invalid");
    if (led) this.#part("problems").focus();
  }

  /** @param {boolean} led */
  #tellUnavailable(led) {
    this.#part("answer").textContent = "";
    this.#enter("unavailable");
    if (led) this.querySelector('[data-notice="unavailable"]')?.scrollIntoView({ block: "nearest" });
  }

  /** Puts each problem beside its field, and takes away those that are mended. @param {Problem[]} problems */
  #tellEach(problems) {
    for (const control of this.#controls) {
      const problem = problems.find(({ field, at }) => (at ?? field) === control.name);
      const place = /** @type {HTMLElement} */ (this.querySelector(`#${control.id}-problem`));
      place.textContent = problem?.message ?? "";
      place.hidden = !problem;
      if (problem) {
        control.setAttribute("aria-invalid", "true");
        reveal(control);
      } else {
        control.removeAttribute("aria-invalid");
      }
    }
  }

  /** @param {string} name */
  #goTo(name) {
    const control = this.#control(name);
    if (!control) {
      // Whoever keeps it leads there.
      this.dispatchEvent(new CustomEvent("wanted", { bubbles: true, detail: name }));
      return;
    }
    reveal(control);
    control.focus();
  }

  /** Shows the questions that matter by what is answered and found so far; one that holds an answer stays. */
  #showQuestions() {
    for (const question of this.querySelectorAll("[data-shown-when]")) {
      if (!(question instanceof HTMLElement)) continue;
      const [name = "", values = ""] = (question.dataset.shownWhen ?? "").split("=");
      const control = this.#control(name);
      const now = control ? typedIn(control) : String(this.#answered.finding[name] ?? "");
      const own = /** @type {Control} */ (question.querySelector("[name]"));
      question.hidden = !values.split(" ").includes(now) && holdsDefault(own) && !this.#unheld.has(own.name);
    }
    /** @type {Element | null} */
    let before = null;
    for (const row of this.querySelectorAll('[data-part="row"]')) {
      // The first row of each table stands; the others come one at a time.
      const follows = row.previousElementSibling === before;
      if (row instanceof HTMLElement)
        row.hidden = follows && !!before && isEmptyRow(before) && isEmptyRow(row);
      before = row;
    }
    for (const group of this.querySelectorAll('[data-part="group"]')) {
      if (group instanceof HTMLElement) group.hidden = !group.querySelector(".question:not([hidden])");
    }
  }

  /** @param {"working" | "answered" | "invalid" | "unavailable"} state */
  #enter(state) {
    this.dataset.state = state;
    for (const name of ["working", "unavailable"]) {
      /** @type {HTMLElement} */ (this.querySelector(`[data-notice="${name}"]`)).hidden = name !== state;
    }
    this.#part("actions").hidden = state !== "answered";
    this.#part("answer").setAttribute("aria-busy", String(state === "working"));
  }

  /** Shows one of the passing notices, or none. @param {string} [name] */
  #say(name) {
    for (const notice of this.querySelectorAll("[data-passing]")) {
      if (notice instanceof HTMLElement) notice.hidden = notice.dataset.notice !== name;
    }
  }

  /** @param {Event} event */
  #tellProgress(event) {
    const { loaded, total } = /** @type {CustomEvent} */ (event).detail;
    const bar = /** @type {HTMLProgressElement} */ (this.#part("progress"));
    bar.max = total;
    bar.value = Math.min(loaded, total);
  }

  /** Whether the address holds a link of this form's, which must then keep in step with it. */
  get #isLinked() {
    const link = new URLSearchParams(location.hash.slice(1));
    return link.has("v") && link.get("calculator") === this.dataset.calculator;
  }

  /** The page's address with the answers in its fragment, which no server is sent. */
  get #address() {
    const { on, fields } = this.#typed();
    const link = new URLSearchParams({
      v: LINK_VERSION,
      calculator: this.dataset.calculator ?? "",
      ...fields,
    });
    if (on !== this.#control("on")?.dataset.default) link.set("on", on);
    const address = new URL(location.href);
    address.hash = link.toString();
    return address;
  }

  #copyLink() {
    const address = this.#address;
    // Replaced, so that «back» still leaves the page.
    history.replaceState(null, "", address);
    copied(address.href).then((done) => this.#say(done ? "copied" : "not_copied"));
  }

  /** Fills in and answers what a copied link holds. Other fragments are the page's own business. */
  #readLink() {
    if (!this.#isLinked) return;
    const link = new URLSearchParams(location.hash.slice(1));
    if (link.get("v") !== LINK_VERSION) {
      this.#say("link_newer");
      return;
    }
    this.form.reset();
    this.#unheld.clear();
    let skipped = false;
    for (const name of new Set(link.keys())) {
      if (name === "v" || name === "calculator") continue;
      const control = this.#control(name);
      const value = link.get(name) ?? "";
      if (!control || link.getAll(name).length > 1) skipped = true;
      else if (!hold(control, value)) {
        // A date field empties itself of what is no date; other fields have a message for what they refuse.
        if (name === "on") skipped = true;
        else this.#unheld.set(name, value);
      }
    }
    this.#showQuestions();
    this.#ask({ led: false });
    if (skipped) this.#say("link_skipped");
  }

  /** Prints the answer alone, or one sheet of it. @param {Element | null} sheet */
  #print(sheet) {
    const day = new Intl.DateTimeFormat(this.dataset.locale, { dateStyle: "long" }).format(new Date());
    const colophon = /** @type {HTMLElement} */ (this.#part("colophon").cloneNode(true));
    colophon.hidden = false;
    for (const [name, text] of Object.entries({ day, address: this.#address.href })) {
      const place = colophon.querySelector(`[data-part="${name}"]`);
      if (place) place.textContent = text;
    }
    if (sheet) printedAlone(sheet, colophon);
    else printed([...this.#part("answer").children], colophon);
  }
}

/** @param {Control} control */
function typedIn(control) {
  if (control instanceof HTMLInputElement && control.type === "checkbox")
    return control.checked ? control.value : "";
  return control.value.trim();
}

/** @param {Control} control */
function holdsDefault(control) {
  return typedIn(control) === "" || typedIn(control) === control.dataset.default;
}

/** The controls of a row of a table. @param {Element} row @returns {Control[]} */
function controlsOf(row) {
  return [...row.querySelectorAll("[name]")].map((control) => /** @type {Control} */ (control));
}

/** @param {Element} row */
function isEmptyRow(row) {
  return controlsOf(row).every(holdsDefault);
}

/** Whether a control need not be sent: one of a row goes with the others. @param {Control} control */
function isLeftAlone(control) {
  const row = control.closest('[data-part="row"]');
  return typedIn(control) === "" || (row ? isEmptyRow(row) : holdsDefault(control));
}

/**
 * `used.1.days` becomes the days of the second of `used`; what has no such name stays as it is.
 *
 * @param {Record<string, string>} fields
 */
function nested(fields) {
  /** @type {Record<string, string | Record<string, string>[]>} */
  const asked = {};
  for (const [name, value] of Object.entries(fields)) {
    const [field = "", place = "", column = ""] = name.split(".");
    if (!column) {
      asked[name] = value;
      continue;
    }
    const rows = (asked[field] ??= []);
    if (typeof rows !== "string") (rows[Number(place)] ??= {})[column] = value;
  }
  return asked;
}

/** The browser's own calendar beside a day's button. @param {Element} button */
function pickerOf(button) {
  const picker = button.parentElement?.querySelector('[data-part="picker"]');
  return picker instanceof HTMLInputElement ? picker : null;
}

/** Writes the day that was picked into its field, the day first as the form reads it. @param {Control} picker */
function picked(picker) {
  const control = /** @type {HTMLInputElement} */ (picker.parentElement?.querySelector("[name]"));
  if (picker.value) control.value = picker.value.split("-").map(Number).reverse().join(".");
  return control;
}

/** Puts a value into a control; false where it cannot hold it. @param {Control} control @param {string} value */
function hold(control, value) {
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    control.checked = value === control.value;
    return control.checked;
  }
  const before = control.value;
  control.value = value;
  if (control.value === value) return true;
  control.value = before;
  return false;
}

/** Unfolds and shows what a control stands in. @param {Control} control */
function reveal(control) {
  const question = control.closest(".question");
  if (question instanceof HTMLElement) question.hidden = false;
  const row = control.closest('[data-part="row"]');
  if (row instanceof HTMLElement) row.hidden = false;
  for (
    let folded = control.closest("details");
    folded;
    folded = folded.parentElement?.closest("details") ?? null
  ) {
    folded.hidden = false;
    folded.open = true;
  }
}

/**
 * Puts a new answer in the place of the old one. Names written into a chart are kept, and so is what was
 * unfolded: the reader changed a number, not her mind.
 *
 * @param {HTMLElement} place
 * @param {string} html
 * @param {Map<string, string>} names
 */
function replaceAnswer(place, html, names) {
  const unfolded = [...place.querySelectorAll("details[open] > summary")].map(
    (summary) => summary.textContent,
  );
  place.innerHTML = html;
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("[data-fills]"))) {
    input.value = names.get(input.dataset.fills ?? "") ?? "";
    writeName(place, input);
  }
  for (const summary of place.querySelectorAll("details > summary")) {
    const folded = /** @type {HTMLDetailsElement} */ (summary.parentElement);
    folded.open = unfolded.includes(summary.textContent);
  }
}

/** Copies a name into its seat in the drawing, as text. @param {HTMLElement} place @param {HTMLInputElement} input */
function writeName(place, input) {
  const seat = place.querySelector(`[data-filled="${CSS.escape(input.dataset.fills ?? "")}"]`);
  if (seat) seat.textContent = input.value;
}

customElements.define("calculator-form", CalculatorForm);
