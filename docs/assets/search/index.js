// Finds the pages that answer a question, and in them the sections. Pages come first: a reader looks for one, and
// its words stand apart in its sections.

import MiniSearch from "../libraries/minisearch.js";
import { isStem, Language } from "./language.js";
import { OF_A_GUESS, Questions } from "./questions.js";

/** One page or section, as `handbook/search` writes it. @typedef {{ location: string, title: string, text: string, keywords?: string[], boost?: number }} Doc */
/** @typedef {import("./language.js").Told} Told */
/** @typedef {import("./questions.js").Sought} Sought */
/** @typedef {import("minisearch").default<any>} Words */

/** A page, and of its sections those that are worth a look, the best first. @typedef {{ page: Doc, score: number, sections: Doc[], typed: string[], missing: string[] }} Found */

/** How much a word counts by where it stands. */
const PAGE_FIELDS = {
  keywords: 5,
  address: 4,
  title: 2,
  parts: 2,
  headings: 1,
  textParts: 0.4,
  text: 0.2,
};
const SECTION_FIELDS = { title: 3, text: 1, parts: 0.5 };
/** How often and where a word stands counts less than whether it does. */
const EVENED = 0.6;
const BM25 = { k: 1.2, b: 0.2, d: 1.5 };
/** How much a page loses that lacks a word, and gains whose title or keyword is what was asked. */
const COVERAGE = 0.7;
const PHRASE = 9;
const ALIKE = 1.5;
const MOST = { pages: 20, sections: 3 };

export class Index {
  /** @type {Language} */
  #language;
  /** @type {Map<string, Doc>} */
  #docs = new Map();
  /** The titles and keywords of each page, as what they mean. @type {Map<string, Set<string>[]>} */
  #phrases = new Map();
  /** On how many pages a stem stands. @type {Map<string, number>} */
  #pagesWith = new Map();
  #pages = indexOf(PAGE_FIELDS);
  #sections = indexOf(SECTION_FIELDS);

  /** @param {Told} told @param {(word: string) => string} stemmer @param {Doc[]} docs */
  constructor(told, stemmer, docs) {
    const language = (this.#language = new Language(told, stemmer));
    /** @type {Map<string, Doc[]>} */
    const pages = new Map();
    for (const doc of docs) {
      this.#docs.set(doc.location, doc);
      const page = pageOf(doc.location);
      pages.set(page, [...(pages.get(page) ?? []), doc]);
      for (const text of [doc.title, doc.text, ...(doc.keywords ?? [])]) language.learn(text);
    }
    for (const [page, its] of pages) this.#addPage(page, its);
    for (const doc of docs) this.#addSection(doc);
    this.questions = new Questions(language, (term) => this.#pagesWith.has(term));
  }

  /** @param {string} page @param {Doc[]} docs */
  #addPage(page, docs) {
    const [{ title = "", keywords = [] } = {}] = docs;
    const headings = docs.slice(1).map((doc) => doc.title);
    const text = docs.map((doc) => doc.text).join(" ");
    const told = [title, ...headings, ...keywords].join(" ");
    const terms = (/** @type {string} */ it) => this.#language.terms(it).join(" ");
    const parts = (/** @type {string} */ it) => this.#language.partTerms(it).join(" ");
    this.#pages.add({
      id: page,
      title: terms(title),
      address: terms(this.#language.about(page).join(" ")),
      keywords: terms(keywords.join(" ")),
      headings: terms(headings.join(" ")),
      text: terms(text),
      parts: parts(told),
      textParts: parts(text),
    });
    this.#phrases.set(
      page,
      [title, ...headings, ...keywords].map((it) => this.#meaning(it)),
    );
    for (const stem of new Set(this.#language.terms(`${told} ${text}`)))
      this.#pagesWith.set(stem, (this.#pagesWith.get(stem) ?? 0) + 1);
  }

  /** @param {Doc} doc */
  #addSection({ location, title, text }) {
    const terms = this.#language.terms(text).join(" ");
    const parts = this.#language.partTerms(`${title} ${text}`).join(" ");
    const titled = this.#language.terms(title).join(" ");
    this.#sections.add({ id: location, title: titled, text: terms, parts });
  }

  /** @param {string} question @returns {Found[]} the best first */
  found(question) {
    const sought = this.questions.sought(question);
    const all = sought.reduce((sum, it) => sum + this.#rarity(it), 0);
    /** @type {Map<string, { score: number, covered: number, by: Set<Sought> }>} */
    const scores = new Map();
    for (const it of sought) {
      for (const [page, score] of this.#scored(this.#pages, PAGE_FIELDS, it)) {
        const sum = scores.get(page) ?? { score: 0, covered: 0, by: new Set() };
        scores.set(page, sum);
        sum.score += score ** EVENED;
        sum.covered += this.#rarity(it);
        sum.by.add(it);
      }
    }
    const asked = this.#meaning(question);
    const perhaps = this.questions.perhaps(question);
    for (const { terms } of sought)
      for (const { term, weight } of terms) if (weight >= OF_A_GUESS && isStem(term)) asked.add(term);
    const ranked = [...scores].map(([page, { score, covered, by }]) => ({
      page: /** @type {Doc} */ (this.#docs.get(page)),
      by,
      score:
        (score + PHRASE * all * this.#likeness(page, asked, perhaps)) *
        (covered / all) ** COVERAGE *
        (this.#docs.get(page)?.boost ?? 1),
    }));
    ranked.sort((a, b) => b.score - a.score || (a.page.location < b.page.location ? -1 : 1));
    const best = ranked.slice(0, MOST.pages);
    const sections = this.#bestSections(new Set(best.map(({ page }) => page.location)), sought);
    return best.map(({ page, score, by }) => ({
      page,
      score,
      sections: sections.get(page.location) ?? [],
      typed: [...by].filter(({ isGuess }) => !isGuess).flatMap(({ typed }) => typed),
      missing: sought.filter((it) => !by.has(it)).flatMap(({ typed }) => typed),
    }));
  }

  /**
   * What each page or section has of one word.
   *
   * @param {Words} index @param {Record<string, number>} boost @param {Sought} sought
   * @param {(id: string) => boolean} [isWanted]
   * @returns {Map<string, number>}
   */
  #scored(index, boost, { terms }, isWanted = () => true) {
    const best = new Map();
    for (const { term, weight, isBeginning } of terms) {
      const filter = (/** @type {any} */ { id }) => isWanted(id);
      for (const { id, score } of index.search(term, { boost, filter, prefix: isBeginning, bm25: BM25 }))
        best.set(id, Math.max(best.get(id) ?? 0, score * weight));
    }
    return best;
  }

  /** @param {Set<string>} pages @param {Sought[]} sought @returns {Map<string, Doc[]>} */
  #bestSections(pages, sought) {
    const isWanted = (/** @type {string} */ id) => id.includes("#") && pages.has(pageOf(id));
    /** @type {Map<string, number>} */
    const scores = new Map();
    for (const it of sought)
      for (const [id, score] of this.#scored(this.#sections, SECTION_FIELDS, it, isWanted))
        scores.set(id, (scores.get(id) ?? 0) + score);
    /** @type {Map<string, Doc[]>} */
    const best = new Map();
    for (const [id] of [...scores].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))) {
      const page = pageOf(id);
      const its = best.get(page) ?? [];
      const doc = this.#docs.get(id);
      if (doc && its.length < MOST.sections) best.set(page, [...its, doc]);
    }
    return best;
  }

  /** How rare a word is on the site: one that stands on every page tells little. @param {Sought} sought */
  #rarity({ terms }) {
    const pages = Math.max(0, ...terms.map(({ term }) => this.#pagesWith.get(term) ?? 0));
    return this.#rarityOf(pages);
  }

  /** @param {number} pages */
  #rarityOf(pages) {
    return Math.log(1 + this.#phrases.size / (1 + pages));
  }

  /** @param {string} text */
  #meaning(text) {
    return new Set(this.#language.about(text).map((word) => this.#language.stem(word)));
  }

  /**
   * How much of the question is in the title, the heading or the keyword that is most like it, and of that in the
   * question: 1 where they mean the same.
   *
   * @param {string} page @param {Set<string>} asked @param {string[]} perhaps no loss where it is not there
   */
  #likeness(page, asked, perhaps) {
    const weight = (/** @type {Iterable<string>} */ stems) =>
      [...stems].reduce((sum, stem) => sum + this.#rarityOf(this.#pagesWith.get(stem) ?? 0), 0);
    let best = 0;
    for (const phrase of this.#phrases.get(page) ?? []) {
      const meant = new Set([...asked, ...perhaps.filter((stem) => phrase.has(stem))]);
      const both = weight([...meant].filter((stem) => phrase.has(stem)));
      if (both) best = Math.max(best, (2 * both) / (weight(meant) + weight(phrase)));
    }
    return best ** ALIKE;
  }
}

/** @param {Record<string, number>} fields @returns {Words} */
function indexOf(fields) {
  return new MiniSearch({
    fields: Object.keys(fields),
    tokenize: (terms) => terms.split(" ").filter(Boolean),
    processTerm: (term) => term,
  });
}

/** @param {string} location */
const pageOf = (location) => location.replace(/#.*/s, "");
