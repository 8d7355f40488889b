// The data, and which view the address asks for: `#f12` a finding, `#a3` an article, `#a3c45` a claim in it.

const data = JSON.parse(byId("data").textContent);
data.findings.forEach((finding, index) => {
  finding.index = index;
  finding.title = titleOf(finding);
});
for (const claim of data.claims) claim.finding = null;
for (const finding of data.findings) {
  for (const index of finding.claims) data.claims[index].finding = finding.index;
}

// What a finding is called: what it is about and, but for tolls, between whom.
function titleOf(finding) {
  const parties = finding.kind === "casualty" ? null : [finding.who, finding.to].filter(Boolean).join(" → ");
  const named = [finding.about, parties].filter(Boolean).join(", ");
  if (named) return named;
  const place = finding.where ?? finding.who;
  return place ?? (finding.claims.length ? data.claims[finding.claims[0]].text : finding.value);
}

// Whether the reader has moved within this report, so that going back stays in it.
let came = false;

function showOverview() {
  byId("article").hidden = true;
  byId("overview").hidden = false;
}

function go() {
  const [, kind, number, claim] = location.hash.match(/^#([af])(\d+)(?:c(\d+))?$/) ?? [];
  if (kind === "a") {
    showArticle(Number(number), claim === undefined ? undefined : Number(claim));
  } else {
    const wasHidden = byId("overview").hidden;
    showOverview();
    if (kind === "f") openFinding(Number(number));
    else if (wasHidden && location.hash)
      document.querySelector(location.hash === "#findings" ? "#findings" : "#overview").scrollIntoView();
  }
}

showGlance();
showFilters();
showTable();
replace(
  byId("footer"),
  make(
    "p",
    {},
    "Every figure was read by a program from the sentence shown with it; a claim is what an article says, not what is so. ",
    make("em", {}, "Asserted"),
    " is stated as fact, ",
    make("em", {}, "reported"),
    " is attributed to somebody, ",
    make("em", {}, "hypothetical"),
    " is planned, feared or possible. The percentage says how often such a reading is right.",
  ),
  make("p", {}, `Made by claimex ${data.version}. This page loads nothing from anywhere.`),
);
window.addEventListener("hashchange", () => {
  came = true;
  go();
});
if (location.hash) go();
document.documentElement.dataset.ready = "";
