// What stands behind a finding: how its figure was chosen, the sides of a dispute, the figures day by day, and every claim
// in its sentence.

function detail(finding) {
  return [
    make(
      "p",
      { class: "rule" },
      finding.kind !== "date" && [make("strong", {}, words(finding.best)), " — "],
      RULES[finding.rule],
      " ",
      finding.documents > 1 && AGREEMENTS[finding.agreement],
    ),
    make("p", { class: "about" }, facts(finding)),
    finding.sides.length > 0 &&
      make(
        "div",
        {},
        make("h3", { class: "small" }, "The sides"),
        strip(finding),
        make("ul", { class: "sides" }, finding.sides.map(side)),
      ),
    dayByDay(finding),
    family(finding),
    make("h3", { class: "small" }, counted(finding.claims.length, "claim")),
    claimList(finding.claims),
  ];
}

function facts(finding) {
  const of = finding.group && finding.group !== "unknown" ? finding.group : null;
  const parts = [
    finding.who && ["who: ", words(finding.who)],
    finding.to && ["to: ", words(finding.to)],
    finding.where && ["where: ", words(finding.where)],
    of && `victims: ${of}`,
    finding.scope === "cumulative" && "over a period or many events",
    `${counted(finding.documents, "article")}, ${counted(finding.independent, "independent source")}`,
    finding.first &&
      (finding.first === finding.last
        ? `published ${time(finding.first)}`
        : `published ${time(finding.first)} to ${time(finding.last)}`),
  ];
  return parts.filter(Boolean).map((part, index) => [index > 0 && " · ", part]);
}

function side({ value, sources, documents, independent }) {
  const articles = documents.slice(0, 8).map((index, at) => [at > 0 && ", ", articleLink(index)]);
  const rest = documents.length - 8;
  return make(
    "li",
    {},
    make("strong", {}, words(value)),
    " ",
    sources.length > 0 && [words(sources.join(", ")), " — "],
    articles,
    rest > 0 && ` and ${whole(rest)} more`,
    make("span", { class: "support" }, ` ${counted(independent, "independent source")}`),
  );
}

function dayByDay({ timeline }) {
  if (new Set(timeline.map((entry) => entry.value)).size < 2) return null;
  const entry = ({ published, value, documents }) =>
    make(
      "li",
      {},
      make("time", {}, time(published) || "day unknown"),
      " ",
      make("strong", {}, words(value)),
      make("span", { class: "support" }, ` ${counted(documents, "article")}`),
    );
  return make(
    "div",
    {},
    make("h3", { class: "small" }, "Day by day"),
    make("ol", { class: "history" }, timeline.map(entry)),
  );
}

function family({ part_of: total, parts }) {
  const link = (index) => {
    const other = data.findings[index];
    return make(
      "a",
      { href: `#f${index}` },
      words(`${other.value} ${other.kind === "date" ? "" : other.sort + ", "}${other.title}`),
    );
  };
  return [
    total !== null && make("p", {}, "Part of ", link(total), "."),
    parts.length > 0 &&
      make(
        "p",
        {},
        "Includes ",
        parts.map((index, at) => [at > 0 && ", ", link(index)]),
        "; parts are never added up.",
      ),
  ];
}

function claimList(claims) {
  const list = make("ol", { class: "claims" }, claims.slice(0, CLAIMS_AT_FIRST).map(claimItem));
  const rest = claims.slice(CLAIMS_AT_FIRST);
  if (!rest.length) return list;
  const more = make(
    "button",
    { type: "button", class: "quiet" },
    `Show ${counted(rest.length, "more claim")}`,
  );
  more.addEventListener("click", () => {
    const items = rest.map(claimItem);
    append(list, items);
    more.remove();
    items[0].querySelector("a").focus();
  });
  return [list, more];
}

function claimItem(index) {
  const claim = data.claims[index];
  return make(
    "li",
    { class: claim.kind },
    make("blockquote", { dir: "auto" }, marked(data.sentences[claim.sentence], claim.marks, claim.kind)),
    make(
      "p",
      { class: "meta" },
      articleLink(claim.document, index),
      [time(data.documents[claim.document].published)].filter(Boolean).map((day) => [" · ", day]),
      claim.status && [" · ", make("span", { class: `status ${claim.status}` }, claim.status)],
      " · read as ",
      make("span", { class: "value" }, words(claim.kind === "date" ? time(claim.value) : claim.value)),
      claim.inferred.length > 0 && ` (${claim.inferred.join(", ").replaceAll("_", " ")} inferred)`,
      ` · ${Math.round(claim.confidence * 100)}% sure`,
    ),
  );
}

// The sentence with its claim marked and its arguments underlined; `marks` are sorted and do not cross.
function marked(sentence, marks, kind) {
  const pieces = [];
  let at = 0;
  for (const [start, end, role] of marks) {
    if (start < at) continue;
    pieces.push(sentence.slice(at, start));
    const text = sentence.slice(start, end);
    pieces.push(
      role === "claim"
        ? make("mark", { class: kind }, text)
        : make("span", { class: "argument", title: role }, text),
    );
    at = end;
  }
  pieces.push(sentence.slice(at));
  return pieces;
}

function articleLink(document, claim) {
  const article = data.documents[document];
  return make(
    "a",
    { href: claim === undefined ? `#a${document}` : `#a${document}c${claim}` },
    words(cut(nameOf(article), 90)),
  );
}

function nameOf(article) {
  return article.title ?? article.id;
}
