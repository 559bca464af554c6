// The page as readers have it: from the key that sends the form to the answer in it.
addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("calculator-form");
  let pressed = 0;
  form.addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
  new MutationObserver(() => {
    if (form.dataset.state === "working" || form.dataset.state === "ready") return;
    measure.answered(form.dataset.state, performance.now() - pressed);
  }).observe(form, { attributeFilter: ["data-state"] });
});
