// How nodes and edges look. Colours come from the page's own properties, so that light and
// dark are one place; a kind also has its shape, a support its fill, a dead link its dashes.
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export function dressedNode(node, { focus, pinned, scale, name }) {
  let border = colour(node.kind);
  let background = border;
  const shape = { borderDashes: false };
  if (node.kind === "claim") {
    border = colour(node.support || "none");
    background = { sourced: border, attributed: colour("attributed-tint") }[node.support] ?? colour("paper");
    if (!node.support || node.support === "none") shape.borderDashes = [4, 3];
  }
  if (node.state === "dead") {
    border = colour("dead");
    background = colour("paper");
    shape.borderDashes = [4, 3];
  }
  const lit = { border: colour("focus"), background };
  const isFocus = node.id === focus;
  return {
    id: node.id,
    label: name?.words,
    shape: node.shape,
    size: node.size,
    borderWidth: isFocus || pinned ? 4 : 2,
    borderWidthSelected: 4,
    shapeProperties: shape,
    color: { border: isFocus ? colour("focus") : border, background, highlight: lit, hover: lit },
    font: { color: colour("ink"), size: name?.size ?? letters(node, scale), vadjust: name?.raised ?? 0, face: FACE, strokeWidth: 3, strokeColor: colour("paper") },
  };
}

export const FACE = "system-ui, sans-serif";
const GAP = 5; // pixels between a node and a name above it
const READABLE = 12.5; // pixels on the screen
const SMALLEST = 9; // pixels on the screen; smaller words of claims are not written

/** Size of a name in the picture's units: names stay readable at every zoom, claims grow with it. */
export function letters(node, scale) {
  return node.kind === "claim" ? 12 : READABLE / Math.min(scale, 1);
}

/** What is written below a node where there is room. */
export function fullLabel(node) {
  return node.more ? `${node.label}\n${node.moreName}` : node.label;
}

const weight = { source: 0, article: 1, person: 2, organisation: 2, claim: 3 };

/** Where there is room for names: { id: { words, raised } }. Those that matter more come first;
 * none covers another one or another node. A name stands below its node, else above it, and is
 * cut to its first line before it is left out. `at` gives places on the screen, `above` the nodes
 * that are named anyway. */
export function namesWithRoom(nodes, { at, scale, above }) {
  const pen = (namesWithRoom.pen ??= document.createElement("canvas").getContext("2d"));
  const shapes = nodes.map((node) => ({ id: node.id, ...around(at(node.id), node.size * scale) }));
  const first = (node) => above.indexOf(node.id) + 1 || above.length + 1;
  const order = [...nodes].sort((a, b) => first(a) - first(b) || weight[a.kind] - weight[b.kind] || b.size - a.size);
  const taken = [];
  const names = new Map();
  for (const node of order) {
    const wanted = above.includes(node.id);
    const size = Math.max(letters(node, scale) * scale, wanted ? READABLE : 0);
    if (size < SMALLEST && !wanted) continue;
    pen.font = `${size}px ${FACE}`;
    const free = (box) => !taken.some((other) => cover(box, other)) && !shapes.some((shape) => shape.id !== node.id && cover(box, shape));
    const offered = offers(node, at(node.id), size, scale, pen);
    const chosen = offered.find(({ box }) => free(box)) ?? (wanted ? offered[0] : null);
    if (!chosen) continue;
    taken.push(chosen.box);
    names.set(node.id, { words: chosen.words, raised: chosen.raised / scale, size: size / scale });
  }
  return names;
}

/** The ways to write a name, the best first, each with the room on the screen that it takes. */
function offers(node, { x, y }, size, scale, pen) {
  const whole = fullLabel(node);
  const radius = node.size * scale;
  const [line, ...others] = whole.split("\n");
  const cut = others.length && !line.endsWith("…") && node.label.includes("\n") ? `${line.replace(/[ ,;:]+$/, "")} …` : line;
  return [whole, cut].flatMap((words) => {
    const lines = words.split("\n");
    const half = Math.max(...lines.map((line) => pen.measureText(line).width)) / 2;
    const high = lines.length * size * 1.15;
    const box = (top) => ({ left: x - half, right: x + half, top: top + 2, bottom: top + high });
    return [
      { words, raised: 0, box: box(y + radius) },
      { words, raised: -2 * radius - high - GAP, box: box(y - radius - high - GAP) },
    ];
  });
}

function around({ x, y }, radius) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function cover(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function dressedEdge(edge, onPath) {
  const quiet = edge.relation === "claims";
  const usual = { color: colour("ink-2"), opacity: quiet ? 0.45 : 0.75 };
  const lit = onPath ? { color: colour("focus"), opacity: 1 } : usual;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    label: edge.label,
    dashes: edge.dashes,
    arrows: "to",
    width: onPath ? 4 : quiet ? 0.8 : 1.8,
    color: { ...lit, highlight: colour("focus"), hover: colour("focus"), inherit: false },
    font: { color: colour("ink-2"), size: 10, face: FACE, strokeWidth: 3, strokeColor: colour("paper") },
  };
}
