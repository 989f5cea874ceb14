// Enhancements only: every page can be read, and every explanation reached, without this file.
(() => {
  "use strict";
  const words = document.body.dataset;
  const phone = matchMedia("(max-width: 48rem)");

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // Explanations and glossary words: the linked part of the page is fetched and shown beside the number or word.
  const pages = new Map();
  let pop = null;
  let opener = null;

  function page(address) {
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      }).then((text) => new DOMParser().parseFromString(text, "text/html")));
    }
    return pages.get(address);
  }

  function close(returnFocus) {
    if (!pop) return;
    pop.remove();
    pop = null;
    opener.classList.remove("explaining");
    opener.removeAttribute("aria-expanded");
    if (returnFocus) opener.focus();
    opener = null;
  }

  function content(part) {
    const copy = part.cloneNode(true);
    copy.removeAttribute("id");
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    if (copy.matches("section")) {
      const name = copy.querySelector("h2").textContent;
      const unit = copy.querySelector("h2 + .fine");
      if (unit) unit.textContent = `${name}. ${unit.textContent}.`;
      return [words.how, [...copy.children].slice(1)];
    }
    return [copy.querySelector("dt").textContent, [...copy.querySelector("dd").childNodes]];
  }

  async function explain(link) {
    const address = new URL(link.href);
    const id = decodeURIComponent(address.hash.slice(1));
    address.hash = "";
    let part;
    try {
      part = (await page(address.href)).getElementById(id);
    } catch {
      part = null;
    }
    if (!part) {
      location.href = link.href;
      return;
    }
    close(false);
    opener = link;
    const [title, body] = content(part);
    const button = element("button", { type: "button", class: "close", "aria-label": words.close }, "\u2715");
    const heading = element("h2", { id: "_pop-title" }, title);
    pop = element("div", { class: "pop", role: "dialog", "aria-labelledby": "_pop-title", tabindex: "-1" }, button, heading);
    for (const node of body) {
      if (!(node.matches && node.matches(".tools, .formula-name"))) pop.append(document.adoptNode(node));
    }
    const whole = element("a", { href: link.href }, link.classList.contains("term") ? words.read : words.more);
    const tools = element("p", { class: "tools" }, whole);
    const cell = link.closest("td[id]");
    const pinned = cell && link.closest("figure").querySelector(".tools a.copy");
    if (pinned) {
      const copy = new URL(pinned.href);
      copy.hash = cell.id;
      tools.append(element("a", { class: "copy", href: copy.href }, words.copy));
    }
    pop.append(tools);
    button.addEventListener("click", () => close(true));
    document.body.append(pop);
    link.classList.add("explaining");
    link.setAttribute("aria-expanded", "true");
    if (phone.matches) {
      const hidden = link.getBoundingClientRect().bottom + 24 - pop.getBoundingClientRect().top;
      if (hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
    } else put(link);
    pop.focus({ preventScroll: true });
  }

  // Below the number, else above it, else beside it, else where there is most room: the number is never covered.
  function put(link) {
    const gap = 10;
    const edge = 16;
    pop.style.maxHeight = "";
    const at = link.getBoundingClientRect();
    const { width, height } = pop.getBoundingClientRect();
    const ceiling = Math.max(edge, document.querySelector(".top").getBoundingClientRect().bottom + gap);
    const within = (value, least, most) => Math.max(least, Math.min(value, most));
    const below = innerHeight - edge - at.bottom - gap;
    const above = at.top - gap - ceiling;
    let left = within(at.left + at.width / 2 - width / 2, edge, innerWidth - width - edge);
    let top = height <= below || above < height ? at.bottom + gap : at.top - gap - height;
    if (height > Math.max(below, above)) {
      const right = at.right + gap;
      const beside = right + width <= innerWidth - edge ? right : at.left - gap - width;
      if (beside >= edge) {
        left = beside;
        top = within(at.top + at.height / 2 - height / 2, ceiling, Math.max(ceiling, innerHeight - height - edge));
      } else {
        const room = Math.max(below, above);
        pop.style.maxHeight = `${room}px`;
        top = below >= above ? at.bottom + gap : at.top - gap - room;
      }
    }
    pop.style.left = `${left}px`;
    pop.style.top = `${top}px`;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-explain]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      explain(link);
      return;
    }
    if (pop && !pop.contains(event.target)) close(false);
    const copy = event.target.closest("a.copy");
    if (copy && navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(copy.href).then(() => say(words.copied), () => { location.href = copy.href; });
    }
    for (const open of document.querySelectorAll("details.versions[open], details.menu[open]")) {
      if (!open.contains(event.target) || event.target.closest("a")) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (pop) close(true);
    for (const open of document.querySelectorAll("details.versions[open], details.menu[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  addEventListener("scroll", () => { if (pop && !phone.matches) put(opener); }, { passive: true });

  function say(text) {
    const old = document.querySelector(".toast");
    if (old) old.remove();
    const toast = element("p", { class: "toast", role: "status" }, text);
    document.body.append(toast);
    setTimeout(() => toast.remove(), 2500);
  }

  // On paper every table is shown, also where the browser would leave it folded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.as-table:not([open])")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of folded) each.open = false; });

  // Tables: a region that does not scroll needs no tab stop; on a phone the reader may choose which columns to see.
  const regions = [...document.querySelectorAll(".scroll")];
  const roomy = new Set(regions.filter((region) => region.matches(".fits")));

  function measure(region) {
    if (roomy.has(region)) {
      region.classList.add("fits");
      region.classList.toggle("fits", region.scrollWidth <= region.clientWidth + 1);
    }
    const scrolls = region.scrollWidth > region.clientWidth + 1 || region.scrollHeight > region.clientHeight + 1;
    if (scrolls) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
    const choice = region.previousElementSibling;
    if (!choice || !choice.matches(".picker")) return;
    const wide = region.scrollWidth > region.clientWidth + 1;
    choice.hidden = !wide && choice.firstChild.value === "all";
    choice.lastChild.hidden = !wide;
  }

  function picker(region) {
    const heads = [...region.querySelectorAll("thead th")];
    if (heads.length < 4) return;
    const budget = heads.findIndex((head) => head.classList.contains("by"));
    const select = element("select", { "aria-label": words.columns });
    select.append(element("option", { value: "all" }, words.all));
    if (budget > 1) {
      const year = heads[budget].querySelector(".head").textContent;
      select.append(element("option", { value: "plan" }, words.budget.replace("{year}", year)));
    }
    heads.slice(1).forEach((head, i) => {
      const name = [...head.children].map((each) => each.textContent).join(" ");
      select.append(element("option", { value: String(i + 1) }, name));
    });
    select.addEventListener("change", () => {
      for (const row of region.querySelectorAll("tr")) {
        [...row.cells].forEach((cell, i) => {
          const shown = select.value === "all" || i === 0 || (select.value === "plan" ? i >= budget : i === Number(select.value));
          cell.hidden = !shown;
        });
      }
      measure(region);
    });
    const hint = element("span", { class: "hint" }, `${words.scroll} \u2192`);
    region.before(element("div", { class: "picker" }, select, hint));
    if (phone.matches && budget > 1 && region.clientWidth) {
      region.scrollLeft = heads[budget].offsetLeft - heads[0].offsetWidth;
    }
  }

  for (const region of regions) {
    if (region.closest("figure.table")) picker(region);
  }
  const remeasure = () => regions.forEach(measure);
  remeasure();
  addEventListener("resize", remeasure);
  document.addEventListener("toggle", remeasure, true);
})();
