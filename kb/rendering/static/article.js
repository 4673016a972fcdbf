// Shows the card of a find on hover, focus and tap. The cards are in the page already
// (« Everything found »); without this script hover shows one line and a click leads on.
const root = document.documentElement;
root.classList.add("scripted");

const floating = document.createElement("ul");
floating.id = "floating";
floating.setAttribute("role", "tooltip");
floating.hidden = true;
document.body.append(floating);

const beside = matchMedia("(min-width: 60.01rem)"); // the list stands beside the text
let timer = 0;
let shownFor = null;
let touched = false;

/** Every find that covers this piece of text, the innermost first. */
function covering(hit) {
  const keys = [];
  for (let at = hit.closest(".find"); at; at = at.parentElement.closest(".find")) {
    if (!keys.includes(at.dataset.find)) keys.push(at.dataset.find);
  }
  return keys;
}

function show(hit) {
  clearTimeout(timer);
  if (shownFor === hit) return;
  hide();
  const cards = covering(hit)
    .map((key) => document.getElementById(`card-${key}`))
    .filter(Boolean)
    .map((card) => {
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    });
  if (!cards.length) return;
  floating.replaceChildren(...cards);
  floating.hidden = false;
  shownFor = hit;
  hit.setAttribute("aria-describedby", "floating");
  place(hit);
  light(hit, true);
}

/** Below the words, or above them where there is more room; a sheet on a narrow screen. */
function place(hit) {
  const narrow = window.innerWidth < 600;
  floating.classList.toggle("sheet", narrow);
  if (narrow) return;
  const words = hit.getClientRects()[0] ?? hit.getBoundingClientRect();
  const { width, height } = floating.getBoundingClientRect();
  const below = words.bottom + 6;
  const above = words.top - height - 6;
  const top = below + height < window.innerHeight || above < 8 ? below : above;
  floating.style.top = `${Math.max(8, Math.min(top, window.innerHeight - height - 8))}px`;
  floating.style.left = `${Math.max(8, Math.min(words.left, window.innerWidth - width - 8))}px`;
}

function hide() {
  clearTimeout(timer);
  if (!shownFor) return;
  shownFor.removeAttribute("aria-describedby");
  light(shownFor, false);
  shownFor = null;
  floating.hidden = true;
}

/** Marks all pieces of the innermost find, and its claim in the list beside the text. */
function light(hit, on) {
  const keys = covering(hit);
  for (const piece of document.querySelectorAll(`.text [data-find="${CSS.escape(keys[0])}"]`)) {
    piece.classList.toggle("lit", on);
  }
  for (const key of keys) {
    const item = document.querySelector(`.claims [data-for="${CSS.escape(key)}"]`);
    item?.classList.toggle("lit", on);
    if (on && beside.matches) item?.scrollIntoView({ block: "nearest" });
  }
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, 160);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const hit = event.target.closest(".text .hit");
  if (hit) later(() => show(hit));
  else if (event.target.closest("#floating")) clearTimeout(timer);
  else if (shownFor && document.activeElement !== shownFor) later(hide);
});
document.addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch";
  if (touched && !event.target.closest("#floating, .hit")) hide();
});
// The first tap shows the card, which has the links; a second one follows the words' own.
document.addEventListener("click", (event) => {
  const hit = event.target.closest(".text .hit");
  if (!hit || !touched || shownFor === hit) return;
  event.preventDefault();
  show(hit);
}, true);
document.addEventListener("focusin", (event) => {
  const hit = event.target.closest(".text .hit");
  if (hit && !touched && hit.matches(":focus-visible")) show(hit);
  else if (!event.target.closest("#floating") && !touched) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
// A sheet at the foot of a narrow screen stays, so that one can scroll to words that it covers.
window.addEventListener("scroll", () => { if (!floating.matches(":hover, .sheet")) hide(); }, { passive: true });
