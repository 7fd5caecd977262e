// Comfort only: every page works without this. Drawers open in place, keys move, pictures become PNG.
const entries = () => [...document.querySelectorAll(".entry")].filter((one) => one.offsetParent);
const typing = (event) => event.target.closest("input, select, textarea") || event.metaKey || event.ctrlKey || event.altKey;

document.addEventListener("click", async (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
  const opener = event.target.closest("[data-drawer]");
  if (!opener || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const place = opener.closest(".words, .deed, li, article");
  const open = place.querySelector(".drawer");
  if (open) return close(open);
  const answer = await fetch(opener.dataset.drawer);
  if (!answer.ok) return location.assign(opener.href);
  // The server escapes what pages say; the fragment is parsed, never run.
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!place.querySelector(".drawer")) place.append(...parsed.body.children);
  if (new URL(opener.href).searchParams.has("open")) history.replaceState(null, "", opener.href);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return escape(event);
  if (typing(event)) return;
  const move = { j: 1, k: -1 }[event.key];
  if (move) step(move);
  else if (event.key === "o") document.querySelector(".at :is([data-drawer], .opener, a[href])")?.click();
  else if (document.querySelector(".entry[data-judge]") && (/^[cemrsu]$/.test(event.key) || /^[1-9]$/.test(event.key))) judge(event.key);
  else if (event.key === "/") document.querySelector(".asking-for input, .quick input").focus();
  else if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target.closest?.(".density")) climb(event.target.closest("a"), event.key === "ArrowDown" ? 1 : -1);
  else return;
  event.preventDefault();
});

function escape(event) {
  const menu = document.querySelector("details.menu[open]");
  const drawers = document.querySelectorAll(".drawer");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  else if (typing(event) && event.target.blur) event.target.blur();
  else if (drawers.length) close(drawers[drawers.length - 1]);
}

// A judge works through a list: a letter brings the form of that act to the entry, Enter sends it, u takes the last back.
let judged = null;
async function judge(key) {
  const entry = key === "u" ? judged : document.querySelector(".entry.at");
  if (!entry?.dataset.judge) return;
  const answer = await fetch(entry.dataset.judge);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const values = [...entry.querySelectorAll(".value")];
  const button = parsed.querySelector(`[data-key="${/[1-9]/.test(key) ? "e" : key}"]`);
  if (!answer.ok || !button || (/[1-9]/.test(key) && !values[key - 1])) return;
  const form = button.closest("form");
  for (const other of form.querySelectorAll("[data-key]")) if (other !== button) other.remove();
  if (form.elements.other) form.elements.other.value ||= entry.dataset.other ?? "";
  if (form.elements.field && entry.dataset.field) form.elements.field.value = entry.dataset.field;
  if (values[key - 1]) form.elements.value.value = values[key - 1].textContent;
  document.querySelector("form.at-hand")?.remove();
  form.classList.add("at-hand");
  entry.append(form);
  (form.querySelector("[required]:not([name=because])") && !values[key - 1] && !form.elements.other?.value
    ? form.querySelector("[required]") : form.elements.because).focus();
  form.addEventListener("submit", (event) => send(event, entry, form, button));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); form.remove(); entry.querySelector("a[href]")?.focus(); }
    if (event.key !== "Enter" || event.shiftKey || event.target === button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}

async function send(event, entry, form, button) {
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) {
    form.querySelector(".fault")?.remove();
    form.append(document.importNode(parsed.querySelector(".fault") ?? parsed.querySelector("main p"), true));
    return;
  }
  form.remove();
  entry.querySelector(".said")?.remove();
  const said = Object.assign(document.createElement("span"), { className: "hand said", textContent: `朱 ${button.textContent}` });
  said.setAttribute("role", "status");
  entry.append(said);
  judged = button.dataset.key === "u" ? null : entry;
  if (judged) step(1);
  else entry.querySelector("a[href]")?.focus();
}

function step(move) {
  const all = entries();
  const now = all.findIndex((one) => one.classList.contains("at"));
  const next = all[now < 0 ? (move > 0 ? 0 : all.length - 1) : now + move];
  if (!next) return;
  all[now]?.classList.remove("at");
  next.classList.add("at");
  next.querySelector("[data-drawer], .opener, a[href]")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function close(drawer) {
  const opener = drawer.parentElement.querySelector("[data-drawer]");
  drawer.remove();
  opener?.focus({ preventScroll: true });
  const address = new URL(location.href);
  if (!address.searchParams.has("open")) return;
  address.searchParams.delete("open");
  history.replaceState(null, "", address);
}

// The strip is one stop for the tabulator key; arrows climb it.
const bars = [...document.querySelectorAll(".density a")];
const here = bars.find((one) => one.hasAttribute("aria-current")) ?? bars[0];
for (const bar of bars) bar.setAttribute("tabindex", bar === here ? "0" : "-1");
function climb(bar, move) {
  const next = bars[bars.indexOf(bar) + move];
  if (!next) return;
  bar.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

// A question leaves out what it does not ask.
for (const form of document.querySelectorAll("form.question"))
  form.addEventListener("submit", () => {
    for (const field of form.elements)
      if (field.name && (!field.value || (field.name === "origins" && field.value === "1"))) field.disabled = true;
  });
for (const menu of document.querySelectorAll("details.menu"))
  menu.addEventListener("toggle", () => menu.open && menu.querySelector("input").focus());
addEventListener("pageshow", () => document.querySelectorAll("form.question :disabled").forEach((field) => (field.disabled = false)));

// A picture as PNG: its SVG file, drawn twice as large.
for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.png);
    const picture = new Image();
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(await answer.text());
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth * 2, picture.naturalHeight * 2];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#FBF9F4";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.href = canvas.toDataURL("image/png");
    link.download = "shiguan.png";
    link.click();
  });
}
// Long work: ask how far it has come until its result is there, then go to it.
async function wait() {
  const old = document.querySelector("[data-waiting]");
  if (!old || old.dataset.done) return;
  const answer = await fetch(old.dataset.waiting);
  if (!answer.ok) return location.reload();
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-waiting]");
  old.replaceChildren(...parsed.childNodes);
  if (parsed.dataset.done) location.assign(parsed.dataset.done);
  else setTimeout(wait, 700);
}
setTimeout(wait, 400);
document.querySelector(".foot-keys").hidden = !entries().length;
