// What a question is about: each of its words, as the site has it, and what that is to be looked up by.

import MiniSearch from "../libraries/minisearch.js";
import { fold, words } from "./language.js";

/**
 * What a word of the question is looked up by.
 *
 * @typedef {object} Sought
 * @property {string[]} typed
 * @property {boolean} isGuess whether the site does not know what was typed, and another word stands for it
 * @property {{ term: string, weight: number, isBeginning: boolean }[]} terms
 */

/** A part of a compound says less than the whole, least where the site knows that. */
const OF_A_PART = { known: 0.1, unknown: 0.5 };
const OF_A_BEGINNING = 0.6;
export const OF_A_GUESS = 0.3;
const SHORTEST_BEGUN = 3; // letters
const SHORTEST_GUESSED = 4;
const ENDINGS = [1, 2, 3];
const FAR = 0.4; // of its letters: what may be offered
const FAR_FROM = 7; // letters: a longer word may have two mistakes
const MOST_NEAR = 3;

export class Questions {
  #language;
  #isOnAPage;
  #vocabulary = new MiniSearch({ fields: ["folded"], idField: "word", storeFields: ["used"] });

  /** @param {import("./language.js").Language} language that has learnt the site @param {(term: string) => boolean} isOnAPage */
  constructor(language, isOnAPage) {
    this.#language = language;
    this.#isOnAPage = isOnAPage;
    for (const [word, used] of language.vocabulary) this.#vocabulary.add({ word, folded: fold(word), used });
  }

  /** Words of the site that look like those of a question, the likest first. @param {string} question */
  near(question) {
    const words = this.#language.particular(question).flatMap((word) => this.#nearest(word, FAR));
    const near = new Map();
    for (const word of words)
      if (!near.has(this.#language.stem(word))) near.set(this.#language.stem(word), word);
    return [...near.values()].slice(0, MOST_NEAR);
  }

  /** What is to be marked where the site says it: never a guess. @param {string} question */
  isTyped(question) {
    const typed = this.sought(question).filter(({ isGuess }) => !isGuess);
    const terms = new Set(
      typed.flatMap((it) => it.terms.filter(({ weight }) => weight === 1).map(({ term }) => term)),
    );
    const beginnings = typed.flatMap((it) =>
      it.terms.filter(({ isBeginning }) => isBeginning).map(({ term }) => term),
    );
    return (/** @type {string} */ word) => {
      const own = this.#language.termsOf(word);
      return (
        own.some((term) => terms.has(term) || beginnings.some((begun) => term.startsWith(begun))) ||
        this.#language.parts(word).some((part) => terms.has(this.#language.stem(part)))
      );
    };
  }

  /** The words of a question that mean something, with what each is looked up by. @param {string} question */
  sought(question) {
    const meant = this.#language.particular(question);
    /** @type {Sought[]} */
    const sought = [];
    for (let at = 0; at < meant.length; at++) {
      let [word = "", next = ""] = meant.slice(at, at + 2);
      const typed = [word];
      for (let joined; next && (joined = this.#language.joined(word, next)); next = meant[at + 1] ?? "") {
        word = joined;
        typed.push(next);
        at++;
      }
      sought.push({ ...this.#lookedUp(word), typed });
    }
    return sought;
  }

  /** @param {string} word @returns {Sought} */
  #lookedUp(word) {
    const typed = [word];
    const terms = this.#exactly(word);
    if (this.#language.isKnown(word) || this.#isOnAPage(this.#language.letters(word)))
      return { typed, isGuess: false, terms: [...terms, ...this.#byParts(word, OF_A_PART.known)] };
    const ending = this.#withoutEnding(word);
    if (ending) return { ...this.#lookedUp(ending), typed };
    const begun = fold(word.toLowerCase());
    const parts = [...this.#byParts(word, OF_A_PART.unknown), ...this.#byEndings(begun)];
    if (begun.length >= SHORTEST_BEGUN && this.#vocabulary.search(begun, { prefix: true }).length)
      parts.push({ term: begun, weight: OF_A_BEGINNING, isBeginning: true });
    if (parts.length) return { typed, isGuess: false, terms: [...terms, ...parts] };
    const [nearest] =
      begun.length < SHORTEST_GUESSED ? [] : this.#nearest(word, begun.length < FAR_FROM ? 1 : 2);
    if (!nearest) return { typed, isGuess: false, terms };
    return {
      typed,
      isGuess: true,
      terms: [...this.#exactly(nearest, OF_A_GUESS), ...this.#byParts(nearest, OF_A_PART.known)],
    };
  }

  /** @param {string} word */
  #exactly(word, weight = 1) {
    const letters = this.#language.letters(word);
    // Who writes STOP does not mean to stop.
    const isOne = this.#language.isAbbreviation(word) && this.#isOnAPage(letters);
    return (isOne ? [letters] : [this.#language.stem(word), letters]).map((term) => ({
      term,
      weight,
      isBeginning: false,
    }));
  }

  /** @param {string} word @param {number} weight */
  #byParts(word, weight) {
    const parts = this.#language.parts(word);
    return parts.map((part) => ({ term: this.#language.stem(part), weight, isBeginning: false }));
  }

  /** An abbreviation of the site, where a word is one with an ending, which the stemmer does not know. @param {string} word */
  #withoutEnding(word) {
    const shorter = ENDINGS.map((length) => word.slice(0, -length));
    return shorter.find((it) => it.length >= SHORTEST_GUESSED && this.#isOnAPage(this.#language.letters(it)));
  }

  /** The compounds of the site that end so. @param {string} ending */
  #byEndings(ending) {
    if (ending.length < SHORTEST_GUESSED) return [];
    const compounds = this.#language.vocabulary.filter(([word]) => fold(word).endsWith(ending));
    return compounds.map(([word]) => ({
      term: this.#language.stem(word),
      weight: OF_A_PART.unknown,
      isBeginning: false,
    }));
  }

  /** The likest first, and of those the one that is used most. @param {string} word @param {number} fuzzy how far, as MiniSearch counts it */
  #nearest(word, fuzzy) {
    const near = this.#vocabulary.search(fold(word.toLowerCase()), {
      fuzzy,
      prefix: false,
      boostDocument: (_id, _term, stored) => 1 + Math.log(Number(stored?.used)) / 100,
    });
    return near.map(({ id }) => String(id));
  }

  /** What may be meant by «med» and «at», which are function words and abbreviations. @param {string} question */
  perhaps(question) {
    const known = words(question).filter((word) => this.#isOnAPage(this.#language.letters(word)));
    return known.map((word) => this.#language.stem(word));
  }
}
