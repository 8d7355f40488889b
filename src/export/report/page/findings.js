// The table of all findings: filtered, sorted, shown a page at a time, each row opening to its claims.

const PAGE = 100;
const CLAIMS_AT_FIRST = 25;
const WEIGHT = { disputed: 2, updated: 1, consistent: 0 };

const COLUMNS = [
  { name: "What", key: (finding) => finding.title.toLowerCase(), order: 1 },
  { name: "Kind", key: (finding) => finding.sort, order: 1 },
  { name: "Figure", key: (finding) => finding.number ?? -1, order: -1, numeric: true },
  { name: "When", key: (finding) => finding.when ?? "", order: -1 },
  { name: "Where", key: (finding) => (finding.where ?? "\uffff").toLowerCase(), order: 1 },
  { name: "Articles", key: (finding) => finding.documents, order: -1, numeric: true },
  { name: "Agreement", key: (finding) => WEIGHT[finding.agreement], order: -1 },
];

const view = {
  search: "",
  kind: "",
  sort: "",
  agreement: "",
  column: null,
  order: 1,
  shown: PAGE,
  open: new Set(),
};

// Disputes first, then what most sources report.
function ranked(findings, by = "agreement") {
  const agreement = (finding) => (by === "agreement" ? WEIGHT[finding.agreement] : 0);
  return [...findings].sort(
    (one, other) =>
      agreement(other) - agreement(one) ||
      other.independent - one.independent ||
      other.documents - one.documents ||
      other.claims.length - one.claims.length ||
      one.index - other.index,
  );
}

function chosen() {
  const wanted = view.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = data.findings.filter(
    (finding) =>
      (!view.kind || finding.kind === view.kind) &&
      (!view.sort || finding.sort === view.sort) &&
      (!view.agreement || finding.agreement === view.agreement) &&
      wanted.every((word) => haystack(finding).includes(word)),
  );
  if (!view.column) return ranked(found);
  const { key } = view.column;
  return ranked(found).sort((one, other) => {
    const [first, second] = [key(one), key(other)];
    return (first < second ? -1 : first > second ? 1 : 0) * view.order;
  });
}

// All that the search looks through, made when it is first needed.
function haystack(finding) {
  finding.haystack ??= [
    finding.title,
    finding.sort,
    finding.value,
    finding.where,
    finding.who,
    finding.to,
    finding.when,
    time(finding.when),
    ...finding.claims.map((index) => data.sentences[data.claims[index].sentence]),
    ...finding.claims.map((index) => data.documents[data.claims[index].document].id),
  ]
    .filter(Boolean)
    .join("\n")
    .toLowerCase();
  return finding.haystack;
}

// Narrows the table to what is chosen elsewhere, and goes there.
function choose(filters) {
  Object.assign(view, { search: "", kind: "", sort: "", agreement: "", shown: PAGE }, filters);
  showFilters();
  showTable();
  byId("findings").scrollIntoView();
  byId("findings").focus({ preventScroll: true });
}

function showFilters() {
  const narrow = (field) => (event) => {
    view[field] = event.target.value;
    view.shown = PAGE;
    showTable();
  };
  const select = (field, label, options) =>
    make(
      "label",
      {},
      label,
      make(
        "select",
        { onchange: narrow(field) },
        options.map(([value, name]) => make("option", { value, selected: view[field] === value }, name)),
      ),
    );
  const sorts = [...new Set(data.findings.map((finding) => finding.sort))].sort();
  replace(
    byId("filters"),
    make(
      "label",
      { class: "search" },
      "Search",
      make("input", {
        type: "search",
        value: view.search,
        placeholder: "a word, a place, a figure",
        autocomplete: "off",
        oninput: later(narrow("search")),
      }),
    ),
    select("kind", "About", [
      ["", "everything"],
      ["casualty", "casualties"],
      ["money", "money"],
      ["date", "dates"],
    ]),
    select("sort", "Kind", [["", "all kinds"], ...sorts.map((sort) => [sort, sort])]),
    select("agreement", "Agreement", [
      ["", "any"],
      ["disputed", "disputed"],
      ["updated", "updated"],
      ["consistent", "consistent"],
    ]),
    make("button", { type: "button", class: "quiet", onclick: () => choose({}) }, "Clear"),
  );
}

// Waits until typing pauses.
function later(act) {
  let timer;
  return (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(event), 120);
  };
}

function showTable() {
  const findings = chosen();
  replace(
    byId("count"),
    findings.length === data.findings.length
      ? counted(findings.length, "finding")
      : `${counted(findings.length, "finding")} of ${whole(data.findings.length)}`,
  );
  const head = COLUMNS.map((column) => {
    const sorted = view.column === column;
    const direction = sorted ? (view.order === 1 ? "ascending" : "descending") : null;
    return make(
      "th",
      { scope: "col", class: column.numeric && "numeric", "aria-sort": direction },
      make("button", { type: "button", onclick: () => sortBy(column) }, column.name),
    );
  });
  const body = make("tbody", {}, findings.slice(0, view.shown).map(rows));
  replace(
    byId("table"),
    make(
      "table",
      {},
      make("caption", { class: "hidden" }, "Findings"),
      make("thead", {}, make("tr", {}, head)),
      body,
    ),
  );
  const left = findings.length - view.shown;
  replace(
    byId("more"),
    left > 0 &&
      make(
        "button",
        { type: "button", class: "quiet", onclick: showMore },
        `Show ${Math.min(PAGE, left)} more of ${whole(left)}`,
      ),
  );
}

function showMore() {
  const from = view.shown;
  view.shown += PAGE;
  showTable();
  byId("table").querySelectorAll("tbody > tr.row")[from]?.querySelector("button").focus();
}

function sortBy(column) {
  view.order = view.column === column ? -view.order : column.order;
  view.column = column;
  showTable();
  [...byId("table").querySelectorAll("th button")][COLUMNS.indexOf(column)].focus();
}

function rows(finding) {
  const open = view.open.has(finding.index);
  const id = `f${finding.index}`;
  const toggle = make(
    "button",
    {
      type: "button",
      "aria-expanded": String(open),
      "aria-controls": `${id}-claims`,
      onclick: () => toggleRow(finding),
    },
    words(finding.title),
  );
  const cell = (name, attributes, ...children) => make("td", { "data-name": name, ...attributes }, children);
  const row = make(
    "tr",
    { id, class: `row ${finding.kind}` },
    make("th", { scope: "row" }, toggle),
    cell("Kind", {}, make("span", { class: `sort ${finding.kind}` }, finding.sort)),
    cell(
      "Figure",
      { class: "numeric" },
      make("strong", {}, words(finding.kind === "date" ? time(finding.when) || "?" : finding.best)),
      finding.range && make("span", { class: "spread" }, words(finding.range)),
    ),
    cell("When", {}, finding.kind === "date" ? "" : time(finding.when)),
    cell("Where", {}, finding.where && words(finding.where)),
    cell("Articles", { class: "numeric" }, whole(finding.documents)),
    cell("Agreement", {}, make("span", { class: `agreement ${finding.agreement}` }, finding.agreement)),
  );
  const holder = make("td", { colspan: COLUMNS.length }, open && detail(finding));
  return [row, make("tr", { id: `${id}-claims`, class: "detail", hidden: !open }, holder)];
}

function toggleRow(finding, open = !view.open.has(finding.index)) {
  if (open) view.open.add(finding.index);
  else view.open.delete(finding.index);
  const row = byId(`f${finding.index}`);
  const below = byId(`f${finding.index}-claims`);
  row.querySelector("button").setAttribute("aria-expanded", String(open));
  below.hidden = !open;
  replace(below.firstElementChild, open && detail(finding));
}

// Opens a finding wherever it stands, without filters if they hide it.
function openFinding(index) {
  const finding = data.findings[index];
  if (!finding) return;
  let at = chosen().indexOf(finding);
  if (at < 0) {
    Object.assign(view, { search: "", kind: "", sort: "", agreement: "" });
    showFilters();
    at = chosen().indexOf(finding);
  }
  view.shown = Math.max(view.shown, Math.ceil((at + 1) / PAGE) * PAGE);
  view.open.add(index);
  showTable();
  const row = byId(`f${index}`);
  row.scrollIntoView({ block: "start" });
  row.querySelector("button").focus({ preventScroll: true });
}
