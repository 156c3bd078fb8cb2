// The participants' page. Without this script each vote is a plain form; with it
// a choice is sent at once and the page follows the room by itself.
"use strict";
(() => {
  let main = document.getElementById("main");
  const join = document.getElementById("join");
  if (join) {
    // A form that is sent twice joins once anyway; this only says that it is on its way.
    join.addEventListener("submit", () => { join.querySelector("button").textContent = "Joining…"; });
    addEventListener("pageshow", () => { join.querySelector("button").textContent = "Join"; });
  }
  if (!main) return;
  document.documentElement.classList.add("script");
  const say = document.getElementById("say");
  const lost = document.getElementById("lost");
  const header = { "X-Normwalk-Part": "main" };
  const jitter = (ms) => ms * (0.5 + Math.random());
  let skew = main.dataset.now - Date.now(); // the server's clock, less ours

  // ---- Votes. A form remembers what is on disk of it, and is sent until that is
  // what stands in it.
  const forms = new WeakMap();
  const content = (form) => new URLSearchParams(new FormData(form)).toString();
  const record = (form) => {
    let f = forms.get(form);
    if (!f) forms.set(form, f = { saved: "", said: [""], busy: false, wait: 0, timer: 0 });
    return f;
  };
  const key = (form) => form && form.elements.norm ? ["step", "norm", "round"].map((n) => form.elements[n].value).join(" ") : form && form.id;
  const find = (k) => [...main.querySelectorAll("form")].find((f) => key(f) === k);
  const tell = (form, text, kind) => {
    const p = form.querySelector(".state");
    if (p.textContent !== text) p.textContent = text;
    p.className = "state " + (kind || "");
  };
  const told = (form) => { const p = form.querySelector(".state"); return [p.textContent, p.className.replace("state ", "")]; };
  // On disk is what the page came with, and not what was chosen before this script was there.
  const came = (form) => { const f = form.cloneNode(true); f.reset(); return content(f); };
  const settle = () => { for (const form of main.querySelectorAll("form")) Object.assign(record(form), { saved: came(form), said: told(form) }); };

  async function send(form, path, body) {
    let f = record(form);
    if (f.busy) { f.next = path; return; }
    clearTimeout(f.timer);
    body = body || content(form);
    f.busy = true;
    f.next = "";
    tell(form, "saving…");
    let answer, again = true;
    try {
      const r = await fetch(path, { method: "POST", headers: header, body: new URLSearchParams(body), keepalive: true });
      if (r.status === 401) { location.assign("/"); return; }
      const json = (r.headers.get("Content-Type") || "").startsWith("application/json");
      answer = json ? await r.json() : { state: "Not recorded: " + await r.text(), again: r.status === 429 || r.status >= 500 };
      again = answer.again;
    } catch { answer = null; }
    f.busy = false;
    while (f.heir) { form = f.heir; f = record(form); f.busy = false; } // the page was swapped meanwhile
    const late = !form.isConnected;
    if (answer && answer.recorded) {
      records++;
      f.wait = 0;
      f.saved = path === "/withdraw" ? content(form) : body;
      done(form, path, answer);
    } else {
      tell(form, answer ? answer.state : "Not recorded: no connection. Trying again by itself.", "bad");
      if (late) miss(form);
      else if (again) {
        f.wait = Math.min(8000, (f.wait || 500) * 2);
        f.retry = () => form.isConnected && send(form, path, path === "/withdraw" ? body : "");
        f.timer = setTimeout(f.retry, jitter(f.wait));
        return;
      }
    }
    if (answer && answer.scene && answer.scene !== +main.dataset.scene) refresh();
    if (f.next) send(form, f.next);
  }

  function done(form, path, answer) {
    if (path === "/propose") {
      form.querySelector("textarea").value = "";
      record(form).saved = content(form);
      tell(form, answer.state, "good");
      return;
    }
    if (path === "/withdraw") {
      form.reset();
      for (const c of form.querySelectorAll("[type=radio]")) c.checked = false;
      for (const c of form.querySelectorAll("select, textarea")) c.value = "";
      record(form).saved = content(form);
    }
    const back = form.querySelector(".back"), focused = document.activeElement === back;
    back.hidden = !answer.answer;
    if (back.hidden && focused) form.querySelector("[type=radio]").focus();
    tell(form, answer.state, answer.answer ? "good" : "");
  }

  const votes = (el) => el.closest && el.closest("form.norm");
  const chosen = (form) => form.querySelector("[name=answer]:checked");
  const unsent = (form) => record(form).saved !== content(form);
  const open = (form) => !form.querySelector("fieldset:disabled");
  function offer(form) {
    if (!form || !open(form) || !unsent(form)) return;
    if (chosen(form)) send(form, "/vote");
    else tell(form, "Choose a verdict, and this is recorded with it.");
  }
  const offerAll = () => { for (const f of main.querySelectorAll("form.norm")) if (!record(f).busy) offer(f); };

  addEventListener("change", (e) => offer(votes(e.target)));
  // A note is sent while its writer pauses: nobody is shown it before the reveal.
  const pausing = (form) => {
    const f = record(form);
    clearTimeout(f.pause);
    f.pause = setTimeout(() => form.isConnected && offer(form), 1500);
  };
  addEventListener("input", (e) => {
    const form = votes(e.target);
    if (!form || e.target.name !== "note" || !chosen(form)) return;
    const f = record(form);
    pausing(form);
    if (f.busy) return;
    if (!unsent(form)) tell(form, ...f.said); // typed, and taken away again
    else if (form.querySelector(".state").textContent !== "typing…") { f.said = told(form); tell(form, "typing…"); }
  });
  addEventListener("submit", (e) => {
    const form = e.target;
    if (!main.contains(form)) return;
    e.preventDefault();
    send(form, (e.submitter && e.submitter.getAttribute("formaction")) || form.getAttribute("action"));
  });

  // ---- The page follows the room.
  const kept = new Map(); // forms with something that is not sent yet, and could not be when the page changed
  let asking = false, askAgain = false, later = 0, records = 0;
  const over = () => main.dataset.kind === "finished"; // nothing is lost any more
  const soon = () => { clearTimeout(later); if (!overdue && !over()) later = setTimeout(refresh, jitter(2000)); };
  async function refresh() {
    if (asking) { askAgain = true; return; }
    asking = true;
    do {
      askAgain = false;
      const before = records;
      try {
        const r = await fetch("/", { headers: header });
        if (r.status === 401) { location.assign("/"); return; }
        const text = await r.text();
        if (r.ok && records !== before) askAgain = true; // the page was made before what is recorded now
        else if (r.ok) swap(text);
        else if (r.status === 429 || r.status >= 500) soon();
      } catch { soon(); } // the stream's return brings it, if the connection is gone
    } while (askAgain);
    asking = false;
  }

  // What was not sent, and can't count any more, is shown beside its norm for as
  // long as the page stays at that step, so that it can be copied.
  const here = () => main.dataset.kind.split(" ")[1] || "";
  function miss(form) {
    const f = record(form), at = form.elements;
    if (!at.norm || f.busy || !unsent(form)) return;
    const now = find(key(form));
    if (now && (open(now) || main.dataset.shut === "false")) return;
    f.at ??= here();
    if (f.at !== here()) return;
    const old = new URLSearchParams(f.saved), verdict = chosen(form), note = at.note.value.trim();
    let what = verdict && verdict.value !== old.get("answer") ? ` What you chose: ${verdict.parentNode.textContent}.` : "";
    if (note && at.note.value !== old.get("note")) what += ` What you typed: “${note}”`;
    if (!what) return;
    const name = (e) => e && e.querySelector("h3") ? e.querySelector("h3").textContent : "";
    const place = document.getElementById(form.id), same = at.step.value === here() && name(place) === name(form);
    const p = document.createElement("p");
    p.className = "alert missed";
    p.textContent = (same ? "" : name(form) + ": ") + "The vote closed before this was sent." + what;
    if (same) place.querySelector(".own, .state").after(p); else main.prepend(p);
    if (!f.heard) say.textContent += " " + p.textContent;
    f.heard = true;
  }

  function swap(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const next = box.content.querySelector("main");
    if (!next || +next.dataset.scene < +main.dataset.scene) return;
    const moved = next.dataset.kind !== main.dataset.kind;
    const focus = document.activeElement, inside = main.contains(focus);
    const at = inside && focus.id, range = inside && focus.selectionStart !== undefined && focus.type !== "radio" ? [focus.selectionStart, focus.selectionEnd] : null;
    const radio = inside && focus.type === "radio" && focus.form ? [key(focus.form), focus.value] : null;
    for (const f of main.querySelectorAll("form")) if (unsent(f)) kept.set(key(f), f);
    const details = new Map();
    if (!moved) for (const d of main.querySelectorAll("details[id]")) details.set(d.id, d.open);
    main.replaceWith(next);
    main = next;
    skew = main.dataset.now - Date.now();
    settle();
    for (const f of main.querySelectorAll("form")) {
      const was = kept.get(key(f));
      if (!was || !unsent(was) || main.dataset.shut === "true") continue;
      if (open(f)) kept.delete(key(f));
      for (const c of f.elements) {
        const o = was.elements[c.name];
        if (!c.name || c.type === "hidden" || !o) continue;
        if (c.type === "radio") c.checked = o.value === c.value; else c.value = o.value;
      }
      if (!open(f)) { if (!record(was).busy) tell(f, "Not sent yet: paused", "bad"); } else if (record(was).busy) { record(f).busy = true; record(was).heir = f; tell(f, "saving…"); }
    }
    for (const [id, isOpen] of details) { const d = document.getElementById(id); if (d) d.open = isOpen; }
    document.title = main.dataset.title;
    if (say.textContent !== main.dataset.say) say.textContent = main.dataset.say;
    const same = (at && document.getElementById(at)) || (radio && find(radio[0]) && find(radio[0]).querySelector(`[value="${CSS.escape(radio[1])}"]`));
    if (same && !moved) {
      same.focus({ preventScroll: true });
      if (range && same.setSelectionRange) same.setSelectionRange(range[0], range[1]);
    } else if (inside || moved) {
      const title = document.getElementById("title");
      if (title && (inside || moved)) title.focus({ preventScroll: true });
    }
    if (moved) scrollTo(0, 0);
    tick();
    offerAll();
    for (const f of kept.values()) miss(f);
    if (main.dataset.live === "false") hangUp();
    else if (over()) quiet();
  }

  // ---- The stream of events comes back by itself, whatever ended it.
  let stream, attempts = 0, redial = 0, overdue = 0;
  function dial() {
    clearTimeout(redial);
    if (stream) stream.close();
    if (main.dataset.live === "false") return;
    stream = new EventSource("/events");
    stream.onopen = () => {
      clearTimeout(overdue);
      overdue = attempts = 0;
      lost.hidden = true;
      for (const form of main.querySelectorAll("form")) { const f = record(form); if (f.wait && !f.busy && f.retry) { clearTimeout(f.timer); f.retry(); } }
    };
    // The whole room hears of it at once: not all phones ask in the same moment.
    stream.addEventListener("scene", (e) => { if (e.data !== main.dataset.scene) setTimeout(refresh, 200 * Math.random()); });
    stream.onerror = () => {
      stream.close();
      if (!over()) overdue = overdue || setTimeout(() => { lost.hidden = false; say.textContent = lost.textContent; }, 1500);
      redial = setTimeout(dial, jitter(Math.min(over() ? 60000 : 8000, 500 * 2 ** attempts++)));
      if (attempts % 4 === 3) refresh(); // tells whether the room knows us still
    };
  }
  const quiet = () => { clearTimeout(overdue); overdue = 0; lost.hidden = true; };
  const hangUp = () => { clearTimeout(redial); quiet(); if (stream) stream.close(); };
  addEventListener("online", dial);
  addEventListener("pageshow", (e) => { if (e.persisted) dial(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) offerAll(); else { dial(); refresh(); } }); // another tab may have voted

  // ---- The countdown.
  function tick() {
    const p = main.querySelector(".timer"), ends = p && +p.dataset.ends;
    if (!ends) return;
    const s = Math.max(0, Math.ceil((ends - Date.now() - skew) / 1000)), two = (n) => String(n).padStart(2, "0");
    const left = s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
    const text = s ? left + " left" : "Time is up";
    if (p.textContent === text) return;
    p.textContent = text;
    if (!s) offerAll(); // the facilitator may close the vote now
  }
  setInterval(tick, 500);

  settle();
  tick();
  offerAll();
  dial();
})();
