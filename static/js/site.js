// Small comforts. Every page works without this file.

import "./quick.js";

// A link may lead into a folded part of the page: unfold it.
function unfoldTarget() {
  let target = null;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return; // the address has a broken percent code
  }
  for (let part = target; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  if (target) target.scrollIntoView();
}

// Buttons that copy a text from the page exist only where copying works.
function showCopyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).innerText.trim();
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}

addEventListener("hashchange", unfoldTarget);
if (location.hash) unfoldTarget();
showCopyButtons();

// A row of links that scrolls shows the one that is current.
for (const link of document.querySelectorAll("nav [aria-current=true]")) {
  const row = link.closest("nav");
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}
