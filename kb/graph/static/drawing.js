// How nodes and edges look. Colours come from the page's own properties, so that light and
// dark are one place; a kind also has its shape, a support its fill, a dead link its dashes.
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export function dressedNode(node, { focus, pinned, scale }) {
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
    label: node.more ? `${node.label}\n${node.moreName}` : node.label,
    shape: node.shape,
    size: node.size,
    borderWidth: isFocus || pinned ? 4 : 2,
    borderWidthSelected: 4,
    shapeProperties: shape,
    color: { border: isFocus ? colour("focus") : border, background, highlight: lit, hover: lit },
    font: { color: colour("ink"), size: letters(node, scale), face: "system-ui, sans-serif", strokeWidth: 3, strokeColor: colour("paper") },
  };
}

/** Names stay readable at every zoom; the words of claims only where there is room for them. */
export function letters(node, scale) {
  return node.kind === "claim" ? 12 : Math.min(30, 12.5 / Math.min(scale, 1));
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
    font: { color: colour("ink-2"), size: 10, face: "system-ui, sans-serif", strokeWidth: 3, strokeColor: colour("paper") },
  };
}
