// One article with all its claims marked, and the list of them beside it.

function showArticle(index, claim) {
  const article = data.documents[index];
  if (!article) return;
  const claims = data.claims
    .map((one, number) => ({ ...one, number }))
    .filter((one) => one.document === index)
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const body =
    article.text === null
      ? sentencesOf(claims)
      : make("div", { class: "text", dir: "auto" }, textWith(article.text, claims));
  replace(
    byId("article"),
    make("p", { class: "back" }, make("a", { href: "#findings", onclick: back }, "← All findings")),
    make(
      "header",
      {},
      make("p", { class: "kicker" }, "Article", article.published && [" · ", time(article.published)]),
      make("h1", {}, words(nameOf(article))),
      make("p", { class: "meta" }, words(article.id), ` · ${counted(claims.length, "claim")}`),
    ),
    make(
      "div",
      { class: "columns" },
      body,
      make(
        "aside",
        { "aria-label": "Claims of this article" },
        make("ol", { class: "margin" }, claims.map(marginLine)),
      ),
    ),
  );
  byId("overview").hidden = true;
  byId("article").hidden = false;
  const target = claim === undefined ? null : byId(`m${claim}`);
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  } else {
    window.scrollTo(0, 0);
    byId("article").focus({ preventScroll: true });
  }
}

// Goes back to where the reader was, if that was in this report.
function back(event) {
  if (!came) return;
  event.preventDefault();
  history.back();
}

function told(claim) {
  return [claim.sort, claim.kind === "date" ? time(claim.value) : claim.value, claim.status]
    .filter(Boolean)
    .join(", ");
}

function marginLine(claim) {
  const text = [
    make("span", { class: `sort ${claim.kind}` }, claim.sort),
    " ",
    make("strong", {}, words(claim.kind === "date" ? time(claim.value) : claim.value)),
  ];
  const finding =
    claim.finding === null ? null : make("a", { class: "support", href: `#f${claim.finding}` }, "finding");
  return make(
    "li",
    {},
    make("a", { href: `#a${claim.document}c${claim.number}` }, text),
    claim.status && [" ", make("span", { class: `status ${claim.status}` }, claim.status)],
    " ",
    finding,
  );
}

// The text with its claims marked and their arguments underlined; of two that overlap, one is left out.
function textWith(text, claims) {
  const spans = claims.map((claim) => ({ ...claim, element: claimMark }));
  for (const claim of claims) spans.push(...argumentsIn(text, claim));
  const taken = [];
  // Claims stand before arguments among the spans, so that they are taken first.
  for (const span of spans) {
    if (span.end <= text.length && taken.every((other) => span.end <= other.start || other.end <= span.start))
      taken.push(span);
  }
  const pieces = [];
  let at = 0;
  for (const span of taken.sort((one, other) => one.start - other.start)) {
    pieces.push(text.slice(at, span.start), span.element(span, text.slice(span.start, span.end)));
    at = span.end;
  }
  return [...pieces, text.slice(at)];
}

// Where a claim's arguments stand in the text: as far from it as in the sentence, unless the lines broke there.
function argumentsIn(text, claim) {
  const sentence = data.sentences[claim.sentence];
  const own = claim.marks.find(([, , role]) => role === "claim");
  if (!own) return [];
  return claim.marks
    .filter((mark) => mark !== own)
    .map(([start, end, role]) => ({
      start: claim.start + start - own[0],
      end: claim.start + end - own[0],
      role,
      words: sentence.slice(start, end),
      element: argumentMark,
    }))
    .filter((span) => span.start >= 0 && text.slice(span.start, span.end).replace(/\s/g, " ") === span.words);
}

function claimMark(claim, inside) {
  const attributes = {
    id: `m${claim.number}`,
    class: `mark ${claim.kind}`,
    title: told(claim),
    "aria-description": told(claim),
  };
  return claim.finding === null
    ? make("mark", { ...attributes, tabindex: -1 }, inside)
    : make("a", { ...attributes, href: `#f${claim.finding}` }, inside);
}

function argumentMark({ role }, inside) {
  return make("span", { class: "argument", title: role }, inside);
}

function sentencesOf(claims) {
  return make(
    "div",
    { class: "text" },
    make(
      "p",
      { class: "nothing" },
      "The article’s text is not part of this report; these are the sentences that make claims.",
    ),
    claims.map((claim) =>
      make(
        "p",
        { id: `m${claim.number}`, tabindex: -1, dir: "auto" },
        marked(data.sentences[claim.sentence], claim.marks, claim.kind),
      ),
    ),
  );
}
