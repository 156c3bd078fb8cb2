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
  // The facts and the norms are as large as their places allow: the facts beside
  // the norms, or above them in two columns. Where even small letters are too
  // large, the facts take turns, and the page says so.
  let turns = [], turn = 0;
  function fitFacts(root, facts) {
    const vote = screen.querySelector(".vote"), more = facts.querySelector(".more");
    const parts = [...facts.querySelectorAll("li")], size = parseFloat(getComputedStyle(root).fontSize), page = screen.querySelector("main");
    const held = (e) => e.scrollHeight <= e.clientHeight + 1;
    const shrink = (e, from, to) => { // in tenths of a rem
      for (let f = from; f >= to; f--) {
        e.style.fontSize = f / 10 + "rem";
        if (held(e)) return true;
      }
      return false;
    };
    const many = screen.querySelector(".n3, .n4"); // norms, which then stand below the facts
    const show = (from, to) => parts.forEach((x, i) => { x.hidden = i < from || i >= to; });
    turns = [];
    page.classList.remove("turns");
    fitFlow(screen.querySelector(".flow"), held);
    for (let whole = 10; whole > 6; whole--) {
      root.style.fontSize = whole < 10 ? size * whole / 10 + "px" : "";
      show(0, parts.length);
      more.hidden = true;
      // The last row reads letters of a thirty-sixth of the height.
      const least = Math.ceil(100 * innerHeight / 36 / size / whole), usual = Math.max(least, 14);
      for (const [long, to] of [[false, usual], [true, least], [false, least]]) {
        page.classList.toggle("long", long);
        const fits = shrink(vote, many || long ? 15 : 19, 13) && root.scrollHeight <= innerHeight + 1;
        if (fits && shrink(facts, 25, to)) return;
      }
    }
    // Nothing holds them all.
    page.classList.add("long", "turns");
    facts.style.fontSize = innerHeight / 36 + "px";
    more.hidden = false;
    more.textContent = "Facts 10 to 10 of 10"; // takes its place
    for (let from = 0, to; from < parts.length; from = to) {
      for (to = parts.length; show(from, to), to > from + 1 && !held(facts); to--);
      turns.push([from, to]);
    }
    takeTurn();
  }
  // Who turned to whom has two lines; pairs that they don't hold are left out whole.
  function fitFlow(flow, held) {
    if (!flow) return;
    const pairs = [...flow.children], etc = pairs.pop();
    flow.style.fontSize = "";
    for (const x of pairs) x.hidden = false;
    etc.hidden = true;
    if (held(flow)) return;
    flow.style.fontSize = innerHeight / 36 + "px";
    for (let last = pairs.length - 1; last > 0 && !held(flow); last--) {
      etc.hidden = false;
      pairs[last].hidden = true;
    }
  }
  function takeTurn() {
    if (turns.length < 2) return;
    const parts = screen.querySelectorAll(".facts li"), more = screen.querySelector(".more");
    const [from, to] = turns[turn % turns.length];
    parts.forEach((x, i) => { x.hidden = i < from || i >= to; });
    more.textContent = (to > from + 1 ? `Facts ${from + 1} to ${to}` : `Fact ${to}`) + ` of ${parts.length}; they take turns`;
  }
  setInterval(() => { turn++; takeTurn(); }, 12000);
  addEventListener("resize", fit);
  const over = () => body.dataset.kind === "finished"; // nothing is lost any more
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
      if (over()) { clearTimeout(overdue); overdue = 0; lost.hidden = true; }
      tick();
      fit();
    });
    stream.onerror = () => {
      stream.close();
      if (!over()) overdue = overdue || setTimeout(() => { lost.hidden = false; }, 2000);
      setTimeout(dial, Math.min(over() ? 60000 : 5000, 500 * 2 ** attempts++) * (0.5 + Math.random()));
    };
  }
  setInterval(tick, 500);
  tick();
  fit();
  dial();
})();
