// What a reader takes with her: a sheet of paper, a file, a text in the clipboard.

/**
 * Prints parts of the page alone: copies of them, unfolded, under a title.
 *
 * @param {Element[]} parts
 * @param {HTMLElement} colophon what stands under them
 * @param {string} [named] the page's own title, if no other
 */
export function printed(parts, colophon, named = document.title) {
  document.querySelector(".answer-sheet")?.remove(); // where no `afterprint` came
  const sheet = document.createElement("div");
  sheet.className = "answer-sheet md-typeset";
  const title = document.createElement("h1");
  title.textContent = named;
  sheet.append(title, ...parts.map((part) => part.cloneNode(true)), colophon);
  // Names stand in the drawing; a letter is sent; a sheet to fill in is printed by itself.
  for (const own of sheet.querySelectorAll(
    ':scope > * [data-part="sheet"], [data-part="names"], [data-part="letter"]',
  ))
    own.remove();
  for (const folded of sheet.querySelectorAll("details")) folded.open = true;
  document.body.append(sheet);
  document.documentElement.toggleAttribute("data-printing", true);
  const end = () => {
    document.documentElement.toggleAttribute("data-printing", false);
    sheet.remove();
  };
  addEventListener("afterprint", end, { once: true });
  print();
}

/**
 * Prints one folded sheet by itself, under what it is folded beneath.
 *
 * @param {Element} sheet
 * @param {HTMLElement} colophon
 */
export function printedAlone(sheet, colophon) {
  const [summary, ...parts] = sheet.children;
  printed(parts, colophon, summary?.textContent ?? "");
}

/**
 * Gives the reader a file that was made here: nothing is sent.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function givenFile(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // The browser reads it after the click, at its leisure.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Whether a text could be copied: not without a secure connection or the reader's leave. @param {string} text */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
