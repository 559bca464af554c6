// Days as ISO text, in the reader's own time zone where «today» is meant, and in none where they are counted.

const A_DAY = 86_400_000; // ms
const [FIRST, LAST] = ["0001-01-01", "2100-12-31"]; // of the days that the form reads

/** The reader's own day. */
export const today = () => new Date().toLocaleDateString("sv-SE"); // Sweden writes 2026-11-22

/** @param {string} day @param {number} days */
export const later = (day, days) => new Date(Date.parse(day) + days * A_DAY).toISOString().slice(0, 10);

/** The Monday of a day's week. @param {string} day */
export const mondayOf = (day) => later(day, -((new Date(day).getUTCDay() + 6) % 7));

/** The number of a week by ISO 8601: that of its Thursday's year. @param {string} monday */
export function weekNumber(monday) {
  const thursday = later(monday, 3);
  return Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / A_DAY / 7) + 1;
}

/** Whether a text is a day that there is and that the form reads, as ISO. @param {unknown} text @returns {text is string} */
export function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return text >= FIRST && text <= LAST && writtenBy(new Date(text)) === text;
}

/** A day as Danes write it or as ISO, as ISO; nothing where it is none. @param {string} written */
export function dayRead(written) {
  const danish = /^(\d{1,2})[./-] ?(\d{1,2})(?:[./-] ?| )(\d{4})$/.exec(written.trim());
  const [, day = "", month = "", year = ""] = danish ?? [];
  const iso = danish ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : written.trim();
  return isDay(iso) ? iso : undefined;
}

/** @param {Date} date */
const writtenBy = (date) => (Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10));
