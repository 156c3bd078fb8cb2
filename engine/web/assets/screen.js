// The projector's page shows what it is sent, and lets the clocks run.
"use strict";
(() => {
  const body = document.body, screen = document.getElementById("screen"), lost = document.getElementById("lost");
  if (!screen) return;
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
  // A step with many norms is made smaller until nobody has to scroll.
  function fit() {
    const root = document.documentElement;
    root.style.fontSize = "";
    if (innerHeight > innerWidth) return;
    const size = parseFloat(getComputedStyle(root).fontSize);
    for (let f = 0.96; root.scrollHeight > innerHeight + 1 && f > 0.5; f -= 0.04) root.style.fontSize = size * f + "px";
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
