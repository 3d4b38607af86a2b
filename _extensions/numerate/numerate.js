// What a page does beyond being read: the contents list folds on a phone, panels become tabs.
// Without this script everything is shown, one part below the other.
(function () {
  "use strict";

  function foldContents() {
    var list = document.querySelector("#TOC details");
    if (list && window.matchMedia("(max-width: 64rem)").matches) list.open = false;
  }

  function choose(tabs, panels, index) {
    tabs.forEach(function (tab, i) {
      tab.setAttribute("aria-selected", String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].classList.toggle("tab-closed", i !== index);
    });
  }

  // Keys of the tab pattern of the ARIA Authoring Practices: arrows, Home, End.
  function target(key, index, count) {
    if (key === "ArrowRight") return (index + 1) % count;
    if (key === "ArrowLeft") return (index + count - 1) % count;
    if (key === "Home") return 0;
    if (key === "End") return count - 1;
    return -1;
  }

  function makeTabs(set) {
    var panels = Array.from(set.querySelectorAll(":scope > .tab-panel"));
    if (panels.length < 2) return;
    var list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    var tabs = panels.map(function (panel, index) {
      var title = panel.querySelector(":scope > .tab-title");
      var tab = document.createElement("button");
      tab.type = "button";
      tab.id = title.id + "-tab";
      tab.innerHTML = title.innerHTML;
      tab.setAttribute("role", "tab");
      panel.id = title.id + "-panel";
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", function () { choose(tabs, panels, index); });
      tab.addEventListener("keydown", function (event) {
        var next = target(event.key, index, panels.length);
        if (next < 0) return;
        event.preventDefault();
        choose(tabs, panels, next);
        tabs[next].focus();
      });
      list.appendChild(tab);
      return tab;
    });
    set.insertBefore(list, set.firstChild);
    set.classList.add("tabs-made");
    choose(tabs, panels, 0);
  }

  foldContents();
  document.querySelectorAll(".panel-tabset").forEach(makeTabs);
})();
