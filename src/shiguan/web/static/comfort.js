// Comfort only: every page works without this. Drawers open in place; Escape closes the last one.
document.addEventListener("click", async (event) => {
  const opener = event.target.closest("[data-drawer]");
  if (!opener || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const entry = opener.closest("article");
  const open = entry.querySelector(".drawer");
  if (open) return close(open);
  const answer = await fetch(opener.dataset.drawer);
  if (!answer.ok) return location.assign(opener.href);
  // The server escapes what pages say; the fragment is parsed, never run.
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  entry.append(...parsed.body.children);
  history.replaceState(null, "", opener.href);
});
document.addEventListener("keydown", (event) => {
  const drawers = document.querySelectorAll(".drawer");
  if (event.key === "Escape" && drawers.length) close(drawers[drawers.length - 1]);
});
function close(drawer) {
  drawer.remove();
  const address = new URL(location.href);
  address.searchParams.delete("open");
  history.replaceState(null, "", address);
}
