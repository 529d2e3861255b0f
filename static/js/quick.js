// The search box of the header and the home page answers as you type, and "/"
// leads to it. The search itself comes when a box is entered first; without this
// file a box is a form that leads to the search page.

const boxes = document.querySelectorAll('form[role="search"] input[name="q"]');

const set = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// quick makes a box a combobox over the best pages and entries.
function quick(box, nth) {
  const { form } = box;
  const list = set(document.createElement("ul"), { id: `quick-${nth}`, role: "listbox", "aria-label": "Suggestions", class: "quick", hidden: "" });
  const telling = set(document.createElement("span"), { class: "unseen", role: "status" });
  box.parentNode.classList.add("with-quick");
  box.parentNode.append(list, telling);
  set(box, { autocomplete: "off", role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });

  const open = async () => {
    const { connect, search } = await import("./search/query.js");
    return { search, index: await connect(form.action) };
  };

  let active = -1;
  function choose(place) {
    active = place;
    [...list.children].forEach((option, n) => { set(option, { "aria-selected": n === place }); });
    if (place < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  }
  function show(options) {
    list.replaceChildren(...options);
    list.hidden = !options.length;
    set(box, { "aria-expanded": options.length > 0 });
    choose(-1);
  }
  function option(href, title, remark) {
    const line = set(document.createElement("li"), { role: "option" });
    const note = document.createElement("span");
    note.textContent = remark;
    line.append(title, " ", note);
    line.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the box
    line.addEventListener("click", () => { location.href = href; });
    return line;
  }

  let turn = 0;
  let waiting;
  async function answer() {
    const mine = ++turn;
    const query = box.value.trim();
    if (!query) return show([]);
    try {
      const { search, index } = await open();
      const { pages, hits } = await search(index, query);
      const cards = await Promise.all([...pages.slice(0, 2), ...hits.slice(0, 6)].map(index.card));
      if (mine !== turn || document.activeElement !== box) return;
      const options = cards.map(([path, title, , sort, date = ""]) => option(new URL(".." + path, form.action), title, date ? `${sort}, ${date}` : sort));
      const all = new URL(form.action);
      all.searchParams.set("q", query);
      const count = `${hits.length.toLocaleString("en")} incident${hits.length === 1 ? "" : "s"}`;
      options.push(option(all, hits.length ? "All results" : "Nothing found; search with filters", hits.length ? count : ""));
      options.forEach((line, n) => { line.id = `${list.id}-${n}`; });
      show(options);
      clearTimeout(telling.timer);
      telling.timer = setTimeout(() => { telling.textContent = count; }, 700);
    } catch {
      show([]); // the form still leads to the search page, which tells what is wrong
    }
  }

  box.addEventListener("focus", () => open().catch(() => {}));
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 90);
  });
  box.addEventListener("blur", () => { turn++; show([]); });
  box.addEventListener("keydown", (event) => {
    const { length } = list.children;
    if (event.key === "Escape" && !list.hidden) show([]);
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else if (length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      // Behind the last option and before the first stands the box itself, -1.
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((active + 1 + step + length + 1) % (length + 1) - 1);
    } else return;
    event.preventDefault();
  });
}

// The shortcut can be turned off: people who dictate type "/" without a wish.
const remembered = {
  get off() { try { return localStorage.getItem("shortcuts") === "off"; } catch { return false; } },
  set off(value) { try { localStorage.setItem("shortcuts", value ? "off" : "on"); } catch { /* for this page only */ } },
};

function shortcut(event) {
  const { target } = event;
  const typing = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing || remembered.off || !boxes.length) return;
  event.preventDefault();
  boxes[0].focus();
}

boxes.forEach((box, nth) => { if (box.form.id !== "ask") quick(box, nth); });
addEventListener("keydown", shortcut);
const toggle = document.getElementById("shortcuts");
if (toggle) {
  toggle.checked = !remembered.off;
  toggle.closest("[hidden]").hidden = false;
  toggle.addEventListener("change", () => { remembered.off = !toggle.checked; });
}
