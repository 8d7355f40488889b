//! Benchmarks of the normalizer: mentions per second on one core, over wordings such as the press uses. Run
//! it on a quiet machine; `divan` reports the fastest and the median run.

use claimex::normalize::{Around, DateMention, Setting, count, dates, money};
use claimex::{Sentence, Span};
use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::date;

/// Money mentions, the commonest makes first.
const MONEY: [&str; 12] = [
    "$4bn",
    "more than $1.2 million",
    "£300",
    "€1.5bn",
    "Rs 500 crore",
    "US$2.5-billion",
    "two million dollars",
    "between €2m and €3m",
    "$1.5-2bn",
    "50p",
    "about 30,000 rupees",
    "tens of millions of dollars",
];

/// Casualty mentions, the commonest makes first.
const COUNTS: [&str; 12] = [
    "12 people",
    "two",
    "at least 30 people",
    "a man",
    "three soldiers",
    "more than 1,034 civilians",
    "45",
    "dozens of protesters",
    "twenty-two",
    "no one",
    "another 12 people",
    "a couple and their three children",
];

/// Date mentions, the commonest makes first.
const DATES: [&str; 14] = [
    "Friday",
    "last week",
    "2025",
    "three months",
    "February 6",
    "Friday morning",
    "February 2 to 4",
    "the first quarter",
    "two years ago",
    "10:30 a.m. local time",
    "May 2025",
    "the 1990s",
    "2024-25",
    "every Monday",
];

/// How many mentions one run reads.
const MENTIONS: usize = 10_000;

/// A sentence that each mention stands in.
fn around() -> Around<'static> {
    Around {
        before: "The ministry said on Tuesday that the toll stood at ",
        after: ", according to officials in the capital.",
    }
}

#[divan::bench]
fn money_mentions(bencher: Bencher) {
    let setting = Setting::of("A ministry in Islamabad, Pakistan, said so.", None);
    bencher.counter(ItemsCount::new(MENTIONS)).bench(|| {
        MONEY
            .iter()
            .cycle()
            .take(MENTIONS)
            .filter_map(|words| money(divan::black_box(words), around(), &setting))
            .count()
    });
}

#[divan::bench]
fn count_mentions(bencher: Bencher) {
    bencher.counter(ItemsCount::new(MENTIONS)).bench(|| {
        COUNTS
            .iter()
            .cycle()
            .take(MENTIONS)
            .filter_map(|words| count(divan::black_box(words), around()))
            .count()
    });
}

/// Articles of as many sentences as there are wordings, each with one date.
#[divan::bench]
fn date_mentions(bencher: Bencher) {
    let (mut text, mut sentences, mut mentions) = (String::new(), Vec::new(), Vec::new());
    for (index, words) in DATES.iter().enumerate() {
        let start = text.len();
        text.push_str("The ministry said that it met the envoys on ");
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        text.push_str(" in the capital, according to officials.");
        sentences.push(Sentence {
            span: Span::new(start, text.len()),
            paragraph: index,
        });
        mentions.push(DateMention {
            span,
            sentence: index,
            outlook: None,
        });
        text.push_str("\n\n");
    }
    let published = Some(date(2026, 2, 15));
    let articles = MENTIONS / DATES.len();
    bencher
        .counter(ItemsCount::new(articles * DATES.len()))
        .bench(|| {
            (0..articles)
                .map(|_| {
                    let text = divan::black_box(text.as_str());
                    dates(text, published, &sentences, &mentions)
                        .into_iter()
                        .flatten()
                        .count()
                })
                .sum::<usize>()
        });
}
