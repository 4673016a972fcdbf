// The graph: what readers do, and what follows from it.
import { Picture } from "./picture.js";
import { element, nodeButton, ordered, tell, tellPath } from "./panel.js";
import { Filters } from "./filters.js";
import { read, write } from "./address.js";
import { save } from "./saving.js";

const data = JSON.parse(document.getElementById("data").textContent);
const words = data.messages;
const server = data.server ?? null; // addresses to ask the base at; a file has none
const start = read();
const model = { nodes: new Map(), edges: new Map(), focus: data.focus, pinned: start.pinned, path: new Set() };
const view = { hidden: start.hidden, opened: start.opened, picked: null, path: null, pathFrom: null };

const byId = (id) => document.getElementById(id);
const [panel, list, elsewhere, told] = ["panel", "list", "elsewhere", "told"].map(byId);

function take({ nodes, edges }) {
  for (const node of nodes) model.nodes.set(node.id, node);
  for (const edge of edges) if (model.nodes.has(edge.from) && model.nodes.has(edge.to)) model.edges.set(edge.id, edge);
}

take(data);
const picture = new Picture(byId("mynetwork"), model);
const filters = new Filters(model, () => { close(false); refresh(); lookElsewhere(); });
filters.restore(start.filters);

// -- what is shown ------------------------------------------------------------------

const shows = (node) => !view.hidden.has(node.id) && filters.shows(node);

function refresh() {
  picture.filter(shows, (node) => filters.matches(node), (edge) => filters.ties(edge));
  const shown = ordered(model.nodes.values()).filter(shows);
  const found = shown.filter((node) => filters.matches(node));
  const items = found.map((node) => element("li", {}, nodeButton(node, visit)));
  list.querySelector("ul").replaceChildren(...(items.length ? items : [element("li", { textContent: words.no_hit })]));
  const away = model.nodes.size - shown.length;
  told.textContent = words.shown_now.replace("{n}", shown.length) + (away ? ` · ${words.hidden_now.replace("{n}", away)}` : "");
  filters.count(server);
  write({ filters: filters.state(), hidden: view.hidden, opened: view.opened, pinned: model.pinned, picked: view.picked, path: view.path });
  offerFiles(shown);
}

function offerFiles(shown) {
  if (!server) return;
  const nodes = shown.map((node) => node.id).join(",");
  for (const kind of ["html", "graphml"]) {
    const asked = new URLSearchParams({ nodes, ...(model.focus ? { focus: model.focus.split(":")[1] } : {}) });
    byId(`save-${kind}`).href = `${server[kind]}?${asked}`;
  }
}

// -- one node --------------------------------------------------------------------------

function close(andList = true) {
  view.picked = null;
  panel.hidden = true;
  list.hidden = false;
  if (andList) { picture.unselect(); refresh(); }
}

/** Tell of a node, whose place is known to the reader. */
function show(id) {
  const node = model.nodes.get(id);
  const actions = [];
  if (server && node.more) actions.push([words.expand.replace("{n}", node.moreName), () => expand(id)]);
  actions.push(model.pinned.has(id) ? [words.unpin, () => pin(id, false)] : [words.pin, () => pin(id, true)]);
  actions.push([words.hide, () => hide(id)]);
  if (server) {
    const from = view.pathFrom && model.nodes.get(view.pathFrom);
    if (from && from.id !== id) actions.push([words.path_to.replace("{name}", from.name.slice(0, 40)), () => findPath(from.id, id)]);
    actions.push([words.path_from, () => { view.pathFrom = id; close(); byId("search").focus(); }]);
    actions.push([words.focus, () => location.assign(`${server.page}?focus=${encodeURIComponent(id.split(":")[1])}`)]);
  }
  tell(panel, node, { model, words, visit, actions, close: () => { close(); byId("search").focus(); } });
  list.hidden = true;
  view.picked = id;
  refresh();
}

/** Select a node, fly to it and tell of it. */
function visit(id) {
  view.hidden.delete(id);
  if (!shows(model.nodes.get(id))) filters.admit(model.nodes.get(id));
  picture.select(id);
  picture.flyTo(id);
  show(id);
  panel.focus({ preventScroll: true });
}

function pin(id, on) {
  if (on) model.pinned.set(id, picture.position(id)); else model.pinned.delete(id);
  picture.dress();
  show(id);
}

function hide(id) {
  view.hidden.add(id);
  close();
}

// -- the base ----------------------------------------------------------------------------

async function ask(address, asked) {
  const answer = await fetch(`${address}?${new URLSearchParams(asked)}`).catch(() => null);
  if (!answer?.ok) { told.textContent = words.failed; return null; }
  return answer.json();
}

/** Brings what is beside a node, or the node itself, into the picture. */
async function expand(id, into = true) {
  if (model.nodes.size >= (server?.most ?? 0)) { told.textContent = words.too_many; return; }
  const found = await ask(server.data, { beside: id, with: [...model.nodes.keys()].join(",") });
  if (!found) return;
  take(found);
  if (into && !view.opened.includes(id)) view.opened.push(id);
  const fresh = picture.draw(id);
  picture.dress();
  refresh();
  await picture.settle(fresh);
  if (view.picked === id) show(id);
}

async function findPath(from, to) {
  const found = await ask(server.path, { from, to });
  if (!found) return;
  view.pathFrom = null;
  if (!found.nodes.length) {
    told.textContent = found.thorough ? words.path_none : words.path_unsure;
    return;
  }
  take(found);
  const on = found.path;
  for (const id of on) { view.hidden.delete(id); filters.admit(model.nodes.get(id)); }
  model.path = new Set([...model.edges.values()].filter((edge) => on.some((id, n) => n && [edge.from, edge.to].includes(id) && [edge.from, edge.to].includes(on[n - 1]))).map((edge) => edge.id));
  view.path = [from, to];
  const fresh = picture.draw(from);
  picture.dress();
  await picture.settle(fresh);
  tellPath(panel, on.map((id) => model.nodes.get(id)), { words, visit, close: () => { view.path = null; model.path = new Set(); picture.dress(); close(); } });
  list.hidden = true;
  view.picked = null;
  refresh();
  picture.fit(on);
}

let looking = 0;
/** What the search finds in the base beyond the picture. */
function lookElsewhere() {
  clearTimeout(looking);
  elsewhere.hidden = true;
  const asked = filters.search.value.trim();
  if (!server || asked.length < 2) return;
  looking = setTimeout(async () => {
    const answer = await ask(server.search, { suggest: "1", q: asked });
    if (!answer || filters.search.value.trim() !== asked) return;
    const others = answer.found.filter((one) => !model.nodes.has(`${one.kind}:${one.id}`));
    elsewhere.querySelector("ul").replaceChildren(...others.map((one) => {
      const node = { id: `${one.kind}:${one.id}`, kind: one.kind, kindName: words.kinds[one.kind], name: one.parts.map(([text]) => text).join(""), language: "" };
      return element("li", {}, nodeButton(node, async (id) => { await expand(id); if (model.nodes.has(id)) { filters.search.value = ""; visit(id); } }));
    }));
    elsewhere.hidden = !others.length;
  }, 200);
}

// -- what readers do ---------------------------------------------------------------------

picture.network.on("click", ({ nodes: [id] }) => { if (id === undefined) close(); else { picture.select(id); show(id); } });
picture.network.on("doubleClick", ({ nodes: [id] }) => { if (id !== undefined && server) expand(id); });
picture.network.on("dragEnd", ({ nodes: [id] }) => {
  if (id !== undefined && model.pinned.has(id)) { model.pinned.set(id, picture.position(id)); refresh(); }
});
filters.search.closest("form").addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("button")?.click();
});
byId("whole").addEventListener("click", () => picture.fit());
byId("arrange").addEventListener("click", async () => { await picture.settle([...model.nodes.keys()]); picture.fit(); });
byId("reset").addEventListener("click", () => { view.hidden.clear(); filters.clear(); close(); picture.fit(); });
byId("save-png").addEventListener("click", async () => save(await picture.asPng(), "graph.png"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.key === "/" && !event.target.closest("input, select, textarea")) { event.preventDefault(); filters.search.focus(); }
});

// -- the beginning -----------------------------------------------------------------------

(async () => {
  const fresh = picture.draw();
  if (!data.placed) await picture.settle(fresh);
  picture.begins();
  refresh();
  if (server && start.path[0] && start.path[1]) await findPath(...start.path);
  else if (start.picked && model.nodes.has(start.picked)) { picture.select(start.picked); show(start.picked); }
  else if (model.focus) { picture.select(model.focus); show(model.focus); }
  document.documentElement.dataset.ready = "yes";
})();
