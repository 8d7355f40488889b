//! Case files: a value flush left, then its wordings, indented by two; blocks are parted by blank lines,
//! `#` begins a comment. A wording may name the document that it stands in behind ` :: `.

use claimex::normalize::{Around, Setting, count, money};
use claimex::value::{Amount, Money};

/// One wording and what it must give.
struct Case<'a> {
    line: usize,
    wanted: Option<&'a str>,
    wording: &'a str,
    document: &'a str,
}

/// The cases of `text`, the file `name`; a malformed one is named and ends the test.
fn cases<'a>(name: &str, text: &'a str) -> Vec<Case<'a>> {
    let mut cases = Vec::new();
    let mut head: Option<(usize, &str)> = None;
    let mut wordings = 0;
    for (index, line) in text.lines().enumerate() {
        let at = format!("tests/golden/normalize/{name}:{}", index + 1);
        assert_eq!(line, line.trim_end(), "{at}: white space at the end");
        if line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            if let Some((opened, value)) = head.take() {
                assert!(wordings > 0, "{name}:{opened}: `{value}` has no wording");
            }
            wordings = 0;
            continue;
        }
        match line.strip_prefix("  ") {
            Some(wording) => {
                let (_, value) = head.unwrap_or_else(|| panic!("{at}: a wording without a value"));
                assert!(!wording.starts_with(' '), "{at}: indented by more than two");
                let (wording, document) = wording.split_once(" :: ").unwrap_or((wording, wording));
                wordings += 1;
                cases.push(Case {
                    line: index + 1,
                    wanted: (value != "none").then_some(value),
                    wording,
                    document,
                });
            }
            None => {
                assert!(head.is_none(), "{at}: a value inside a block");
                head = Some((index + 1, line));
            }
        }
    }
    assert!(!cases.is_empty(), "{name}: no cases");
    cases
}

/// Runs every case and reports all that fail.
fn check(
    name: &str,
    text: &str,
    read: impl Fn(&Case<'_>) -> Option<String>,
    valid: impl Fn(&str) -> bool,
) {
    let mut wrong = Vec::new();
    for case in cases(name, text) {
        let at = format!("tests/golden/normalize/{name}:{}", case.line);
        assert!(
            case.wanted.is_none_or(&valid),
            "{at}: the value does not print as it is written"
        );
        let found = read(&case);
        if found.as_deref() != case.wanted {
            wrong.push(format!(
                "{at}: `{}` is {found:?}, wanted {:?}",
                case.wording, case.wanted
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_amount(value: &str) -> bool {
    value
        .parse::<Amount>()
        .is_ok_and(|amount| amount.to_string() == value)
}

fn is_money(value: &str) -> bool {
    value
        .parse::<Money>()
        .is_ok_and(|money| money.to_string() == value)
}

#[test]
fn numbers_are_read() {
    let read = |case: &Case<'_>| {
        let text = format!("{} euros", case.wording);
        money(&text, Around::default(), &Setting::default())
            .map(|reading| reading.value.amount.to_string())
    };
    check(
        "number.txt",
        include_str!("../../golden/normalize/number.txt"),
        read,
        is_amount,
    );
}

#[test]
fn money_is_read() {
    let read = |case: &Case<'_>| {
        money(
            case.wording,
            Around::default(),
            &Setting::of(case.document, None),
        )
        .map(|reading| reading.value.to_string())
    };
    check(
        "money.txt",
        include_str!("../../golden/normalize/money.txt"),
        read,
        is_money,
    );
}

#[test]
fn counts_are_read() {
    // A count's own sentence goes with it: ` :: ` parts the two.
    let read = |case: &Case<'_>| {
        let (before, after) = case.document.split_once(case.wording).unwrap_or_default();
        count(case.wording, Around { before, after }).map(|reading| reading.value.to_string())
    };
    check(
        "count.txt",
        include_str!("../../golden/normalize/count.txt"),
        read,
        is_amount,
    );
}

#[test]
#[should_panic(expected = "tests/golden/normalize/broken.txt:2: a wording without a value")]
fn a_malformed_case_is_named() {
    let _ = cases("broken.txt", "# no value\n  $4bn\n");
}
