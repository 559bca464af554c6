// What the script says: the sentences that the build wrote into the page, with their {names} filled in.

export class Words {
  /** @type {Map<string, string>} */
  #texts = new Map();
  #form;

  /** @param {HTMLTemplateElement} template @param {string} language */
  constructor(template, language) {
    for (const piece of template.content.querySelectorAll("data"))
      this.#texts.set(piece.value, piece.textContent ?? "");
    this.#form = new Intl.PluralRules(language);
    /** @param {Intl.DateTimeFormatOptions} options */
    const days = (options) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    this.weekday = days({ weekday: "long", day: "numeric", month: "long" });
    this.day = days({ day: "numeric", month: "long", year: "numeric" });
  }

  /**
   * The sentence of a key. One that bends does so with `n`.
   *
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  say(key, values = {}) {
    const bent = typeof values.n === "number" ? `${key}.${this.#form.select(values.n)}` : key;
    const text = this.#texts.get(bent) ?? this.#texts.get(key);
    if (text === undefined) throw new Error(`words: got ${key}, expected a key of the page's`);
    return text.replace(/{(\w+)}/g, (_, name) => String(values[name]));
  }

  /** Minutes as hours and minutes, without what is nought. @param {number} minutes */
  time(minutes) {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (!hours) return this.say("unit.minutes", { n: rest });
    if (!rest) return this.say("unit.hours", { n: hours });
    return this.say("unit.hours_and_minutes", {
      hours: this.say("unit.hours", { n: hours }),
      minutes: this.say("unit.minutes", { n: rest }),
    });
  }

  /** A day of this week by its name and date. @param {string} day ISO */
  weekdayOf(day) {
    return this.weekday.format(new Date(day));
  }

  /** @param {string} day ISO */
  dayOf(day) {
    return this.day.format(new Date(day));
  }
}
