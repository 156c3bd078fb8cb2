// The projector's page shows what it is sent, and lets the clocks run.
"use strict";
(() => {
  const body = document.body, screen = document.getElementById("screen"), lost = document.getElementById("lost");
  if (!screen) return;
  document.documentElement.classList.add("script");
  let skew = body.dataset.now - Date.now(), attempts = 0, overdue = 0;
  const two = (n) => String(n).padStart(2, "0");
  function tick() {
    const now = Date.now() + skew;
    const timer = screen.querySelector(".timer"), clock = screen.querySelector(".clock");
    if (timer && +timer.dataset.ends) {
      const s = Math.max(0, Math.ceil((timer.dataset.ends - now) / 1000));
      const left = s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
      const text = s ? left + " left" : "Time is up";
      if (timer.textContent !== text) timer.textContent = text;
    }
    if (clock && +clock.dataset.since) {
      const text = String(Math.max(0, Math.floor((now - clock.dataset.since) / 60000))), span = clock.querySelector("span");
      if (span.textContent !== text) span.textContent = text;
    }
  }
  // Everything fills the screen, and what is too much is made smaller until
  // nobody has to scroll; not for somebody who magnifies the page.
  function fit() {
    const root = document.documentElement, facts = screen.querySelector(".scene");
    root.style.fontSize = "";
    if (innerHeight > innerWidth || matchMedia("(max-width: 49.9rem)").matches) return;
    if (facts) return fitFacts(root, facts);
    const size = parseFloat(getComputedStyle(root).fontSize);
    const most = { revealed: 1.4, wash: 1.4, finished: 1.4 }[body.dataset.kind] || 1;
    for (let f = most; f > 0.5; f -= 0.04) {
      root.style.fontSize = size * f + "px";
      if (root.scrollHeight <= innerHeight + 1 && root.scrollWidth <= innerWidth) return;
    }
  }
  // The facts and the norms are as large as their places allow. Where even small
  // letters are too large, what comes last is left out, and the page says so.
  function fitFacts(root, facts) {
    const vote = screen.querySelector(".vote"), more = facts.querySelector(".more");
    const parts = facts.querySelectorAll("li"), size = parseFloat(getComputedStyle(root).fontSize);
    const least = Math.max(13, Math.ceil(10 * innerHeight / 37 / size)); // for the last row
    const held = (e) => e.scrollHeight <= e.clientHeight + 1;
    const shrink = (e, from, to) => { // in tenths of a rem
      for (let f = from; f >= to; f--) {
        e.style.fontSize = f / 10 + "rem";
        if (held(e)) return true;
      }
      return false;
    };
    const many = screen.querySelector(".n3, .n4"); // norms, which then stand below the facts
    for (let whole = 10; whole > 6; whole--) {
      root.style.fontSize = whole < 10 ? size * whole / 10 + "px" : "";
      for (const x of parts) x.hidden = false;
      more.hidden = true;
      const fits = shrink(vote, many ? 15 : 19, 13) && root.scrollHeight <= innerHeight + 1;
      if (fits && shrink(facts, 25, least)) return;
      more.hidden = false;
      for (let last = parts.length - 1; last > 0 && !held(facts); last--) parts[last].hidden = true;
      if (fits && shrink(facts, 25, least)) return;
    }
  }
  addEventListener("resize", fit);
  function dial() {
    const stream = new EventSource(location.pathname + "/events");
    stream.onopen = () => { clearTimeout(overdue); overdue = attempts = 0; lost.hidden = true; };
    stream.addEventListener("now", (e) => { skew = e.data - Date.now(); });
    stream.addEventListener("screen", (e) => {
      screen.innerHTML = e.data;
      const show = screen.firstElementChild;
      body.dataset.kind = show.dataset.kind;
      body.dataset.locked = show.dataset.locked;
      document.title = show.dataset.title;
      tick();
      fit();
    });
    stream.onerror = () => {
      stream.close();
      overdue = overdue || setTimeout(() => { lost.hidden = false; }, 2000);
      setTimeout(dial, Math.min(5000, 500 * 2 ** attempts++) * (0.5 + Math.random()));
    };
  }
  setInterval(tick, 500);
  tick();
  fit();
  dial();
})();
