// What the build wrote into the page, found by its name.

/** @param {Element} element @param {string} name */
export const part = (element, name) =>
  /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`));

/** @param {Element} element @param {string} action @param {boolean} isShown @param {string} label */
export function shown(element, action, isShown, label) {
  const button = /** @type {HTMLElement} */ (element.querySelector(`[data-action="${action}"]`));
  button.hidden = !isShown;
  button.setAttribute("aria-label", label);
}
