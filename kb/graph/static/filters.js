// The legend, which is also the filter, and the other filters.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const control = (id) => document.getElementById(id);
const fields = ["in-article", "health", "from-year", "to-year", "sure"];

export class Filters {
  constructor(model, changed) {
    this.model = model;
    this.kinds = [...document.querySelectorAll("[data-kind]")];
    this.supports = [...document.querySelectorAll("[data-support]")];
    this.search = control("search");
    this.searched = new Map();
    for (const box of [...this.kinds, ...this.supports]) box.addEventListener("change", changed);
    for (const field of fields) control(field).addEventListener("change", changed);
    this.search.addEventListener("input", changed);
  }

  /** What is ticked and filled in, for the address: only what differs from showing everything. */
  state() {
    const off = [...this.kinds, ...this.supports].filter((box) => !box.checked).map((box) => box.dataset.kind ?? box.dataset.support);
    const filled = fields.map((field) => [field, control(field).value]).filter(([, value]) => value);
    return Object.fromEntries([["off", off.join(",")], ["find", this.search.value], ...filled].filter(([, value]) => value));
  }

  restore(state) {
    const off = new Set((state.get("off") ?? "").split(","));
    for (const box of [...this.kinds, ...this.supports]) box.checked = !off.has(box.dataset.kind ?? box.dataset.support);
    for (const field of fields) control(field).value = state.get(field) ?? "";
    this.search.value = state.get("find") ?? "";
    if (fields.some((field) => state.get(field))) document.querySelector(".more-filters").open = true;
  }

  clear() {
    this.restore(new URLSearchParams());
  }

  /** Ticks what hides this node. */
  admit(node) {
    for (const box of [...this.kinds, ...this.supports]) {
      if (box.dataset.kind === node.kind || (node.kind === "claim" && box.dataset.support === node.support)) box.checked = true;
    }
    if (!this.shows(node)) for (const field of fields) control(field).value = "";
  }

  /** Fits the boxes to what is in the picture now. */
  count(countNames) {
    for (const box of this.kinds) {
      const n = [...this.model.nodes.values()].filter((node) => node.kind === box.dataset.kind).length;
      const place = document.querySelector(`[data-count="${box.dataset.kind}"]`);
      if (countNames) place.textContent = place.textContent.replace(/[\d\s.,\u202f\u00a0]+/, `${n} `);
    }
    const select = control("in-article");
    const known = new Set([...select.options].map((option) => option.value));
    for (const node of this.model.nodes.values()) {
      if (node.kind === "article" && !known.has(node.id)) select.add(new Option(node.name, node.id));
    }
  }

  /** Whether the filters, but not the words that are searched for, leave the node in. */
  shows(node) {
    const kind = this.kinds.find((box) => box.dataset.kind === node.kind);
    if (kind && !kind.checked) return false;
    const support = this.supports.find((box) => box.dataset.support === node.support);
    if (node.kind === "claim" && support && !support.checked) return false;
    const [first, last] = [control("from-year").value, control("to-year").value];
    if (node.year && ((first && node.year < first) || (last && node.year > last))) return false;
    const health = control("health").value;
    if (health && node.kind === "source" && node.state !== health) return false;
    const article = control("in-article").value;
    return !article || this.belongs(node, article);
  }

  /** The article, its claims, and what is tied to these. */
  belongs(node, article) {
    if (node.id === article || node.articleId === article) return true;
    if (node.kind === "claim" || node.kind === "article") return false;
    return [...this.model.edges.values()].some((edge) => {
      const other = edge.from === node.id ? edge.to : edge.to === node.id ? edge.from : null;
      return other !== null && this.model.nodes.get(other)?.articleId === article;
    });
  }

  /** Whether an edge is sure enough. */
  ties(edge) {
    const sure = Number(control("sure").value || 0);
    return edge.confidence === null || edge.confidence >= sure;
  }

  /** Whether the node has all the words that are searched for. */
  matches(node) {
    if (!this.searched.has(node.id)) {
      this.searched.set(node.id, plain(`${node.name} ${node.lines.map((line) => line[1]).join(" ")}`));
    }
    return this.words().every((word) => this.searched.get(node.id).includes(word));
  }

  words() {
    return plain(this.search.value).split(/\s+/).filter(Boolean);
  }
}
