// The collection at a glance: numbers, disputes, plots, places, kinds, and what is reported most.

const SHOWN_DISPUTES = 6;
const SHOWN_LINES = 10;

function showGlance() {
  const { documents, claims, findings } = data;
  const of = (agreement) => findings.filter((finding) => finding.agreement === agreement);
  const [disputed, updated] = [of("disputed"), of("updated")];
  replace(
    byId("headline"),
    `What ${counted(documents.length, "article")} ${documents.length === 1 ? "says" : "say"}`,
  );
  const days = documents
    .map((article) => article.published)
    .filter(Boolean)
    .sort();
  const when = days.length
    ? days[0] === days.at(-1)
      ? `, published on ${time(days[0])}`
      : `, published between ${time(days[0])} and ${time(days.at(-1))}`
    : "";
  replace(
    byId("standfirst"),
    `${counted(claims.length, "claim")} about money, casualties and dates${when}, brought together into `,
    `${counted(findings.length, "finding")}: one for each toll, amount or date that they speak of.`,
  );
  const numbers = [
    [documents.length, "articles"],
    [claims.length, "claims"],
    [findings.filter((finding) => finding.kind === "casualty").length, "tolls", "casualty"],
    [findings.filter((finding) => finding.kind === "money").length, "amounts", "money"],
    [findings.filter((finding) => finding.kind === "date").length, "dates", "date"],
    [updated.length, "updated", "updated"],
    [disputed.length, "disputed", "disputed"],
  ];
  replace(
    byId("numbers"),
    numbers.map(([number, name, style]) =>
      make("div", { class: style }, make("dt", {}, name), make("dd", {}, whole(number))),
    ),
  );
  showDisputes(disputed);
  showPlots();
  showLists();
}

function showDisputes(disputed) {
  byId("disputes").hidden = !disputed.length;
  replace(byId("dispute-cards"), ranked(disputed).slice(0, SHOWN_DISPUTES).map(disputeCard));
  if (disputed.length <= SHOWN_DISPUTES) return;
  const all = make("button", {
    type: "button",
    class: "quiet",
    onclick: () => choose({ agreement: "disputed" }),
  });
  replace(byId("dispute-more"), append(all, [`All ${counted(disputed.length, "dispute")} in the table`]));
}

function disputeCard(finding) {
  const sides = finding.sides
    .slice(0, 4)
    .map((side) =>
      make(
        "li",
        {},
        make("strong", {}, words(side.value)),
        " ",
        side.sources.length
          ? words(cut(side.sources.join(", "), 60))
          : words(cut(side.documents.map((index) => nameOf(data.documents[index])).join(", "), 60)),
        make("span", { class: "support" }, ` ${counted(side.independent, "source")}`),
      ),
    );
  return make(
    "article",
    { class: `card ${finding.kind}` },
    make(
      "p",
      { class: "kicker" },
      finding.sort,
      finding.where && [" · ", words(finding.where)],
      finding.when && finding.kind !== "date" && [" · ", time(finding.when)],
    ),
    make("h3", {}, make("a", { href: `#f${finding.index}` }, words(finding.title))),
    strip(finding),
    make("ul", { class: "sides" }, sides),
  );
}

function showPlots() {
  if (!period()) return;
  const harms = data.findings.filter((finding) => finding.kind === "casualty" && !finding.subset);
  const killed = harms.filter((finding) => finding.sort === "killed");
  const money = new Map();
  for (const finding of data.findings) {
    // The price of a single thing says nothing beside deals and losses.
    if (finding.kind === "money" && finding.currency && finding.sort !== "price")
      money.set(finding.currency, [...(money.get(finding.currency) ?? []), finding]);
  }
  const plots = [];
  if (harms.length) {
    const sorts = new Map([["killed", killed]]);
    for (const finding of harms) {
      if (finding.sort !== "killed") sorts.set(finding.sort, [...(sorts.get(finding.sort) ?? []), finding]);
    }
    plots.push(switched("The toll", (sort) => `people ${sort}, by the day of the event`, sorts));
  }
  if (money.size)
    plots.push(
      switched(
        "The money",
        (code) => `${code}, by the day of the deal, loss or payment; prices left out`,
        money,
      ),
    );
  byId("times").hidden = !plots.length;
  replace(byId("plots"), plots);
}

// A plot with a choice of what it shows; the fullest choice first.
function switched(name, unit, choices) {
  const sorted = [...choices].sort(
    (one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1),
  );
  const holder = make("div", {});
  const show = (choice) => {
    const select = make("select", {
      "aria-label": `${name}: what to show`,
      onchange: (event) => {
        show(event.target.value);
        holder.querySelector("select").focus();
      },
    });
    append(
      select,
      sorted.map(([value, findings]) =>
        make("option", { value, selected: value === choice }, `${value} (${whole(findings.length)})`),
      ),
    );
    replace(holder, timePlot(name, unit(choice), choices.get(choice), sorted.length > 1 && select));
  };
  show(sorted[0][0]);
  return holder;
}

function showLists() {
  const most = ranked(
    data.findings.filter((finding) => finding.documents > 1),
    "articles",
  ).slice(0, SHOWN_LINES);
  byId("top").hidden = !most.length;
  append(byId("top"), [
    make(
      "ol",
      { class: "most" },
      most.map((finding) =>
        make(
          "li",
          { class: finding.kind },
          make(
            "a",
            { href: `#f${finding.index}` },
            make("strong", {}, words(finding.kind === "date" ? time(finding.when) || "?" : finding.best)),
            finding.kind === "date" ? " " : ` ${finding.sort}: `,
            words(cut(finding.title, 60)),
            finding.where && [", ", words(finding.where)],
          ),
          make("span", { class: "support" }, ` ${counted(finding.documents, "article")}`),
        ),
      ),
    ),
  ]);
  bars(
    byId("places"),
    tally((finding) => finding.where),
    (where) => choose({ search: where }),
  );
  bars(
    byId("sorts"),
    tally((finding) => finding.sort),
    (sort) => choose({ sort }),
  );
}

// How many findings have each name, the most frequent first.
function tally(name) {
  const counts = new Map();
  for (const finding of data.findings) {
    const key = name(finding);
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, SHOWN_LINES);
}

function bars(holder, counts, pick) {
  holder.hidden = !counts.length;
  const greatest = counts.length ? counts[0][1] : 1;
  const line = ([name, count]) => {
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.inlineSize = `${(count / greatest) * 100}%`;
    const label = `${name}: ${counted(count, "finding")}; show them`;
    return make(
      "li",
      {},
      make(
        "button",
        { type: "button", class: "line", "aria-label": label, onclick: () => pick(name) },
        words(cut(name, 32), { class: "name" }),
        make("span", { class: "number" }, whole(count)),
        bar,
      ),
    );
  };
  append(holder, [make("ul", { class: "bars" }, counts.map(line))]);
}
