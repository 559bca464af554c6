// What was found, as the theme shows it: a list of groups, of a page and its sections, with HTML for their words.

import { WORD } from "./language.js";

/** @typedef {import("./index.js").Found} Found */
/** @typedef {(word: string) => boolean} IsTyped */

const WORD_OR_ENTITY = new RegExp(`&\\w+;|${WORD.source}`, "gu");
const LONGEST = 180; // letters of a page's text
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {Found[]} found @param {IsTyped} isTyped */
export function shown(found, isTyped) {
  return found.map(({ page, sections, score, typed, missing }) => {
    const terms = Object.fromEntries([
      ...typed.map((word) => [word, true]),
      ...missing.map((word) => [word, false]),
    ]);
    // The theme shows with the page what has its score, and hides the rest behind «more».
    return [page, ...sections].map(({ location, title, text }, place) => ({
      location,
      title: marked(title, isTyped),
      text: excerpt(text, isTyped),
      score: place > 1 ? 0 : score,
      terms,
    }));
  });
}

/** Where most of what was typed stands close together. @param {string} text @param {IsTyped} isTyped */
function excerpt(text, isTyped) {
  const places = [...text.matchAll(WORD)].filter(([word]) => isTyped(word)).map(({ index }) => index);
  let [from = 0] = places;
  let most = 0;
  for (const place of places) {
    const near = places.filter((other) => other >= place && other < place + LONGEST / 2).length;
    if (near > most) [from, most] = [place, near];
  }
  const start = from > LONGEST / 2 ? text.indexOf(" ", from - LONGEST / 2) + 1 : 0;
  const sentence = /[^.?!:]*$/.exec(text.slice(start, from))?.[0].trimStart() ?? "";
  const begin = from - sentence.length;
  const rest = text.slice(begin);
  const cut = rest.length > LONGEST ? `${rest.slice(0, rest.lastIndexOf(" ", LONGEST))} …` : rest;
  return marked(`${begin ? "… " : ""}${cut}`, isTyped);
}

/** Words between are escaped with the rest. @param {string} text @param {IsTyped} isTyped */
function marked(text, isTyped) {
  return escaped(text).replace(WORD_OR_ENTITY, (word) =>
    word.startsWith("&") || !isTyped(word) ? word : `<mark>${word}</mark>`,
  );
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => Reflect.get(ENTITIES, letter));
