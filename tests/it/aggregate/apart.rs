//! Different quantities stay apart, however alike they read.

use serde_json::json;

use super::{grouped, toll};

const BOMB: &str = "At least 30 people were killed and 52 injured when a bomb hit a bus in Quetta on Friday; four are missing.";

#[test]
fn killed_injured_and_missing() {
    let of = |document: &str, day: &str| {
        let more = |harm: &str| json!({"type": harm, "on": "2026-02-06", "arguments": {"about": "bomb", "place": "Quetta"}});
        vec![
            toll(
                document,
                day,
                BOMB,
                "At least 30 people",
                30,
                &more("killed"),
            ),
            toll(document, day, BOMB, "52", 52, &more("injured")),
            toll(document, day, BOMB, "four", 4, &more("missing")),
        ]
    };
    let claims = [of("one", "2026-02-06"), of("two", "2026-02-07")].concat();
    assert_eq!(grouped(claims).len(), 3);
}

#[test]
fn a_part_the_year_and_last_years_flood() {
    let day = "2026-02-10";
    let flood = "The flood in Sylhet killed 40 people, including 12 children.";
    let year = "Floods have killed 310 people in Bangladesh this year.";
    let last = "A flood in Sylhet killed 38 people in June 2025.";
    let of = |document: &str| {
        let on = |on: &str, place: &str| json!({"on": on, "arguments": {"place": place}});
        let mut part = on("2026-02-09", "Sylhet");
        part["subset"] = true.into();
        part["group"] = "civilian".into();
        let mut total = on("2026", "Bangladesh");
        total["scope"] = "cumulative".into();
        vec![
            toll(
                document,
                day,
                flood,
                "40 people",
                40,
                &on("2026-02-09", "Sylhet"),
            ),
            toll(document, day, flood, "12 children", 12, &part),
            toll(document, day, year, "310 people", 310, &total),
            toll(
                document,
                day,
                last,
                "38 people",
                38,
                &on("2025-06", "Sylhet"),
            ),
        ]
    };
    let groups = grouped([of("one"), of("two")].concat());
    assert_eq!(groups.len(), 4, "{groups:?}");
}

#[test]
fn two_attacks_in_one_city_days_apart() {
    let first = |document: &str, published: &str, words: &str, count| {
        let sentence = format!("A bomb at the Baga Road market in Maiduguri killed {words}.");
        let more =
            json!({"on": "2026-03-06", "arguments": {"about": "bomb", "place": "Maiduguri"}});
        toll(document, published, &sentence, words, count, &more)
    };
    let second = |document: &str, published: &str, words: &str, count| {
        let sentence = format!("A bomb at the Tashan Bama motor park in Maiduguri killed {words}.");
        let more =
            json!({"on": "2026-03-10", "arguments": {"about": "bomb", "place": "Maiduguri"}});
        toll(document, published, &sentence, words, count, &more)
    };
    let groups = grouped(vec![
        first("a", "2026-03-06", "nine people", 9),
        first("b", "2026-03-07", "eleven people", 11),
        second("c", "2026-03-10", "six people", 6),
        second("d", "2026-03-11", "eight people", 8),
    ]);
    assert_eq!(
        groups,
        [
            ["a nine people", "b eleven people"],
            ["c six people", "d eight people"]
        ]
    );
}
