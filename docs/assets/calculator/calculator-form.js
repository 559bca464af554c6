// <calculator-form>: sends what was typed to Python and puts the answer into the page. It knows no calculator
// by name: what is asked, when a question matters and every word stand in the HTML that the build rendered.
//
// States, as the attribute `data-state`: ready -> working -> answered | invalid | unavailable.

import { ask, progress, start } from "./client.js";

const LINK_VERSION = "1";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {{ field: string | null, message: string }} Problem */

class CalculatorForm extends HTMLElement {
  #turn = 0;
  /** What the last answer found, for the questions that matter only then. @type {Record<string, unknown>} */
  #finding = {};
  /** Answers of a link that their field cannot hold: sent as they are, so that Python says what is wrong. */
  #unheld = new Map();
  /** Names written into a chart, by seat: they outlast a problem and an answer without that seat. @type {Map<string, string>} */
  #names = new Map();
  #leaving = new AbortController();

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const { form } = this;
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    form.addEventListener("change", (event) => this.#change(event), { signal });
    for (const touch of ["focusin", "pointerdown"])
      form.addEventListener(touch, start, { signal, once: true });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("input", (event) => this.#keepName(event.target), { signal });
    progress.addEventListener("progress", (event) => this.#tellProgress(event), { signal });
    addEventListener("hashchange", () => this.#readLink(), { signal });
    this.#keepTheDay();
    this.#showQuestions();
    this.#readLink();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#turn++;
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

  /** The form asks about the site's day; once a rule is known to have changed since, about the reader's own. */
  #keepTheDay() {
    const day = this.#control("on");
    const today = new Date().toLocaleDateString("sv-SE"); // Sweden writes 2026-11-22
    const { nextChange } = this.dataset;
    if (!(day instanceof HTMLInputElement) || !nextChange || today < nextChange) return;
    day.defaultValue = today; // what the form's reset goes back to
    day.dataset.default = today;
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#ask({ led: true });
  }

  /** @param {Event} event */
  #change(event) {
    const { name } = /** @type {Control} */ (event.target);
    this.#unheld.delete(name);
    this.#showQuestions();
    if (this.#isLinked) history.replaceState(null, "", this.#address);
    // Once answered, the answer follows what is changed; focus stays where it is.
    if (name && this.dataset.state !== "ready") this.#ask({ led: false });
  }

  /** @param {EventTarget | null} input */
  #keepName(input) {
    if (!(input instanceof HTMLInputElement) || !input.dataset.fills) return;
    this.#names.set(input.dataset.fills, input.value);
    writeName(this, input);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const wrong = target.closest("[data-goes-to]");
    if (wrong instanceof HTMLElement) {
      event.preventDefault();
      this.#goTo(wrong.dataset.goesTo ?? "");
    }
    const action = target.closest("[data-action]");
    if (action instanceof HTMLElement) {
      if (action.dataset.action === "link") this.#copyLink();
      if (action.dataset.action === "print") this.#print();
    }
  }

  /** Asks about what the form holds. `led`: the reader asked, and is led to what comes. @param {{ led: boolean }} how */
  async #ask({ led }) {
    const turn = ++this.#turn;
    const { on, fields } = this.#typed();
    const question = JSON.stringify({
      calculator: this.dataset.calculator,
      language: this.dataset.language,
      on,
      fields,
    });
    this.#say();
    this.#enter("working");
    let answered = null;
    try {
      answered = JSON.parse(await ask(question));
    } catch (error) {
      console.error("calculator-form:", error);
    }
    if (turn !== this.#turn) return;
    if (!answered) this.#tellUnavailable(led);
    else if (answered.ok) this.#tell(answered, led);
    else this.#tellProblems(answered, led);
  }

  /** What was answered, without what is empty, hidden or the default. */
  #typed() {
    /** @type {Record<string, string>} */
    const fields = {};
    let on = "";
    for (const control of this.#controls) {
      if (control.name === "on") on = control.value || (control.dataset.default ?? "");
      else if (!control.closest("[hidden]") && !holdsDefault(control))
        fields[control.name] = typedIn(control);
    }
    return { on, fields: { ...fields, ...Object.fromEntries(this.#unheld) } };
  }

  /** @param {{ html: string, finding: Record<string, unknown> }} answered @param {boolean} led */
  #tell(answered, led) {
    this.#finding = answered.finding;
    this.#tellEach([]);
    this.#part("problems").textContent = "";
    replaceAnswer(this.#part("answer"), answered.html, this.#names);
    this.#showQuestions();
    this.#enter("answered");
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
      const problem = problems.find(({ field }) => field === control.name);
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
    if (!control) return;
    reveal(control);
    control.focus();
  }

  /** Shows the questions that matter by what is answered and found so far; one that holds an answer stays. */
  #showQuestions() {
    for (const question of this.querySelectorAll("[data-shown-when]")) {
      if (!(question instanceof HTMLElement)) continue;
      const [name = "", values = ""] = (question.dataset.shownWhen ?? "").split("=");
      const control = this.#control(name);
      const now = control ? typedIn(control) : String(this.#finding[name] ?? "");
      const own = /** @type {Control} */ (question.querySelector("[name]"));
      question.hidden = !values.split(" ").includes(now) && holdsDefault(own) && !this.#unheld.has(own.name);
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

  /** Prints the answer alone: a copy of it, unfolded, with the page's title, the day and the address. */
  #print() {
    document.querySelector(".answer-sheet")?.remove(); // where no `afterprint` came
    const sheet = document.createElement("div");
    sheet.className = "answer-sheet md-typeset";
    const title = document.createElement("h1");
    title.textContent = document.title;
    const colophon = /** @type {HTMLElement} */ (this.#part("colophon").cloneNode(true));
    colophon.hidden = false;
    const day = new Intl.DateTimeFormat(this.dataset.language, { dateStyle: "long" }).format(new Date());
    for (const [name, text] of Object.entries({ day, address: this.#address.href })) {
      const place = colophon.querySelector(`[data-part="${name}"]`);
      if (place) place.textContent = text;
    }
    sheet.append(title, ...[...this.#part("answer").children].map((part) => part.cloneNode(true)), colophon);
    sheet.querySelector('[data-part="names"]')?.remove(); // they stand in the drawing
    for (const folded of sheet.querySelectorAll("details")) folded.open = true;
    document.body.append(sheet);
    document.documentElement.toggleAttribute("data-printing", true);
    const end = () => {
      document.documentElement.toggleAttribute("data-printing", false);
      sheet.remove();
    };
    addEventListener("afterprint", end, { once: true });
    print();
  }
}

/** Whether a text could be copied: not without a secure connection or the reader's leave. @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
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
