// Draws the graph with vis-network and tells of it in words beside. All text goes in as text.
"use strict";
(() => {
  const { nodes, edges, focus, messages } = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const panel = document.getElementById("panel");
  const list = document.querySelector("#list");
  const search = document.getElementById("search");
  const boxes = [...document.querySelectorAll("[data-kind]")];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  /** Colours come from the page's own properties, so that light and dark are one place. */
  function dressed(node) {
    let border = colour(node.kind);
    let background = border;
    const shape = { borderDashes: false };
    if (node.kind === "claim") {
      border = colour(node.support || "none");
      background = { sourced: border, attributed: colour("attributed-tint") }[node.support] ?? colour("paper");
      if (!node.support || node.support === "none") shape.borderDashes = [4, 3];
    }
    const lit = { border: colour("focus"), background };
    return {
      id: node.id, label: node.label, shape: node.shape, x: node.x, y: node.y, size: node.size,
      borderWidth: node.id === focus ? 4 : 2, borderWidthSelected: 4, shapeProperties: shape,
      color: { border: node.id === focus ? colour("focus") : border, background, highlight: lit, hover: lit },
      font: { color: colour("ink"), size: letters(node), face: "system-ui, sans-serif", strokeWidth: 3, strokeColor: colour("paper") },
    };
  }

  /** Names stay readable at every zoom; the words of claims only where there is room for them. */
  function letters(node) {
    const scale = network?.getScale() ?? 1;
    return node.kind === "claim" ? 12 : Math.min(34, 12.5 / Math.min(scale, 1));
  }

  let resizing = 0;
  function resizeLetters() {
    cancelAnimationFrame(resizing);
    resizing = requestAnimationFrame(() => {
      shown.update(nodes.filter((node) => node.kind !== "claim").map((node) => ({ id: node.id, font: { size: letters(node) } })));
    });
  }

  function dressedEdge(edge, index) {
    return {
      id: index, from: edge.from, to: edge.to, label: edge.label, dashes: edge.dashes, arrows: "to",
      width: edge.relation === "claims" ? 0.8 : 1.8,
      color: { color: colour("ink-2"), highlight: colour("focus"), hover: colour("focus"), inherit: false, opacity: edge.relation === "claims" ? 0.45 : 0.75 },
      font: { color: colour("ink-2"), size: 10, face: "system-ui, sans-serif", strokeWidth: 3, strokeColor: colour("paper") },
    };
  }

  let network;
  const shown = new vis.DataSet(nodes.map(dressed));
  const drawn = new vis.DataSet(edges.map(dressedEdge));
  network = new vis.Network(
    document.getElementById("mynetwork"),
    { nodes: shown, edges: drawn },
    {
      physics: false, layout: { improvedLayout: false },
      interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, multiselect: false, tooltipDelay: 1e9 },
      nodes: { scaling: { label: { drawThreshold: 6 } } },
      edges: { smooth: false, hoverWidth: 0.6, selectionWidth: 1.2, arrows: { to: { scaleFactor: 0.5 } }, scaling: { label: { drawThreshold: 8 } } },
    },
  );

  dark.addEventListener("change", () => {
    shown.update(nodes.map(dressed));
    drawn.update(edges.map(dressedEdge));
    filter();
  });

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function nodeButton(node) {
    const kind = element("span", { className: `dot k-${node.kind}`, textContent: node.kindName });
    const button = element("button", { type: "button" }, kind, element("span", { className: "name", textContent: node.name }));
    button.addEventListener("click", () => visit(node.id));
    return button;
  }

  function tell(node) {
    const title = element("h2", { textContent: node.kindName });
    const text = element("p", { className: node.name.length > 400 ? "full long" : "full", textContent: node.name });
    const facts = element("dl");
    if (node.article) facts.append(element("div", {}, element("dt", { textContent: messages.kinds.article }), element("dd", { textContent: node.article })));
    for (const [label, value] of node.facts) {
      facts.append(element("div", {}, element("dt", { textContent: label }), element("dd", { textContent: value })));
    }
    const back = element("button", { type: "button", className: "back", textContent: messages.close });
    back.addEventListener("click", () => { network.unselectAll(); close(); search.focus(); });
    const ties = element("ul", { className: "ties" });
    for (const edge of edges) {
      if (edge.from !== node.id && edge.to !== node.id) continue;
      const other = byId.get(edge.from === node.id ? edge.to : edge.from);
      const said = edge.from === node.id ? `${edge.label} →` : `← ${edge.label}`;
      const relation = element("span", { className: "relation", textContent: edge.note ? `${said} (${edge.note})` : said });
      const button = element("button", { type: "button" }, relation, element("span", { className: "name", textContent: other.name }));
      button.addEventListener("click", () => visit(other.id));
      ties.append(element("li", {}, button));
    }
    panel.className = `k-${node.kind}`;
    panel.replaceChildren(title, text, facts);
    if (node.url) {
      panel.append(element("p", {}, element("a", { href: node.url, rel: "noreferrer noopener", textContent: messages.open_address })));
    }
    if (ties.children.length) panel.append(element("h2", { textContent: messages.ties }), ties);
    panel.append(back);
    panel.hidden = false;
    list.hidden = true;
  }

  function close() {
    panel.hidden = true;
    list.hidden = false;
  }

  /** Select a node, fly to it and tell of it. */
  function visit(id) {
    const node = byId.get(id);
    const box = boxes.find((one) => one.dataset.kind === node.kind);
    if (box && !box.checked) { box.checked = true; filter(); }
    network.selectNodes([id]);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: calm ? false : { duration: 350 } });
    tell(node);
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = new Map(nodes.map((node) => [node.id, plain(`${node.name} ${node.facts.map((fact) => fact[1]).join(" ")}`)]));
  const rank = { source: 0, claim: 1, article: 2, person: 3, organisation: 4 };
  const ordered = [...nodes].sort((a, b) => rank[a.kind] - rank[b.kind] || b.size - a.size || a.name.localeCompare(b.name));

  function filter() {
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.kind));
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const matches = (node) => words.every((word) => searched.get(node.id).includes(word));
    const found = ordered.filter((node) => kinds.has(node.kind) && matches(node));
    shown.update(nodes.map((node) => ({ id: node.id, hidden: !kinds.has(node.kind), opacity: !words.length || matches(node) ? 1 : 0.2 })));
    const items = found.map((node) => element("li", {}, nodeButton(node)));
    list.querySelector("ul").replaceChildren(...(items.length ? items : [element("li", { textContent: messages.no_hit })]));
  }

  network.on("zoom", resizeLetters);
  network.on("animationFinished", resizeLetters);
  network.on("resize", resizeLetters);
  network.on("click", ({ nodes: [id] }) => { if (id === undefined) close(); else tell(byId.get(id)); });
  search.addEventListener("input", () => { close(); filter(); });
  search.closest("form").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("button")?.click();
  });
  for (const box of boxes) box.addEventListener("change", filter);
  document.getElementById("whole").addEventListener("click", () => network.fit({ animation: true }));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { network.unselectAll(); close(); } });

  filter();
  network.fit();
  resizeLetters();
  if (focus !== null) {
    network.selectNodes([focus]);
    tell(byId.get(focus));
  }
})();
