// A clock that is started and stopped. What is kept is when it was started, so that it survives whatever ends the
// page; what it shows is reckoned from that.

const FORGOTTEN_AFTER = 4 * 60; // minutes: longer than nearly all that is ever written

/** @typedef {{ minutes: number, isSure: boolean, says: "stopped" | "forgotten" | "odd" }} Stopped */

/** How long it has gone, whole minutes. @param {number} started ms @param {number} now ms */
export const elapsed = (started, now) => Math.max(Math.round((now - started) / 60_000), 0);

/**
 * What a stopped clock tells: not sure where it went for hours, or where the time of day was set back.
 *
 * @param {number} started ms
 * @param {number} now ms
 * @returns {Stopped}
 */
export function stopped(started, now) {
  const minutes = elapsed(started, now);
  if (now < started) return { minutes: 0, isSure: false, says: "odd" };
  if (minutes > FORGOTTEN_AFTER) return { minutes, isSure: false, says: "forgotten" };
  return { minutes: Math.max(minutes, 1), isSure: true, says: "stopped" };
}
