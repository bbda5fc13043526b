// Keys on the queue: j and k go to the next alert and the one before, ? shows them. They can be
// switched off, and are where the browser keeps nothing.
const dialog = document.querySelector('[data-module="custodes-keys"]');
const KEPT = "custodes-keys-off";
const read = () => {
  try { return localStorage.getItem(KEPT) === "yes"; } catch { return true; }
};
const keep = (off) => {
  try { localStorage.setItem(KEPT, off ? "yes" : "no"); } catch { /* nothing is kept */ }
};

if (dialog) {
  const links = [...document.querySelectorAll("[data-open]")];
  const button = dialog.querySelector("[data-switch]");
  const opener = document.querySelector("[data-keys]");
  let off = read();
  let here = -1;
  const say = () => { button.textContent = off ? button.dataset.on : button.dataset.off; };
  const open = () => { dialog.hidden = false; dialog.showModal(); };
  const go = (step) => {
    if (!links.length) return;
    links[here]?.closest("tr").classList.remove("custodes-here");
    here = Math.max(0, Math.min(links.length - 1, here + step));
    links[here].closest("tr").classList.add("custodes-here");
    links[here].focus();
  };
  say();
  if (opener) {
    opener.closest(".custodes-scripted").hidden = false;
    opener.addEventListener("click", open);
  }
  button.addEventListener("click", () => { off = !off; keep(off); say(); });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.hidden = true; });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
    if (off || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?") open();
    else return;
    event.preventDefault();
  });
}
