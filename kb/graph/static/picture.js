// The picture itself: vis-network, whose nodes find their places once and then keep them.
import { colour, dressedEdge, dressedNode, fullLabel, letters, namesWithRoom } from "./drawing.js";

const ROUNDS = 160; // of the simulation that finds places; about a second for 150 nodes
const FEW = 45; // nodes of which all, claims too, get room for their names

export class Picture {
  constructor(container, model) {
    this.model = model; // { nodes: Map, edges: Map, focus, pinned: Map, path: Set }
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.names = new Map(); // of the nodes whose names are written
    this.above = { selected: null, hovered: null }; // whose names are written come what may
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      layout: { improvedLayout: false, randomSeed: 7 },
      interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, multiselect: false, tooltipDelay: 1e9 },
      nodes: { scaling: { label: { drawThreshold: 9 } } },
      edges: { smooth: false, hoverWidth: 0.6, selectionWidth: 1.2, arrows: { to: { scaleFactor: 0.5 } }, scaling: { label: { drawThreshold: 11.6 } } },
    });
    for (const event of ["zoom", "animationFinished", "resize", "dragEnd"]) this.network.on(event, () => this.writeNames());
    this.network.on("hoverNode", ({ node }) => { this.above.hovered = node; this.writeNames(); });
    this.network.on("blurNode", () => { this.above.hovered = null; this.writeNames(); });
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

  /** Moves nodes aside whose names cover each other: a name is wider than high, and below. */
  pushApart(moving) {
    const ids = [...this.model.nodes.keys()];
    const at = this.network.getPositions(ids);
    const larger = this.lettersOfWhole(Object.values(at));
    const boxes = ids.map((id) => this.room(this.model.nodes.get(id), larger, ids.length <= FEW));
    for (let round = 0; round < 120; round += 1) {
      let moved = false;
      for (let i = 0; i < ids.length; i += 1) {
        for (let j = i + 1; j < ids.length; j += 1) {
          const [a, b] = [at[ids[i]], at[ids[j]]];
          const lackX = boxes[i].half + boxes[j].half - Math.abs(a.x - b.x);
          const apart = b.y - a.y; // how far down b is
          const lackY = apart >= 0 ? boxes[i].below + boxes[j].above - apart : boxes[j].below + boxes[i].above + apart;
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

  /** The room that a node and its name want: to either side, above and below its middle. */
  room(node, larger, few) {
    const above = node.size + 4;
    if (node.kind === "claim" && !few) return { half: 30, above, below: 24 };
    const lines = fullLabel(node).split("\n");
    const letter = node.kind === "claim" ? 1 : larger;
    return {
      half: Math.max(...lines.map((line) => line.length)) * 3.3 * letter + 5,
      above,
      below: node.size + lines.length * 14.5 * letter + 4,
    };
  }

  /** How much larger letters are, in the picture's units, once all of it is in view. */
  lettersOfWhole(places) {
    const { clientWidth, clientHeight } = this.network.body.container;
    const span = (axis) => Math.max(...places.map((at) => at[axis])) - Math.min(...places.map((at) => at[axis]));
    return Math.min(2, Math.max(1, span("x") / clientWidth, span("y") / clientHeight));
  }

  dressed(node) {
    return dressedNode(node, { focus: this.model.focus, pinned: this.model.pinned.has(node.id), scale: this.network?.getScale() ?? 1, name: this.names.get(node.id) });
  }

  /** Everything in its present colours: after a change of these, of pins or of a path. */
  dress() {
    this.nodes.update([...this.model.nodes.values()].map((node) => this.dressed(node)));
    this.edges.update([...this.model.edges.values()].map((edge) => dressedEdge(edge, this.model.path.has(edge.id))));
  }

  /** Writes names where there is room for them, as large as the zoom wants them. */
  writeNames() {
    cancelAnimationFrame(this.writing);
    this.writing = requestAnimationFrame(() => {
      const scale = this.network.getScale();
      const places = this.network.getPositions();
      const shown = [...this.model.nodes.values()].filter((node) => places[node.id] && !this.nodes.get(node.id)?.hidden);
      const above = [this.above.hovered, this.above.selected, this.model.focus].filter((id) => id && places[id]);
      this.names = namesWithRoom(shown, { at: (id) => this.network.canvasToDOM(places[id]), scale, above });
      this.nodes.update(shown.map((node) => {
        const name = this.names.get(node.id);
        return { id: node.id, label: name?.words, font: { size: name?.size ?? letters(node, scale), vadjust: name?.raised ?? 0 } };
      }));
    });
  }

  /** Shows and hides: `shown` and `strong` are given a node, `tied` an edge. */
  filter(shown, strong, tied) {
    this.nodes.update([...this.model.nodes.values()].map((node) => ({ id: node.id, hidden: !shown(node), opacity: strong(node) ? 1 : 0.2 })));
    this.edges.update([...this.model.edges.values()].map((edge) => ({ id: edge.id, hidden: !tied(edge) })));
    this.writeNames();
  }

  select(id) {
    this.network.selectNodes([id]);
    this.above.selected = id;
    this.writeNames();
  }

  unselect() {
    this.network.unselectAll();
    this.above.selected = null;
    this.writeNames();
  }

  flyTo(id) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.focus(id, { scale: Math.max(this.network.getScale(), 0.9), animation: calm ? false : { duration: 350 } });
  }

  fit(ids) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.fit({ ...(ids ? { nodes: ids } : {}), animation: calm ? false : { duration: 350 } });
    this.writeNames();
  }

  /** All of it, but a few nodes not larger than life; with few edges, near enough to read them. */
  begins() {
    this.network.fit({ animation: false, maxZoomLevel: this.model.edges.size > 16 ? 1.1 : 1.3 });
    // Names stand out to the sides of the outermost nodes; on a narrow screen they take more of it.
    const { clientWidth } = this.network.body.container;
    this.network.moveTo({ scale: this.network.getScale() * (clientWidth < 600 ? 0.82 : 0.93), animation: false });
    this.writeNames();
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
