// A text that the answer proposes and the reader may change. What she made of it outlasts the next answer.

import { copied } from "./take-along.js";

export class Letter {
  /** Her own text, once she changed it, and the proposal that she changed. @type {{ text: string, proposal: string } | null} */
  #own = null;

  /** @param {HTMLTextAreaElement} field */
  keep(field) {
    this.#own = { text: field.value, proposal: field.defaultValue };
  }

  /** Puts the names, or her own text, into the letter of a new answer. @param {Element} form */
  fill(form) {
    const field = fieldIn(form);
    if (!field) return;
    field.value = named(this.#own?.text ?? field.defaultValue, form);
    const kept = form.querySelector('[data-part="letter-kept"]');
    kept?.toggleAttribute("hidden", !this.#own || this.#own.proposal === field.defaultValue);
  }

  /** Goes back to what is proposed now. @param {Element} form */
  renew(form) {
    this.#own = null;
    this.fill(form);
    fieldIn(form)?.focus();
  }

  /** Whether the text could be copied; where not it is selected, for the reader to copy. @param {Element} form */
  async copied(form) {
    const field = fieldIn(form);
    const done = await copied(field?.value ?? "");
    if (!done) field?.select();
    return done;
  }

  /** The address that opens the text in the mail program. @param {Element} form */
  mail(form) {
    const field = fieldIn(form);
    const subject = encodeURIComponent(field?.dataset.subject ?? "");
    const body = encodeURIComponent((field?.value ?? "").replaceAll("\n", "\r\n"));
    return `mailto:?subject=${subject}&body=${body}`;
  }
}

/** @param {Element} form @returns {HTMLTextAreaElement | null} */
function fieldIn(form) {
  return form.querySelector('textarea[data-part="letter-text"]');
}

/**
 * The text with each name in its place, as far as the place is still there.
 *
 * @param {string} text
 * @param {Element} form
 */
function named(text, form) {
  for (const blank of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-empty]"))) {
    const { empty = "" } = blank.dataset;
    text = text.replace(empty, () => blank.value.trim() || empty);
  }
  return text;
}
