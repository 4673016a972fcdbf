// The picture itself: vis-network, whose nodes find their places once and then keep them.
import { colour, dressedEdge, dressedNode, letters } from "./drawing.js";

const ROUNDS = 160; // of the simulation that finds places; about a second for 150 nodes

export class Picture {
  constructor(container, model) {
    this.model = model; // { nodes: Map, edges: Map, focus, pinned: Map, path: Set }
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      layout: { improvedLayout: false, randomSeed: 7 },
      interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, multiselect: false, tooltipDelay: 1e9 },
      nodes: { scaling: { label: { drawThreshold: 9 } } },
      edges: { smooth: false, hoverWidth: 0.6, selectionWidth: 1.2, arrows: { to: { scaleFactor: 0.5 } }, scaling: { label: { drawThreshold: 11.6 } } },
    });
    for (const event of ["zoom", "animationFinished", "resize"]) this.network.on(event, () => this.resizeLetters());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
  }

  /** Draws what the model has and the picture has not; new nodes begin near the node `near`. */
  draw(near) {
    const fresh = [...this.model.nodes.values()].filter((node) => !this.nodes.get(node.id));
    const at = near && this.nodes.get(near) ? this.network.getPosition(near) : null;
    this.nodes.add(fresh.map((node, n) => ({ ...this.dressed(node), ...this.begin(node, n, at) })));
    const untied = [...this.model.edges.values()].filter((edge) => !this.edges.get(edge.id));
    this.edges.add(untied.map((edge) => dressedEdge(edge, this.model.path.has(edge.id))));
    return fresh.map((node) => node.id);
  }

  /** Where a node begins: where it was put, else on a spiral, the same each time. */
  begin(node, n, at) {
    const pinned = this.model.pinned.get(node.id);
    if (pinned) return { x: pinned[0], y: pinned[1] };
    if (Number.isFinite(node.x)) return { x: node.x, y: node.y };
    const angle = n * 2.4;
    const far = (at ? 60 : 30) * Math.sqrt(n + 1);
    return { x: (at?.x ?? 0) + far * Math.cos(angle), y: (at?.y ?? 0) + far * Math.sin(angle) };
  }

  /** Lets these nodes find their places among the others, which stay; resolves when they have. */
  settle(ids) {
    const moving = new Set(ids.filter((id) => !this.model.pinned.has(id)));
    if (!moving.size) return Promise.resolve();
    const all = [...this.model.nodes.keys()];
    this.nodes.update(all.map((id) => ({ id, fixed: { x: !moving.has(id), y: !moving.has(id) } })));
    return new Promise((settled) => {
      this.network.once("stabilized", () => {
        this.network.setOptions({ physics: { enabled: false } });
        this.pushApart(moving);
        this.nodes.update(all.map((id) => ({ id, fixed: { x: false, y: false } })));
        settled();
      });
      this.network.setOptions({
        physics: {
          enabled: true, solver: "forceAtlas2Based", minVelocity: 5, stabilization: false,
          forceAtlas2Based: { gravitationalConstant: -130, centralGravity: 0.012, springLength: 120, springConstant: 0.08, avoidOverlap: 0.3, damping: 0.55 },
        },
      });
      this.network.stabilize(moving.size === all.length ? ROUNDS : ROUNDS / 2);
    });
  }

  /** Moves nodes aside whose names cover each other: a name is wider than high. */
  pushApart(moving) {
    const ids = [...this.model.nodes.keys()];
    const at = this.network.getPositions(ids);
    const larger = this.lettersOfWhole(Object.values(at));
    const room = ids.map((id) => {
      const { kind, label, more } = this.model.nodes.get(id);
      if (kind === "claim") return [30, 24];
      const lines = label.split("\n");
      const letter = 3.2 * larger; // half the width of a letter
      return [Math.max(...lines.map((line) => line.length)) * letter + 6, (lines.length + (more ? 2 : 1)) * 7.5 * larger + 12];
    });
    for (let round = 0; round < 60; round += 1) {
      let moved = false;
      for (let i = 0; i < ids.length; i += 1) {
        for (let j = i + 1; j < ids.length; j += 1) {
          const [a, b] = [at[ids[i]], at[ids[j]]];
          const lackX = room[i][0] + room[j][0] - Math.abs(a.x - b.x);
          const lackY = room[i][1] + room[j][1] - Math.abs(a.y - b.y);
          if (lackX <= 0 || lackY <= 0) continue;
          moved = true;
          const axis = lackX / 2 < lackY ? "x" : "y"; // the shorter way out
          const lack = (axis === "x" ? lackX : lackY) / 2 + 0.5;
          const sign = a[axis] < b[axis] || (a[axis] === b[axis] && i < j) ? 1 : -1;
          const [freeA, freeB] = [moving.has(ids[i]), moving.has(ids[j])];
          if (freeA) a[axis] -= sign * lack * (freeB ? 1 : 2);
          if (freeB) b[axis] += sign * lack * (freeA ? 1 : 2);
        }
      }
      if (!moved) break;
    }
    this.nodes.update(ids.filter((id) => moving.has(id)).map((id) => ({ id, x: at[id].x, y: at[id].y })));
  }

  /** How much larger letters are, in the picture's units, once all of it is in view. */
  lettersOfWhole(places) {
    const { clientWidth, clientHeight } = this.network.body.container;
    const span = (axis) => Math.max(...places.map((at) => at[axis])) - Math.min(...places.map((at) => at[axis]));
    return Math.min(2, Math.max(1, span("x") / clientWidth, span("y") / clientHeight));
  }

  dressed(node) {
    return dressedNode(node, { focus: this.model.focus, pinned: this.model.pinned.has(node.id), scale: this.network?.getScale() ?? 1 });
  }

  /** Everything in its present colours: after a change of these, of pins or of a path. */
  dress() {
    this.nodes.update([...this.model.nodes.values()].map((node) => this.dressed(node)));
    this.edges.update([...this.model.edges.values()].map((edge) => dressedEdge(edge, this.model.path.has(edge.id))));
  }

  resizeLetters() {
    cancelAnimationFrame(this.resizing);
    this.resizing = requestAnimationFrame(() => {
      const scale = this.network.getScale();
      const named = [...this.model.nodes.values()].filter((node) => node.kind !== "claim" && this.nodes.get(node.id));
      this.nodes.update(named.map((node) => ({ id: node.id, font: { size: letters(node, scale) } })));
    });
  }

  /** Shows and hides: `shown` and `strong` are given a node, `tied` an edge. */
  filter(shown, strong, tied) {
    this.nodes.update([...this.model.nodes.values()].map((node) => ({ id: node.id, hidden: !shown(node), opacity: strong(node) ? 1 : 0.2 })));
    this.edges.update([...this.model.edges.values()].map((edge) => ({ id: edge.id, hidden: !tied(edge) })));
  }

  select(id) {
    this.network.selectNodes([id]);
  }

  unselect() {
    this.network.unselectAll();
  }

  flyTo(id) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.focus(id, { scale: Math.max(this.network.getScale(), 0.9), animation: calm ? false : { duration: 350 } });
  }

  fit(ids) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.fit({ ...(ids ? { nodes: ids } : {}), animation: calm ? false : { duration: 350 } });
    this.resizeLetters();
  }

  /** All of it, but a few nodes not larger than life; with few edges, near enough to read them. */
  begins() {
    const nearest = this.model.edges.size > 16 ? 1.1 : 1.2;
    this.network.fit({ animation: false });
    if (this.network.getScale() > nearest) this.network.moveTo({ scale: nearest, animation: false });
    this.resizeLetters();
  }

  position(id) {
    const { x, y } = this.network.getPosition(id);
    return [Math.round(x), Math.round(y)];
  }

  /** The picture as a PNG, on the colour of the page. */
  async asPng() {
    const drawn = document.querySelector("#mynetwork canvas");
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: drawn.width, height: drawn.height });
    const context = canvas.getContext("2d");
    context.fillStyle = colour("paper");
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, 0);
    return new Promise((ready) => { canvas.toBlob(ready, "image/png"); });
  }
}
