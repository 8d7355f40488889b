//! A number in, so many synthetic claims out: articles on happenings of very different fame, as news has them. The few
//! most famous happenings have thousands of articles, most have one; places and words are as unevenly spread. The same
//! number gives the same claims.

use claimex::value::Qualifier;
use claimex::{Claim, Group, Harm, Meaning, Quote, QuotedArguments, Scope, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// `SplitMix64` (Steele, Lea and Flood 2014): enough chance for a benchmark, without a dependency.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// From 0 up to `limit`, small numbers far more often than great ones (density falling as 1/n).
    fn skewed(&mut self, limit: u64) -> u64 {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((limit as f64).powf(share) - 1.0) as u64
    }
}

/// A made-up word that always has the same number.
fn word(number: u64) -> String {
    let (mut rest, mut word) = (number + 7, String::new());
    while rest > 0 {
        word.push(char::from(b"bdfgklmnprst"[(rest % 12) as usize]));
        word.push(char::from(b"aeiou"[(rest / 12 % 5) as usize]));
        rest /= 60;
    }
    word
}

fn name(number: u64) -> String {
    let word = word(number);
    word[..1].to_uppercase() + &word[1..] + "a"
}

const EVENTS: [&str; 8] = [
    "earthquake",
    "bombing",
    "flood",
    "fire",
    "ambush",
    "shooting",
    "landslide",
    "ferry sinking",
];
const HARMS: [(Harm, &str); 4] = [
    (Harm::Killed, "killed"),
    (Harm::Injured, "injured"),
    (Harm::Missing, "missing"),
    (Harm::Displaced, "displaced"),
];

/// `count` claims in documents of eight.
pub(crate) fn claims(count: usize) -> impl Iterator<Item = Claim> {
    let documents = count.div_ceil(8) as u64;
    let happenings = (documents / 4).max(1);
    (0..documents)
        .flat_map(move |document| article(document, happenings))
        .take(count)
}

fn article(document: u64, happenings: u64) -> Vec<Claim> {
    let mut chance = Chance(document);
    let happening = chance.skewed(happenings);
    let mut story = Chance(happening ^ 0xABCD);
    let day = date(2020, 1, 1) + (story.below(2000) as i64).days();
    let (place, country) = (
        name(story.skewed(20_000)),
        name(100_000 + story.skewed(200)),
    );
    let event = EVENTS[story.below(8) as usize];
    let toll = 3 + story.skewed(500);
    let published = day + (chance.skewed(30) as i64).days();
    let id = format!("outlet{}/{document}", chance.skewed(300));
    let mut offset = 0;
    let mut claims = Vec::new();
    for (index, (harm, verb)) in HARMS.into_iter().cycle().take(7).enumerate() {
        let number = toll * (index as u64 % 4 + 1) + chance.skewed(4);
        let filler: Vec<String> = (0..9).map(|_| word(1000 + chance.skewed(30_000))).collect();
        let text = format!("{number} people");
        let mut sentence = format!("At the {event} in {place}, {country}, {text} were {verb}, ");
        sentence += &filler.join(" ");
        let start = offset + sentence.find(&text).unwrap_or(0);
        let on = if index > 3 { day + 300.days() } else { day };
        claims.push(claim(
            &id,
            published,
            start,
            &text,
            &sentence,
            Meaning::Casualty {
                qualifier: Some(Qualifier::Exact),
                lo: Some(number as f64),
                hi: Some(number as f64),
                harm,
                group: Some(Group::Unknown),
                subset: Some(false),
                scope: Some(Scope::Incident),
                on: Some(on.to_string()),
            },
            [event, &place],
        ));
        offset += sentence.len() + 1;
    }
    let sentence = format!("The {event} struck {place} on Monday");
    let start = offset + sentence.len() - "Monday".len();
    let meaning = Meaning::Date {
        when_kind: Some(claimex::value::WhenKind::Date),
        value: Some(day.to_string()),
    };
    claims.push(claim(
        &id,
        published,
        start,
        "Monday",
        &sentence,
        meaning,
        [event, &place],
    ));
    claims
}

fn claim(
    id: &str,
    published: Date,
    start: usize,
    text: &str,
    sentence: &str,
    meaning: Meaning,
    arguments: [&str; 2],
) -> Claim {
    let quote = |text: &str| {
        Some(Quote {
            start: start + 40,
            end: start + 40 + text.len(),
            text: text.to_owned(),
        })
    };
    let [about, place] = arguments;
    Claim {
        document: id.to_owned(),
        published: Some(published),
        quote: Quote {
            start,
            end: start + text.len(),
            text: text.to_owned(),
        },
        status: Some(Status::Asserted),
        meaning,
        arguments: QuotedArguments {
            about: quote(about),
            place: quote(place),
            ..QuotedArguments::default()
        },
        sentence: sentence.to_owned(),
        confidence: 0.9,
        inferred: Vec::new(),
    }
}
