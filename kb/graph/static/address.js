// The address holds the view, so that it can be shared.
export function read() {
  const state = new URLSearchParams(location.search);
  const several = (name) => (state.get(name) ?? "").split(",").filter(Boolean);
  const pinned = several("pin").map((one) => one.split("@")).map(([id, place]) => [id, (place ?? "").split("_").map(Number)]);
  return {
    filters: state,
    hidden: new Set(several("hide")),
    opened: several("open"),
    pinned: new Map(pinned.filter(([, place]) => place.length === 2 && place.every(Number.isFinite))),
    picked: state.get("pick"),
    path: [state.get("from"), state.get("to")],
  };
}

/** Writes what the reader has done; what only the server reads (focus, depth) stays. */
export function write({ filters, hidden, opened, pinned, picked, path }) {
  const before = new URLSearchParams(location.search);
  const state = new URLSearchParams();
  for (const name of ["focus", "depth"]) if (before.get(name)) state.set(name, before.get(name));
  for (const [name, value] of Object.entries(filters)) state.set(name, value);
  if (opened.length) state.set("open", opened.join(","));
  if (hidden.size) state.set("hide", [...hidden].join(","));
  if (pinned.size) state.set("pin", [...pinned].map(([id, [x, y]]) => `${id}@${x}_${y}`).join(","));
  if (path) { state.set("from", path[0]); state.set("to", path[1]); }
  if (picked) state.set("pick", picked);
  // Readable: these signs need no escape in a query.
  const query = state.toString().replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%40", "@");
  try {
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  } catch {
    // A browser may refuse to change the address of a file; the view is then not kept.
  }
}
