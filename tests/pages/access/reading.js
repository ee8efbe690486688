// What people who see, hear or press differently meet on a page as it stands: each function returns the faults it found.
(() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && one.getClientRects().length > 0;
  const say = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const FOCUS = "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]";
  const ends = (one) => Boolean(one.closest(".quiet, .skip:not(:focus)"));

  function structure(language) {
    const faults = [];
    const fault = (what, one) => faults.push(one ? `${what}: ${say(one)}` : what);
    if (document.documentElement.lang !== language) fault(`lang is ${document.documentElement.lang}`);
    if (!document.title.trim()) fault("no title");
    for (const [selector, most] of [["main, [role=main]", 1], ["body > header", 1], ["body > footer", 1], ["h1", 1]])
      if (all(selector).length !== most) fault(`${all(selector).length} of ${selector}`);
    let last = 0;
    for (const one of all("h1, h2, h3, h4, h5, h6")) {
      const level = Number(one.tagName[1]);
      if (level > last + 1) fault(`h${level} after h${last}`, one);
      last = level;
    }
    for (const one of all("[tabindex]")) if (one.tabIndex > 0) fault("positive tabindex", one);
    for (const one of all("img")) if (!one.hasAttribute("alt")) fault("no alt", one);
    for (const one of document.querySelectorAll("svg:not(svg svg)"))
      if (one.getAttribute("aria-hidden") !== "true" && !one.closest("[aria-hidden=true]") && !(one.getAttribute("role") === "img" && one.getAttribute("aria-label"))) fault("a picture without a name", one);
    for (const one of document.querySelectorAll("[lang]")) if (!/^(ko|en|zh|ja)?$/.test(one.lang)) fault("unknown lang", one);
    for (const one of document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls]"))
      for (const name of ["aria-labelledby", "aria-describedby", "aria-controls"])
        for (const id of (one.getAttribute(name) ?? "").split(/\s+/)) if (id && !document.getElementById(id)) fault(`${name} of nothing`, one);
    for (const one of document.querySelectorAll("label[for]")) if (!document.getElementById(one.htmlFor)) fault("label of nothing", one);
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) fault(`id ${id} twice`);
    return faults;
  }

  function scrolls(one) {
    for (let at = one; at && at !== document.body; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return at;
    return null;
  }

  function cut() {
    const wide = document.documentElement.clientWidth;
    const faults = [];
    if (document.documentElement.scrollWidth > wide) faults.push(`the page is ${document.documentElement.scrollWidth} wide of ${wide}`);
    for (const one of document.body.querySelectorAll("*")) {
      if (!seen(one) || one.closest("svg, .maplibregl-map") || ends(one)) continue;
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      if (own && !scrolls(one) && (box.right > wide + 1 || box.left < -1)) faults.push(`beyond the edge: ${say(one)}`);
      if (/hidden|clip/.test(style.overflowX + style.overflowY) && one.textContent.trim() && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)) faults.push(`clipped: ${say(one)}`);
      const scroller = scrolls(one);
      if (own && scroller && !one.closest("table, pre, code, textarea") && box.right > scroller.getBoundingClientRect().right + 1) faults.push(`to be scrolled for: ${say(one)}`);
    }
    return faults;
  }

  function reachable() {
    const group = new Set();
    return all(FOCUS).filter((one) => {
      if (one.tabIndex < 0 || one.matches(":disabled") || one.closest("[inert]")) return false;
      if (one.type !== "radio") return true;
      const name = `${one.form?.id ?? ""}/${one.name}`;
      const checked = document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`);
      if (checked ? checked !== one : group.has(name)) return false;
      return Boolean(group.add(name));
    });
  }

  // the mark is on the element, or on the label that stands for a hidden box
  function marked(one) {
    const around = [one, one.closest("label"), one.parentElement, one.labels?.[0]].filter(Boolean);
    return around.some((place) => {
      const style = getComputedStyle(place);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && place.getBoundingClientRect().width > 4;
    });
  }

  const walk = { wanted: [], met: [], faults: [] };
  function listen() {
    const wanted = reachable();
    Object.assign(walk, { wanted, met: [], faults: [] });
    const start = Object.assign(document.createElement("span"), { tabIndex: -1 });
    document.body.prepend(start);
    start.focus();
    document.addEventListener("focusin", ({ target }) => {
      const before = walk.met.at(-1);
      if (walk.met.includes(target)) return;
      if (before && !(before.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) walk.faults.push(`out of order: ${say(target)}`);
      if (!marked(target)) walk.faults.push(`focus is not seen: ${say(target)}`);
      const box = (target.closest("label") ?? target).getBoundingClientRect();
      if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth || box.width < 1) walk.faults.push(`focused out of sight: ${say(target)}`);
      walk.met.push(target);
    });
    // a field of a date and a time has a stop for each of its parts, and one for its button
    return wanted.length + 6 * wanted.filter((one) => /^(date|time|month)/.test(one.type)).length;
  }

  function walked() {
    const missed = walk.wanted.filter((one) => one.isConnected && seen(one) && !walk.met.includes(one)).map((one) => `not reached by Tab: ${say(one)}`);
    return [...walk.faults, ...missed];
  }

  window.reading = { structure, cut, listen, walked };
})();
