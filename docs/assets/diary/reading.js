// Reads what is typed where an answer cannot wait for Python: times, and lines of a paper sheet. How a time may
// be written is the form's business (calculators/form.py, Minutes); a test holds the two against each other.

const CLOCK = /^(\d{1,4}):([0-5]\d)$/;
const SAID =
  /^(?:(\d{1,4}(?:,\d{1,2}|\.(?:\d|25|50|75))?|\d{0,4} ?½) ?(?:t|time|timer|h|hour|hours)\.?)?(?: ?(?:og |and )?(\d{1,6}) ?(?:m|min|minut|minutter|minute|minutes)?\.?)?$/i;

/** What is no letter and no mark, as the form takes it out too. */
const UNWRITTEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+/gu;

/** A text on one line, without what cannot be seen. @param {string} text */
export const clean = (text) => text.replace(UNWRITTEN, " ").trim().replace(/\s+/g, " ");

/** @typedef {{ minutes: number } | { problem: "not_minutes" | "no_minutes" | "too_many_hours" }} Time */

/**
 * A time as typed, in whole minutes, or what is wrong with it.
 *
 * @param {string} typed
 * @param {number} mostHours
 * @returns {Time}
 */
export function timeRead(typed, mostHours) {
  const minutes = minutesIn(typed.trim());
  if (minutes === undefined) return { problem: "not_minutes" };
  if (minutes < 1) return { problem: "no_minutes" };
  return minutes > mostHours * 60 ? { problem: "too_many_hours" } : { minutes };
}

/** @param {string} text */
function minutesIn(text) {
  if (/^\d+$/.test(text)) return Number(text);
  const clock = CLOCK.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const said = text ? SAID.exec(text) : null;
  return said ? Math.round(amount(said[1] ?? "0") * 60) + Number(said[2] ?? 0) : undefined;
}

/** @param {string} written a number with decimals, or with a half at its end */
function amount(written) {
  if (written.endsWith("½")) return Number(written.slice(0, -1).trim() || 0) + 0.5;
  return Number(written.replace(",", "."));
}

/** @typedef {{ task: string, minutes: number, acute: boolean, own_time: boolean }} Piece */

/**
 * A day of a paper sheet: «sam 20, run 45 akut». The first of `tasks` of which a word begins so is meant; other
 * words are the reader's own. `0` alone is a day with nothing.
 *
 * @param {string} typed
 * @param {{ tasks: Map<string, string>, acute: string, ownTime: string, mostHours: number }} how `tasks` by their code
 * @returns {{ pieces: Piece[], wrong: string[] }}
 */
export function lineRead(typed, how) {
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {string[]} */
  const wrong = [];
  const line = clean(typed);
  if (/^[-0]$/.test(line)) return { pieces, wrong };
  // A comma before a digit is a decimal's.
  for (const text of line.split(/,(?!\d)|;/)) {
    if (!text.trim()) continue;
    const piece = pieceRead(text.trim(), how);
    if (piece) pieces.push(piece);
    else wrong.push(text.trim());
  }
  if (!pieces.length && !wrong.length) wrong.push(line); // marks alone are no day with nothing
  return { pieces, wrong };
}

/** @param {string} text @param {Parameters<typeof lineRead>[1]} how @returns {Piece | undefined} */
function pieceRead(text, { tasks, acute, ownTime, mostHours }) {
  const words = text.split(" ");
  const first = words.findIndex((word) => /^[\d½]/.test(word));
  if (first < 1) return undefined; // no time, or no task before it
  const task = taskRead(words.slice(0, first).join(" "), tasks);
  // The longest that is a time: «1 t 30 min», then what kind it was.
  for (let end = words.length; end > first; end--) {
    const time = timeRead(words.slice(first, end).join(" "), mostHours);
    if (!("minutes" in time)) continue;
    const marks = words.slice(end).map((word) => word.toLowerCase());
    const isAcute = marks.filter((mark) => acute.startsWith(mark));
    const isOwn = marks.filter((mark) => ownTime.startsWith(mark));
    if (marks.length !== isAcute.length + isOwn.length) return undefined;
    return { task, minutes: time.minutes, acute: isAcute.length > 0, own_time: isOwn.length > 0 };
  }
  return undefined;
}

/** @param {string} typed @param {Map<string, string>} tasks */
function taskRead(typed, tasks) {
  const sought = typed.toLowerCase();
  const named = [...tasks].map(([code, name]) => ({ code, name: name.toLowerCase() }));
  const begins = named.find(({ name }) => name.startsWith(sought));
  const holds = begins ?? named.find(({ name }) => name.split(" ").some((word) => word.startsWith(sought)));
  return holds?.code ?? typed;
}
