// Suggestions below a search box while one types. Without this script the form leads to the
// page with the results.
const WAIT = 140; // milliseconds after the last key

for (const form of document.querySelectorAll("form[data-suggest]")) start(form);

function start(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  form.append(list, told);
  Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id })
    .forEach(([name, value]) => input.setAttribute(name, value));
  let timer = 0;
  let asked = 0;
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const options = [...list.children];
    if (!options.length) return;
    active = (number + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    const words = input.value.trim();
    const number = ++asked;
    if (words.length < 2) return close();
    const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ suggest: "1", q: words })}`);
    if (!answer.ok || number !== asked) return undefined; // an older answer may come late
    const { found } = await answer.json();
    if (number !== asked || document.activeElement !== input) return undefined;
    list.replaceChildren(...found.map(option));
    told.textContent = form.dataset.found.replace("{n}", found.length);
    list.hidden = found.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
    return undefined;
  }

  function option(one, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.href = one.href;
    item.className = `k-${one.kind}`;
    const words = document.createElement("span");
    words.className = "words";
    for (const [text, marked] of one.parts) {
      const piece = document.createElement(marked ? "mark" : "span");
      piece.textContent = text;
      words.append(piece);
    }
    const beside = document.createElement("span");
    beside.className = "beside";
    beside.textContent = one.beside;
    item.append(beside, words);
    return item;
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, WAIT); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { asked += 1; close(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(active + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(active - 1); }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.href);
    }
  });
  input.addEventListener("blur", close);
  // Before the blur that would close the list.
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-href]");
    if (!item || event.button !== 0) return;
    event.preventDefault();
    location.assign(item.dataset.href);
  });
}
