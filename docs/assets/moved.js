/**
 * Sends a reader on from an address that has moved. What has moved stands in the page as data: the ids of
 * sections, and "" for the page itself, each with its new address seen from here.
 */
export {};

const data = document.querySelector("script[data-moved]")?.textContent ?? "{}";
/** @type {Map<string, string>} */
const moved = new Map(Object.entries(JSON.parse(data)));

function sendOn() {
  const section = location.hash.slice(1);
  const to = moved.get(section) ?? moved.get("");
  if (to === undefined) return;
  const address = new URL(to, location.href);
  address.search = location.search;
  // A section that has not gone elsewhere went with its page.
  if (!moved.has(section)) address.hash = section;
  location.replace(address);
}
addEventListener("hashchange", sendOn);
sendOn();
