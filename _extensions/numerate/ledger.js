// The list of the ledger: search, sorting, and the details of an entry. At most a few hundred
// rows are in the page at a time, so ten thousand entries stay quick.
(function () {
  "use strict";

  var STEP = 200;
  var data = JSON.parse(document.getElementById("data").textContent);
  var body = document.querySelector("#list tbody");
  var words = document.getElementById("words");
  var count = document.getElementById("count");
  var more = document.getElementById("more");
  var order = { by: "key", down: false };
  var limit = STEP;
  var found = [];

  data.entries.forEach(function (entry) {
    entry.name = entry.kind + ":" + entry.key;
    entry.many = entry.rows.reduce(function (sum, rows) { return sum + rows.count; }, 0);
    entry.words = [entry.key, entry.text, entry.text.replace(/,/g, ""), entry.definition,
      entry.rule || "", entry.place].join("\n").toLowerCase();
  });

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text !== undefined && text !== "") made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function number(text) {
    var value = parseFloat(text.replace(/,/g, "").replace("\u2212", "-"));
    return isNaN(value) ? Infinity : value;
  }

  function compared(a, b) {
    var by = order.by, result;
    if (by === "rows") result = a.many - b.many;
    else if (by === "text") {
      var one = number(a.text), other = number(b.text);
      result = one === other ? a.text.localeCompare(b.text) : one < other ? -1 : 1;
    } else result = String(a[by]).localeCompare(String(b[by]));
    if (result === 0) result = a.key < b.key ? -1 : 1;
    return order.down ? -result : result;
  }

  function search() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var kind = document.querySelector("input[name=kind]:checked").value;
    found = data.entries.filter(function (entry) {
      return (!kind || entry.kind === kind) &&
        wanted.every(function (word) { return entry.words.indexOf(word) >= 0; });
    });
    found.sort(compared);
    limit = STEP;
    draw();
  }

  function draw() {
    var part = document.createDocumentFragment();
    found.slice(0, limit).forEach(function (entry) { part.appendChild(line(entry)); });
    body.textContent = "";
    body.appendChild(part);
    more.hidden = found.length <= limit;
    count.textContent = found.length.toLocaleString("en-US") + " of " +
      data.entries.length.toLocaleString("en-US") + " entries";
  }

  function line(entry) {
    var row = element("tr");
    row.id = entry.name;
    var head = element("th");
    head.scope = "row";
    var button = element("button", entry.key);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", function () { toggle(entry, row, button); });
    head.appendChild(button);
    row.appendChild(head);
    row.appendChild(element("td", entry.text + (entry.unit ? " " + entry.unit : ""),
      "value" + (entry.text === "does not hold" ? " fails" : "")));
    row.appendChild(element("td", entry.definition));
    row.appendChild(element("td", entry.rows.map(told).join("; ")));
    row.appendChild(element("td", entry.place, "place"));
    return row;
  }

  function told(rows) {
    return rows.count.toLocaleString("en-US") + " of " + rows.table;
  }

  function toggle(entry, row, button) {
    var open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) { row.nextSibling.remove(); return; }
    var detail = element("tr", "", "detail");
    var cell = element("td");
    cell.colSpan = 5;
    fill(cell, entry);
    detail.appendChild(cell);
    row.after(detail);
  }

  function list(cell, title, items) {
    if (!items || !items.length) return;
    cell.appendChild(element("h2", title));
    var made = element("ul");
    items.forEach(function (item) { made.appendChild(element("li", item)); });
    cell.appendChild(made);
  }

  function fill(cell, entry) {
    list(cell, "Rule", entry.rule ? [entry.rule] : []);
    list(cell, "Rows that speak against it", entry.against);
    list(cell, "Computed from", entry.of);
    entry.rows.forEach(function (rows) { cell.appendChild(rowsTable(rows)); });
    list(cell, "Printed in", entry.uses);
    if (data.code[entry.function]) {
      cell.appendChild(element("h2", "Code: " + entry.function + " (" + entry.place + ")"));
      var code = element("pre", data.code[entry.function]);
      code.tabIndex = 0;
      cell.appendChild(code);
    }
  }

  function rowsTable(rows) {
    var kept = data.rows[rows.table];
    var part = element("div");
    var many = rows.count.toLocaleString("en-US") + (rows.count === 1 ? " row" : " rows");
    part.appendChild(element("h2", many + " of data/" + kept.file +
      (rows.how ? ", where " + rows.how : "")));
    var box = element("div", "", "rows");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Rows of " + rows.table);
    var table = element("table"), head = element("tr"), top = element("thead"), all = element("tbody");
    ["line"].concat(kept.columns).forEach(function (name) {
      var cell = element("th", name);
      cell.scope = "col";
      head.appendChild(cell);
    });
    top.appendChild(head);
    rows.ids.forEach(function (id) {
      var row = element("tr");
      kept.cells[id].forEach(function (text) { row.appendChild(element("td", String(text))); });
      all.appendChild(row);
    });
    table.appendChild(top);
    table.appendChild(all);
    box.appendChild(table);
    part.appendChild(box);
    if (rows.count > rows.ids.length) {
      part.appendChild(element("p", "The first " + rows.ids.length + " are shown; numerate explain shows all."));
    }
    return part;
  }

  function openNamed() {
    var name = decodeURIComponent(window.location.hash.slice(1));
    var entry = data.entries.find(function (one) { return one.name === name; });
    if (!entry) return;
    words.value = entry.key;
    search();
    var row = document.getElementById(entry.name);
    var button = row.querySelector("button");
    if (button.getAttribute("aria-expanded") === "false") toggle(entry, row, button);
    row.scrollIntoView({ block: "start" });
    button.focus();
  }

  document.querySelectorAll("thead button[data-by]").forEach(function (button) {
    button.addEventListener("click", function () {
      order.down = order.by === button.dataset.by && !order.down;
      order.by = button.dataset.by;
      document.querySelectorAll("#list > table > thead th").forEach(function (head) { head.removeAttribute("aria-sort"); });
      button.parentNode.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      search();
    });
  });
  words.addEventListener("input", search);
  document.querySelectorAll("input[name=kind]").forEach(function (input) {
    input.addEventListener("change", search);
  });
  more.addEventListener("click", function () { limit += STEP; draw(); });
  window.addEventListener("hashchange", openNamed);
  search();
  openNamed();
})();
