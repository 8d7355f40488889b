// Numbers and times as people read them.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PARTS = { MO: "morning", AF: "afternoon", EV: "evening", NI: "night" };
const SEASONS = { SP: "spring", SU: "summer", FA: "autumn", WI: "winter" };
const UNITS = { Y: "year", M: "month", W: "week", D: "day", TH: "hour", TM: "minute", TS: "second" };

function whole(number) {
  return number.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

// A number for an axis or a headline: 4bn, 38, 1.2m.
function brief(number) {
  for (const [size, name] of [
    [1e12, "tn"],
    [1e9, "bn"],
    [1e6, "m"],
  ]) {
    if (Math.abs(number) >= size) return whole(Number((number / size).toPrecision(3))) + name;
  }
  return whole(number);
}

function counted(number, one, many = one + "s") {
  return `${whole(number)} ${number === 1 ? one : many}`;
}

// A TIMEX3 value in words where it is a plain one; as it is where it is not.
function time(value) {
  if (!value) return "";
  if (value.includes("/")) {
    const [from, to] = value.split("/");
    return /^\d{4}$/.test(from) && /^\d{4}$/.test(to)
      ? `${from}–${to.slice(2)}`
      : `${time(from)} – ${time(to)}`;
  }
  let match = value.match(/^(\d{4})-(\d\d)-(\d\d)(?:T(.+))?$/);
  if (match) {
    const [, year, month, day, clock] = match;
    const date = `${Number(day)} ${MONTHS[month - 1] ?? month} ${year}`;
    return clock ? `${date}, ${PARTS[clock] ?? clock}` : date;
  }
  match = value.match(/^(\d{4})-(\d\d)$/);
  if (match) return `${MONTHS[match[2] - 1] ?? match[2]} ${match[1]}`;
  match = value.match(/^(\d{4})-(SP|SU|FA|WI)$/);
  if (match) return `${SEASONS[match[2]]} ${match[1]}`;
  match = value.match(/^(\d{4})-Q([1-4])$/);
  if (match) return `quarter ${match[2]} of ${match[1]}`;
  match = value.match(/^(\d{4})-W(\d\d)$/);
  if (match) return `week ${Number(match[2])} of ${match[1]}`;
  if (/^\d{3}$/.test(value)) return `the ${value}0s`;
  return duration(value) ?? value;
}

function duration(value) {
  if (!/^P(\d+(\.\d+)?[YMWD])*(T(\d+(\.\d+)?[HMS])+)?$/.test(value) || value === "P") return null;
  const [days, clock = ""] = value.slice(1).split("T");
  const named = (text, prefix) =>
    [...text.matchAll(/([\d.]+)([A-Z])/g)].map(([, number, unit]) =>
      counted(Number(number), UNITS[prefix + unit]),
    );
  return [...named(days, ""), ...named(clock, "T")].join(" ");
}

// Days since 1970 of the first day that a TIMEX3 value names; null where it names none.
function dayNumber(value) {
  const match = (value ?? "").match(/^(\d{4})-(\d\d)(?:-(\d\d))?/);
  if (!match) return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3] ?? 1)) / 864e5;
}

function dayName(number) {
  return time(new Date(number * 864e5).toISOString().slice(0, 10));
}

const RULES = {
  no_figure: "No claim gives a figure that could be read.",
  agreed: "All claims that count give this figure.",
  latest: "The figure of the last day that one was published.",
  latest_most_sources:
    "Of the figures published on the last day, the one that most independent sources give.",
  latest_firmest: "Of the figures published on the last day, equally supported, the one stated most firmly.",
  only_uncertain: "Nothing but denied or hypothetical claims: their latest figure.",
};
const AGREEMENTS = {
  disputed: "Sources give figures that cannot both be true at one time.",
  updated: "The figure changed from one day to the next.",
  consistent: "All figures can be true at once.",
};
