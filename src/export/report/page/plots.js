// Plots of findings over time: a dot at the best figure, a line from the least to the greatest, a logarithmic scale.

const FRAME = { width: 640, height: 320, left: 58, right: 16, top: 14, bottom: 30 };
const LABELED = 6;

// The days that the plots cover: the days of publication, with some air. A few articles far from all others do not
// stretch it, nor do old events; what is left out is counted.
const FAR = 0.02;

function period() {
  const days = data.documents.map((article) => dayNumber(article.published)).filter((day) => day !== null);
  if (!days.length) return null;
  days.sort((one, other) => one - other);
  const few = Math.floor(days.length * FAR);
  const [first, last] = [days[few], days[days.length - 1 - few]];
  const air = Math.max(3, Math.round((last - first) * 0.06));
  return [first - air, last + air];
}

function dated(finding) {
  const claimed =
    finding.kind === "date" ? null : /^\d{4}-\d\d-\d\d/.test(finding.when ?? "") ? finding.when : null;
  return dayNumber(claimed ?? finding.first);
}

// A plot of `findings` as a figure; `name` says what it shows, `unit` what it counts.
function timePlot(name, unit, findings, controls) {
  const span = period();
  const points = findings
    .filter((finding) => finding.number > 0)
    .map((finding) => ({ finding, day: dated(finding), number: finding.number }))
    .filter((point) => point.day !== null)
    .sort((one, other) => one.day - other.day || other.number - one.number);
  const shown = points.filter((point) => point.day >= span[0] && point.day <= span[1]);
  const outside = points.length - shown.length;
  const note = [
    counted(shown.length, "finding"),
    outside ? `${whole(outside)} outside this period not shown` : null,
  ];
  return make(
    "figure",
    { class: "plot" },
    make("figcaption", {}, make("h3", {}, name), make("p", {}, unit), controls),
    shown.length
      ? chart(name, unit, shown, span)
      : make("p", { class: "nothing" }, "Nothing in this period."),
    make("p", { class: "note" }, note.filter(Boolean).join("; "), "."),
  );
}

function chart(name, unit, points, span) {
  const { width, height, left, right, top, bottom } = FRAME;
  const numbers = points
    .flatMap(({ finding }) => [finding.low, finding.number, finding.high])
    .filter((n) => n > 0);
  const least = Math.floor(Math.log10(Math.min(...numbers)));
  const greatest = Math.max(Math.ceil(Math.log10(Math.max(...numbers))), least + 1);
  const x = (day) => left + ((day - span[0]) / (span[1] - span[0])) * (width - left - right);
  const y = (number) =>
    top + (1 - (Math.log10(number) - least) / (greatest - least)) * (height - top - bottom);
  const label = `${name}: ${counted(points.length, "finding")}, ${unit}, from ${brief(Math.min(...numbers))} to ${brief(Math.max(...numbers))}. Arrow keys move from dot to dot.`;
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label });
  const step = Math.ceil((greatest - least) / 6);
  for (let power = least; power <= greatest; power += step) {
    svg.append(
      draw("line", { class: "grid", x1: left, x2: width - right, y1: y(10 ** power), y2: y(10 ** power) }),
      draw(
        "text",
        { class: "tick", x: left - 8, y: y(10 ** power) + 4, "text-anchor": "end" },
        brief(10 ** power),
      ),
    );
  }
  for (const day of ticks(span)) {
    svg.append(
      draw("line", {
        class: "tick-line",
        x1: x(day),
        x2: x(day),
        y1: height - bottom,
        y2: height - bottom + 5,
      }),
      draw("text", { class: "tick", x: x(day), y: height - 8, "text-anchor": "middle" }, tickName(day, span)),
    );
  }
  svg.append(
    draw("line", { class: "axis", x1: left, x2: width - right, y1: height - bottom, y2: height - bottom }),
  );
  const dots = points.map(({ finding, day, number }, index) => {
    const [low, high] = [finding.low > 0 ? finding.low : number, finding.high ?? number];
    const told = `${finding.value}, ${finding.sort}${finding.title ? ": " + finding.title : ""}, ${dayName(day)}`;
    return draw(
      "a",
      {
        href: `#f${finding.index}`,
        class: `dot ${finding.kind} ${finding.sort}`,
        "aria-label": told,
        tabindex: index ? -1 : 0,
      },
      draw("title", {}, told),
      low < high && draw("line", { class: "range", x1: x(day), x2: x(day), y1: y(low), y2: y(high) }),
      draw("circle", { cx: x(day), cy: y(number), r: 4 + Math.min(4, Math.sqrt(finding.independent)) }),
    );
  });
  svg.append(...dots);
  svg.append(...labels(points, x, y));
  svg.addEventListener("keydown", (event) => move(event, dots));
  return svg;
}

// Names of the greatest points, where there is room for them.
function labels(points, x, y) {
  const placed = [];
  const greatest = [...points].sort((one, other) => other.number - one.number).slice(0, LABELED * 3);
  for (const { finding, day, number } of greatest) {
    const text = cut(finding.title, 26);
    if (!text || placed.length === LABELED) continue;
    const length = text.length * 6.2;
    const after = x(day) + 10 + length < FRAME.width;
    const box = { left: after ? x(day) + 10 : x(day) - 10 - length, at: y(number) + 4 };
    const free = placed.every(
      (other) =>
        Math.abs(other.at - box.at) > 14 ||
        other.left > box.left + length ||
        box.left > other.left + other.length,
    );
    if (free && box.left > FRAME.left) placed.push({ ...box, length, text });
  }
  return placed.map(({ left, at, text }) =>
    draw("text", { class: "label", x: left, y: at, "aria-hidden": true }, text),
  );
}

function cut(text, length) {
  const letters = Array.from(text ?? "");
  return letters.length > length
    ? letters
        .slice(0, length - 1)
        .join("")
        .trimEnd() + "…"
    : (text ?? "");
}

// One stop of the tab key for all dots; the arrow keys go from one to the next.
function move(event, dots) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const at = dots.indexOf(event.target.closest("a"));
  const next = dots[at + step];
  if (!step || !next) return;
  event.preventDefault();
  dots[at].setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}

function ticks([first, last]) {
  const days = last - first;
  const step = [1, 2, 7, 14].find((candidate) => days / candidate <= 8);
  if (step) {
    const start = Math.ceil(first / step) * step;
    return Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, index) => start + index * step);
  }
  const months = [];
  const date = new Date(first * 864e5);
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find((candidate) => days / 30.4 / candidate <= 8) ?? 240;
  for (let month = date.getUTCFullYear() * 12 + date.getUTCMonth() + 1; ; month += 1) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5;
    if (day > last) return months;
    if (month % every === 0) months.push(day);
  }
}

function tickName(day, [first, last]) {
  const date = new Date(day * 864e5);
  if (last - first <= 120) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return date.getUTCMonth() === 0 || last - first > 1500
    ? String(date.getUTCFullYear())
    : MONTHS[date.getUTCMonth()];
}

// The sides of a dispute on one line: a dot for each, filled for the best.
function strip(finding) {
  const sides = finding.sides.filter((side) => side.number !== null && side.number >= 0);
  if (sides.length < 2) return null;
  const numbers = sides.map((side) => side.number);
  const [least, greatest] = [Math.min(...numbers), Math.max(...numbers)];
  const wide = least > 0 && greatest / least > 20;
  const scale = (number) => (wide ? Math.log10(number) : number);
  const x = (number) =>
    greatest === least ? 160 : 26 + ((scale(number) - scale(least)) / (scale(greatest) - scale(least))) * 268;
  const told = `Figures given: ${sides.map((side) => side.value).join(", ")}`;
  const places = [];
  return draw(
    "svg",
    { class: `strip ${finding.kind}`, viewBox: "0 0 320 46", role: "img", "aria-label": told },
    draw("line", { class: "axis", x1: 26, x2: 294, y1: 32, y2: 32 }),
    sides.map((side) => {
      const at = x(side.number);
      const free = places.every((other) => Math.abs(other - at) > 44);
      if (free) places.push(at);
      return [
        draw("circle", { class: side.number === finding.number ? "best" : "other", cx: at, cy: 32, r: 6 }),
        free && draw("text", { class: "figure", x: at, y: 16, "text-anchor": "middle" }, brief(side.number)),
      ];
    }),
  );
}
