// What the search knows of a language: its words, their stems, how it joins them, and which of them only ask.

/**
 * What `handbook/search` says of a language.
 *
 * @typedef {object} Told
 * @property {string} lang as in `lang="da"`
 * @property {string[]} function_words those that a question is made of, whatever it is about
 * @property {string[]} common words of which every page is about: they tell nothing in a longer question
 * @property {string[]} links what may stand between the words of a compound; none where they are written apart
 * @property {boolean} has_stemmer whether there is a library for its inflections
 */

export const WORD = /[\p{L}\p{N}]+/gu;
const ABBREVIATION = /^\p{Lu}{2,5}$/u;
/** Before a term that is a stem or an abbreviation: another word may be spelt the same. */
const STEM = "·";
const LETTERS = "=";
const SHORTEST_PART = 3; // letters
const LACKING = /** @type {const} */ ([
  ["æ", "ae"],
  ["ø", "oe"],
  ["å", "aa"],
]);

export class Language {
  /** @type {Set<string>} */
  #functionWords;
  /** @type {Set<string>} */
  #common;
  #links;
  #stemmer;
  /** How often each word is used on the site, as it is written but in small letters. @type {Map<string, number>} */
  #used = new Map();
  /** @type {Set<string>} */
  #stems = new Set();
  /** A word as the site writes it, by how somebody writes it whose keyboard lacks letters. @type {Map<string, string>} */
  #folded = new Map();
  /** What the stemmer has said. @type {Map<string, string>} */
  #stemmed = new Map();
  /** What has been found of a word: its terms, and the words that it is made of. @type {Map<string, string[]>} */
  #terms = new Map();
  /** @type {Map<string, string[]>} */
  #parts = new Map();

  /** @param {Told} told @param {(word: string) => string} stemmer */
  constructor({ function_words, common, links }, stemmer) {
    this.#functionWords = new Set(function_words);
    this.#common = new Set(common);
    this.#links = links;
    this.#stemmer = stemmer;
  }

  /** Takes in what the site says. @param {string} text */
  learn(text) {
    for (const word of words(text)) {
      const small = word.toLowerCase();
      this.#used.set(small, (this.#used.get(small) ?? 0) + 1);
      this.#folded.set(fold(small), small);
      if (!this.#functionWords.has(small)) this.#stems.add(this.#stemOf(small));
    }
  }

  /** @param {string} small a word in small letters */
  #stemOf(small) {
    let stem = this.#stemmed.get(small);
    if (stem === undefined) this.#stemmed.set(small, (stem = this.#stemmer(small)));
    return stem;
  }

  /** The words of the site that mean something, and how often each is used. */
  get vocabulary() {
    return [...this.#used].filter(([word]) => !this.#functionWords.has(word) && /^\p{L}{3}/u.test(word));
  }

  /** @param {string} word */
  isKnown(word) {
    return this.#stems.has(this.#stemOf(word.toLowerCase()));
  }

  /** The word as the site writes it, where it was typed on a keyboard that lacks letters. @param {string} word */
  #spelt(word) {
    const small = word.toLowerCase();
    if (this.#used.has(small) || this.#functionWords.has(small) || this.isKnown(small)) return word;
    const whole = LACKING.reduce((it, [letter, instead]) => it.replaceAll(instead, letter), small);
    return this.#folded.get(small) ?? (this.isKnown(whole) ? whole : word);
  }

  /** What a text is about, for the index. @param {string} text */
  terms(text) {
    return words(text).flatMap((word) => this.termsOf(word));
  }

  /** The parts of a text's compounds. @param {string} text */
  partTerms(text) {
    return words(text).flatMap((word) => this.parts(word).map((part) => this.stem(part)));
  }

  /** One word's terms: itself and its stem; nothing for one that only asks. @param {string} word */
  termsOf(word) {
    let terms = this.#terms.get(word);
    if (terms) return terms;
    const small = word.toLowerCase();
    terms = this.isAbbreviation(word) ? [this.letters(word)] : [];
    if (!this.#functionWords.has(small)) terms.push(fold(small), this.stem(small));
    this.#terms.set(word, terms);
    return terms;
  }

  /** The term of an abbreviation, however it was typed. @param {string} word */
  letters(word) {
    return LETTERS + fold(word.toLowerCase());
  }

  /** @param {string} word */
  isAbbreviation(word) {
    return ABBREVIATION.test(word);
  }

  /** @param {string} word */
  stem(word) {
    return STEM + fold(this.#stemOf(word.toLowerCase()));
  }

  /**
   * The words of a question or a title that say what it is about, as the site spells them. «AT» and «MED» in
   * capitals do; all words do where there are no others.
   *
   * @param {string} text
   */
  about(text) {
    const all = words(text).map((word) => this.#spelt(word));
    const told = all.filter(
      (word) => this.isAbbreviation(word) || !this.#functionWords.has(word.toLowerCase()),
    );
    return told.length ? told : all;
  }

  /** Of those, the ones that tell pages apart. @param {string} question */
  particular(question) {
    const about = this.about(question);
    const particular = about.filter((word) => !this.#common.has(word.toLowerCase()));
    return particular.length ? particular : about;
  }

  /** Two neighbours as one word, where the site knows that. @param {string} first @param {string} second */
  joined(first, second) {
    const head = first.toLowerCase();
    const tail = second.toLowerCase();
    return this.#links
      .map((link) => head + link + tail)
      .find((word) => this.#used.has(word) || this.isKnown(word));
  }

  /**
   * The words that a compound is made of, those of its parts too, where the site uses them by themselves.
   *
   * @param {string} word
   * @returns {string[]}
   */
  parts(word) {
    const small = word.toLowerCase();
    let parts = this.#parts.get(small);
    if (!parts) {
      const two = this.#two(small);
      this.#parts.set(small, (parts = [...new Set(two.flatMap((part) => [part, ...this.parts(part)]))]));
    }
    return parts;
  }

  /** Where the shorter of two words is as long as can be. @param {string} word */
  #two(word) {
    let best = /** @type {string[]} */ ([]);
    let longest = 0;
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
      const tail = word.slice(at);
      if (!this.#isWord(tail)) continue;
      for (const link of this.#links) {
        const head = word.slice(0, at - link.length);
        const shorter = Math.min(head.length, tail.length);
        if (word.slice(head.length, at) !== link || shorter <= longest || !this.#isWord(head)) continue;
        best = [head, tail];
        longest = shorter;
      }
    }
    return best;
  }

  /** @param {string} word */
  #isWord(word) {
    if (word.length < SHORTEST_PART || this.#functionWords.has(word)) return false;
    return this.#used.has(word) || (word.length > SHORTEST_PART && this.isKnown(word));
  }
}

/** @param {string} text @returns {string[]} */
export function words(text) {
  return text.normalize("NFC").match(WORD) ?? [];
}

/** Letters as somebody writes them whose keyboard lacks them. @param {string} word */
export function fold(word) {
  return LACKING.reduce((it, [letter, instead]) => it.replaceAll(letter, instead), word)
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** @param {string} term */
export const isStem = (term) => term.startsWith(STEM);
