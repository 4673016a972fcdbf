// What a reader selects in the article can be added as a figure or a quotation: the form is given
// the words and where they begin. Without this script the words are typed into the form.
const text = document.querySelector("article.text");
const offer = document.getElementById("adding");
const LONGEST = 1500; // characters: they stand in an address

/** How many characters, as the base counts them, lie before a place in the text. */
function before(node, offset) {
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const words = range.toString();
  if (!text.contains(range.commonAncestorContainer) || !words.trim() || words.length > LONGEST) return null;
  const leading = words.length - words.trimStart().length;
  return { words: words.trim(), at: before(range.startContainer, range.startOffset) + [...words.slice(0, leading)].length, range };
}

function show() {
  const found = selected();
  offer.hidden = !found;
  if (!found) return;
  for (const link of offer.querySelectorAll("a")) {
    link.href = `${offer.dataset.address}?${new URLSearchParams({ what: link.dataset.what, words: found.words, at: found.at })}`;
  }
  const { bottom, left } = found.range.getBoundingClientRect();
  offer.style.top = `${Math.max(8, Math.min(bottom + 8, innerHeight - offer.offsetHeight - 8))}px`;
  offer.style.left = `${Math.max(8, Math.min(left, innerWidth - offer.offsetWidth - 8))}px`;
}

let waiting = 0;
document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
