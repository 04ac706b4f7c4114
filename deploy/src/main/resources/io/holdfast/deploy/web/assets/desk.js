/* The desk's keys and its upload. Every page works without this file. */
(() => {
  "use strict";
  const inField = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const bubbles = () => [...document.querySelectorAll("[data-bubble]")];

  const move = (step) => {
    const all = bubbles();
    if (all.length === 0) return;
    const at = all.indexOf(document.activeElement.closest("[data-bubble]"));
    const chosen = all.findIndex((bubble) => bubble.classList.contains("bubble--chosen"));
    const from = at >= 0 ? at : chosen >= 0 ? chosen : step > 0 ? -1 : all.length;
    const next = all[Math.min(all.length - 1, Math.max(0, from + step))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const keys = {
    "/": () => document.getElementById("search-box")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    g: () => document.getElementById("go")?.focus(),
    p: () => {
      const here = document.activeElement.closest("[data-bubble]") ?? document.querySelector(".bubble--chosen");
      here?.querySelector(".seal")?.click();
    },
  };

  let opener = null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const close = document.querySelector("#proof [data-close]");
      if (close && !inField(event.target)) {
        event.preventDefault();
        close.click();
      } else if (inField(event.target)) event.target.blur();
      return;
    }
    if (inField(event.target) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    const seal = event.target.closest(".seal");
    if (seal) opener = seal.closest("[data-bubble]")?.id ?? null;
  });

  // A panel takes the focus on its heading; what was opened is marked in the conversation.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "proof") return;
    document.querySelectorAll(".bubble--chosen").forEach((bubble) => bubble.classList.remove("bubble--chosen"));
    if (opener) document.getElementById(opener)?.classList.add("bubble--chosen");
    document.getElementById("proof-title")?.focus();
  });

  // What cannot be answered is said; what was typed stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status === 400) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else if (status >= 403) {
      window.location.assign(event.detail.pathInfo.requestPath);
    }
  });

  const chat = document.getElementById("chat");
  if (chat && !window.location.hash.startsWith("#r-")) {
    const chosen = chat.querySelector(".bubble--chosen");
    if (chosen) chosen.scrollIntoView({ block: "center" });
    else if (!new URLSearchParams(window.location.search).has("around")) chat.scrollTop = chat.scrollHeight;
  }

  // The upload shows how far it is; without this it is an ordinary form.
  document.querySelector("[data-upload]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const box = form.querySelector("[data-progress]");
    const words = form.querySelector("[data-progress-words]");
    const bar = box.querySelector("progress");
    const button = form.querySelector("button");
    const say = (sent, all) => {
      const mega = (bytes) => (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
      words.textContent = words.dataset.words.replace("#1", mega(sent)).replace("#2", mega(all));
      bar.value = Math.round((100 * sent) / all);
    };
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (sent) => say(sent.loaded, sent.total));
    request.addEventListener("load", () => {
      if (request.status < 400) window.location.assign(request.responseURL);
      else fail();
    });
    const fail = () => {
      words.textContent = words.dataset.failed;
      button.disabled = false;
    };
    request.addEventListener("error", fail);
    button.disabled = true;
    box.hidden = false;
    request.send(new FormData(form));
  });
})();
