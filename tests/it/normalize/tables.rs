//! The tables in `seeds/`: sorted, without duplicates, complete. A fault is named by file and line.

use std::collections::BTreeMap;

use claimex::value::{Currency, Qualifier};

const CURRENCIES: &str = include_str!("../../../seeds/currencies.tsv");
const PLACES: &str = include_str!("../../../seeds/places.tsv");
const COMPARATORS: &str = include_str!("../../../seeds/comparators.tsv");

/// Every code of ISO 4217 list one, as Debian's iso-codes gives it.
const ACTIVE: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
    CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP \
    GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR \
    KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
    MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD \
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD \
    XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG";

/// The rows of a table with their line numbers; rows are sorted and each is there once.
fn rows<'a>(
    name: &'a str,
    text: &'a str,
    columns: usize,
) -> impl Iterator<Item = (String, Vec<&'a str>)> {
    let mut last = "";
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#'))
        .map(move |(index, line)| {
            let at = format!("seeds/{name}:{}", index + 1);
            assert!(last < line, "{at}: out of order, or twice");
            last = line;
            let cells: Vec<_> = line.split('\t').collect();
            assert_eq!(cells.len(), columns, "{at}: wanted {columns} columns");
            for cell in &cells {
                assert_eq!(*cell, cell.trim(), "{at}: white space around `{cell}`");
            }
            (at, cells)
        })
}

#[test]
fn currencies_are_tidy_and_complete() {
    let (mut active, mut codes, mut successors) = (Vec::new(), Vec::new(), Vec::new());
    let mut starred: BTreeMap<String, String> = BTreeMap::new();
    for (at, cells) in rows("currencies.tsv", CURRENCIES, 6) {
        assert!(
            cells[0].parse::<Currency>().is_ok(),
            "{at}: `{}` is no code",
            cells[0]
        );
        match cells[1].split(' ').collect::<Vec<_>>()[..] {
            ["active"] => active.push(cells[0]),
            ["historic"] => {}
            ["historic", successor, last] => {
                let day = last.parse::<jiff::civil::Date>();
                assert!(day.is_ok(), "{at}: `{last}` is no day");
                assert!(
                    cells[2].is_empty() && cells[4].is_empty(),
                    "{at}: its names and coins are its successor's"
                );
                successors.push((at.clone(), successor));
            }
            _ => panic!("{at}: unknown status `{}`", cells[1]),
        }
        codes.push(cells[0]);
        for list in &cells[2..] {
            let entries: Vec<_> = list.split("; ").collect();
            let sorted = entries.windows(2).all(|pair| pair[0] < pair[1]);
            assert!(sorted, "{at}: `{list}` is not sorted, or names one twice");
        }
        for name in cells[2].split("; ") {
            assert_eq!(name, name.to_lowercase(), "{at}: names are in lower case");
        }
        for coin in cells[4].split("; ").filter(|coin| !coin.is_empty()) {
            let worth = coin
                .split_once('=')
                .and_then(|(_, worth)| worth.parse::<f64>().ok());
            assert!(
                worth.is_some_and(|worth| worth > 0.0),
                "{at}: `{coin}` has no worth"
            );
        }
        let coins = cells[4]
            .split("; ")
            .map(|coin| coin.split('=').next().unwrap_or(coin));
        for name in cells[2]
            .split("; ")
            .chain(cells[3].split("; "))
            .chain(coins)
        {
            if let Some(plain) = name.strip_suffix('*') {
                let other = starred.insert(plain.to_owned(), at.clone());
                assert!(
                    other.is_none(),
                    "{at}: `{plain}` has a star at {other:?} too"
                );
            }
        }
    }
    for (at, successor) in successors {
        assert!(
            codes.contains(&successor),
            "{at}: `{successor}` is no code of the table"
        );
    }
    assert_eq!(
        active,
        ACTIVE.split_whitespace().collect::<Vec<_>>(),
        "seeds/currencies.tsv"
    );
}

#[test]
fn places_are_tidy_and_of_known_currencies() {
    let codes: BTreeMap<&str, &str> = rows("currencies.tsv", CURRENCIES, 6)
        .filter_map(|(_, cells)| Some((*cells.first()?, *cells.get(5)?)))
        .collect();
    for (at, cells) in rows("places.tsv", PLACES, 2) {
        let own = codes.get(cells[0]);
        let own =
            own.unwrap_or_else(|| panic!("{at}: `{}` is no code of the other table", cells[0]));
        let entries: Vec<_> = cells[1].split("; ").collect();
        let sorted = entries.windows(2).all(|pair| pair[0] < pair[1]);
        assert!(sorted, "{at}: not sorted, or one place twice");
        for place in entries {
            assert!(
                !place.contains('\u{2019}'),
                "{at}: `{place}` wants a plain apostrophe"
            );
            let twice = own.split("; ").any(|known| known == place);
            assert!(!twice, "{at}: `{place}` is in the other table too");
        }
    }
}

#[test]
fn comparators_are_tidy() {
    for (at, cells) in rows("comparators.tsv", COMPARATORS, 3) {
        assert!(
            ["after", "before", "verb"].contains(&cells[0]),
            "{at}: unknown side `{}`",
            cells[0]
        );
        assert_eq!(
            cells[1],
            cells[1].to_lowercase(),
            "{at}: phrases are in lower case"
        );
        let known = Qualifier::ALL
            .iter()
            .any(|qualifier| qualifier.name() == cells[2]);
        assert!(known, "{at}: unknown qualifier `{}`", cells[2]);
    }
}
