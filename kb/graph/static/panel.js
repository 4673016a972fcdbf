// The words beside the picture: the list of what is in it, and the panel about one node. All
// text goes in as text.
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function nodeButton(node, visit) {
  const kind = element("span", { className: `dot k-${node.kind}`, textContent: node.kindName });
  const button = element("button", { type: "button" }, kind, element("span", { className: "name", lang: node.language, textContent: node.name }));
  button.addEventListener("click", () => visit(node.id));
  return button;
}

const rank = { source: 0, claim: 1, article: 2, person: 3, organisation: 4 };

/** The order of the list: sources first, and the most tied first. */
export function ordered(nodes) {
  return [...nodes].sort((a, b) => rank[a.kind] - rank[b.kind] || b.size - a.size || a.name.localeCompare(b.name));
}

function lines(node, words) {
  const list = element("dl");
  const told = node.article ? [[words.kinds.article, node.article], ...node.lines] : node.lines;
  for (const [label, value] of told) {
    list.append(element("div", {}, element("dt", { textContent: label }), element("dd", { textContent: value })));
  }
  return list;
}

function addresses(node, words) {
  const line = element("p", { className: "addresses" });
  if (node.page) line.append(element("a", { href: node.page, textContent: words.open_page }));
  if (node.url) line.append(element("a", { href: node.url, rel: "noreferrer noopener", className: "outside", textContent: words.open_address }));
  return line;
}

function ties(node, model, words, visit) {
  const list = element("ul", { className: "ties" });
  for (const edge of model.edges.values()) {
    if (edge.from !== node.id && edge.to !== node.id) continue;
    const other = model.nodes.get(edge.from === node.id ? edge.to : edge.from);
    const said = edge.from === node.id ? `${edge.label} →` : `← ${edge.label}`;
    const relation = element("span", { className: "relation", textContent: edge.note ? `${said} (${edge.note})` : said });
    const button = element("button", { type: "button" }, relation, element("span", { className: "name", lang: other.language, textContent: other.name }));
    button.addEventListener("click", () => visit(other.id));
    list.append(element("li", {}, button));
  }
  return list.children.length ? [element("h2", { textContent: words.ties }), list] : [];
}

/** Fills the panel with one node; `actions` are [label, what to do] pairs. */
export function tell(panel, node, { model, words, visit, actions, close }) {
  const buttons = element("p", { className: "tools" });
  for (const [label, action] of actions) {
    const button = element("button", { type: "button", textContent: label });
    button.addEventListener("click", action);
    buttons.append(button);
  }
  const back = element("button", { type: "button", className: "back", textContent: words.close });
  back.addEventListener("click", close);
  const long = node.name.length > 400;
  panel.className = `k-${node.kind}`;
  panel.replaceChildren(
    element("h2", { textContent: node.kindName }),
    element("p", { className: long ? "full long" : "full", lang: node.language, tabIndex: long ? 0 : -1, textContent: node.name }),
    lines(node, words),
    addresses(node, words),
    buttons,
    ...ties(node, model, words, visit),
    back,
  );
  panel.hidden = false;
}

/** A path as a list of its nodes. */
export function tellPath(panel, nodes, { words, visit, close }) {
  const list = element("ol", { className: "path" }, ...nodes.map((node) => element("li", {}, nodeButton(node, visit))));
  const back = element("button", { type: "button", className: "back", textContent: words.close });
  back.addEventListener("click", close);
  panel.className = "";
  panel.replaceChildren(element("h2", { textContent: words.path_found.replace("{n}", nodes.length - 1) }), list, back);
  panel.hidden = false;
}
