// On hover, focus or tap, a number, list or claim says where it comes from. One switch turns it off.
// Without this script the page reads as it is; nothing is loaded from elsewhere.
(function () {
  "use strict";

  var store = document.getElementById("numerate-cards");
  if (!store) return;
  var data = JSON.parse(store.textContent);
  var body = document.body;
  var marks = [];
  var pinned = null; // the mark whose card stays until it is dismissed
  var shown = null;
  var closing = 0;

  var card = document.createElement("div");
  card.id = "numerate-card";
  card.hidden = true;
  card.setAttribute("role", "region");
  card.setAttribute("aria-label", "Where this comes from");

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function row(list, name, value) {
    if (!value) return;
    list.appendChild(element("dt", name));
    var cell = element("dd");
    if (typeof value === "string") cell.textContent = value;
    else cell.appendChild(value);
    list.appendChild(cell);
  }

  function rowsTold(rows) {
    var many = rows.count.toLocaleString("en-US") + (rows.count === 1 ? " row" : " rows");
    return many + " of " + rows.table + (rows.how ? ", where " + rows.how : "");
  }

  function fill(entry) {
    card.textContent = "";
    var value = entry.kind !== "claim"
      ? entry.text + (entry.unit ? " " + entry.unit : "")
      : entry.text === "holds" ? "This statement holds" : "This statement does not hold";
    card.appendChild(element("p", value, "card-value" + (entry.text === "does not hold" ? " card-fails" : "")));
    card.appendChild(element("p", entry.definition));
    var list = element("dl");
    row(list, "Rule", entry.rule);
    entry.rows.forEach(function (rows) { row(list, "Rows", rowsTold(rows)); });
    if (entry.of) row(list, "From", entry.of.join(", "));
    row(list, "Code", element("code", entry.place));
    row(list, "Key", element("code", entry.key));
    card.appendChild(list);
    if (data.ledger) {
      var more = element("p", "", "card-more");
      var link = element("a", "Rows, code and uses in the ledger");
      link.href = data.ledger + "#" + encodeURIComponent(entry.kind + ":" + entry.key);
      more.appendChild(link);
      card.appendChild(more);
    }
  }

  function place(mark) {
    var box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    var wide = document.documentElement.clientWidth;
    card.style.left = "0px";
    card.style.top = "0px";
    var left = Math.max(8, Math.min(box.left, wide - card.offsetWidth - 8));
    var below = box.bottom + 6;
    var fits = below + card.offsetHeight <= window.innerHeight || box.top < card.offsetHeight + 12;
    var top = fits ? below : box.top - card.offsetHeight - 6;
    card.style.left = left + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }

  function show(mark) {
    window.clearTimeout(closing);
    if (shown === mark) return;
    hide();
    var entry = data.entries[mark.getAttribute("data-card")];
    fill(entry);
    mark.after(card); // reading order: the card follows what it explains
    card.hidden = false;
    place(mark);
    mark.setAttribute("aria-expanded", "true");
    shown = mark;
  }

  function hide() {
    window.clearTimeout(closing);
    if (shown) shown.setAttribute("aria-expanded", "false");
    card.hidden = true;
    shown = null;
    pinned = null;
  }

  function hideSoon() {
    if (pinned) return;
    window.clearTimeout(closing);
    closing = window.setTimeout(hide, 250);
  }

  function toggle(mark) {
    if (pinned === mark) { hide(); return; }
    show(mark);
    pinned = mark;
  }

  function listen(mark) {
    mark.addEventListener("mouseenter", function () { if (on() && !pinned) show(mark); });
    mark.addEventListener("mouseleave", hideSoon);
    mark.addEventListener("focus", function () { if (on() && !pinned) show(mark); });
    mark.addEventListener("blur", function (event) {
      if (!card.contains(event.relatedTarget)) { pinned = null; hideSoon(); }
    });
    mark.addEventListener("click", function (event) {
      if (!on()) return;
      event.preventDefault();
      event.stopPropagation();
      toggle(mark);
    });
    mark.addEventListener("keydown", function (event) {
      if (!on() || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      toggle(mark);
    });
  }

  function on() { return body.classList.contains("cards-on"); }

  function turn(state) {
    body.classList.toggle("cards-on", state);
    button.setAttribute("aria-pressed", String(state));
    marks.forEach(function (mark) {
      if (state) {
        mark.tabIndex = 0;
        mark.setAttribute("role", "button");
        mark.setAttribute("aria-expanded", "false");
      } else {
        ["tabindex", "role", "aria-expanded"].forEach(function (name) { mark.removeAttribute(name); });
      }
    });
    if (!state) hide();
    try { window.localStorage.setItem("numerate-cards", state ? "on" : "off"); } catch (error) { /* kept for this visit only */ }
  }

  document.querySelectorAll(".num[data-key], .list[data-key], .claim[data-key]").forEach(function (mark) {
    if (mark.closest("#TOC, nav")) return;
    var kind = mark.classList.contains("num") ? "number" : mark.classList.contains("list") ? "list" : "claim";
    var name = kind + ":" + mark.getAttribute("data-key");
    if (!data.entries[name] || mark.closest("[data-card]")) return;
    mark.setAttribute("data-card", name);
    marks.push(mark);
    listen(mark);
  });
  if (!marks.length) return;

  card.addEventListener("mouseenter", function () { window.clearTimeout(closing); });
  card.addEventListener("mouseleave", hideSoon);
  card.addEventListener("click", function (event) { event.stopPropagation(); });
  card.addEventListener("focusout", function (event) {
    if (!card.contains(event.relatedTarget) && event.relatedTarget !== shown) hide();
  });
  document.addEventListener("click", hide);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !shown) return;
    var mark = shown;
    var inside = card.contains(document.activeElement);
    hide();
    if (inside) mark.focus();
    hide();
  });
  window.addEventListener("resize", function () { if (shown) place(shown); });

  var button = element("button", "Origins of numbers");
  button.type = "button";
  button.id = "numerate-switch";
  button.addEventListener("click", function (event) {
    event.stopPropagation();
    turn(!on());
  });
  var footer = document.querySelector("footer, main") || body;
  footer.appendChild(button);

  var wished = null;
  try { wished = window.localStorage.getItem("numerate-cards"); } catch (error) { wished = null; }
  turn(wished !== "off");
})();
