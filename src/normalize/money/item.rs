//! Tokens → one sum of money: a number with the names of its currency around it. Sums that belong
//! together are `money`'s business.

use rust_decimal::Decimal;

use crate::normalize::currency::{self, Candidate, Name, Place};
use crate::normalize::number::{Grouping, Number, Part, Suffixes, number, part};
use crate::normalize::quantity::{Quantity, quantity};
use crate::normalize::token::{Kind, Token};

/// Names of money that are common words too: behind an article they are those.
const WORDS: [&str; 12] = [
    "ban", "den", "din", "fen", "grand", "mark", "para", "pul", "real", "sen", "sol", "sum",
];

/// One sum as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// How many of the unit.
    pub(super) quantity: Quantity,
    /// The name in front of the number: `US$`.
    pub(super) before: Option<Name>,
    /// The name behind the number: `million dollars`.
    pub(super) after: Option<Name>,
    /// Index after its last token.
    pub(super) end: usize,
}

impl Item {
    /// The name that says most of its currency.
    pub(super) fn name(&self) -> Option<Name> {
        self.before.or(self.after)
    }

    /// Whether that name is a sign alone.
    pub(super) fn is_sign(&self) -> bool {
        self.name().is_some_and(|name| name.sign)
    }

    /// The currencies that all its names allow.
    pub(super) fn candidates(&self) -> impl Iterator<Item = Candidate> + Clone + use<> {
        let after = self.before.and(self.after);
        let allowed = move |candidate: &Candidate| {
            after.is_none_or(|name| name.candidates().any(|known| known.row == candidate.row))
        };
        self.name()
            .map(|name| name.candidates().filter(allowed))
            .into_iter()
            .flatten()
    }

    /// What one of its unit is worth in the currency of `row`.
    pub(super) fn worth(&self, row: usize) -> Option<Decimal> {
        let worth = |name: Name| {
            name.candidates()
                .find(|candidate| candidate.row == row)?
                .worth
                .checked_mul(name.times)
        };
        let worths = [self.before.map(worth), self.after.map(worth)];
        match worths {
            // `$64.35 cents` says two things.
            [Some(before), Some(after)] => before.filter(|_| before == after),
            [one, other] => one.or(other).flatten(),
        }
    }
}

/// The sum that begins at `start`.
pub(super) fn item(tokens: &[Token<'_>], start: usize, grouping: Grouping) -> Option<Item> {
    let rest = tokens.get(start..)?;
    let before = currency::name(rest)
        .map(|name| name.standing(Place::Front))
        .filter(|name| {
            let next = rest.get(name.length);
            let digits =
                next.is_some_and(|token| matches!(token.kind, Kind::Digits | Kind::Vulgar));
            let upper = rest
                .first()
                .is_some_and(|token| !token.text.starts_with(char::is_lowercase));
            !name.letter || (digits && upper)
        });
    let country = glued_country(rest).filter(|_| before.is_none());
    if before.is_none() && country.is_none() && is_part_of_a_word(tokens, start) {
        return None;
    }
    let at = before.map_or(usize::from(country.is_some()), |name| name.length);
    let behind = rest.get(at..)?;
    let (quantity, length) = quantity(behind, grouping, Suffixes::Spaced)
        .or_else(|| single(behind).filter(|_| before.is_none()))
        .or_else(|| bare_magnitude(behind).filter(|_| before.is_none()))?;
    let end = start + at + length;
    let mut after = name_after(tokens, end, before.is_some());
    if country.is_some() {
        let (name, end) = after.filter(|(name, _)| name.nation.is_none())?;
        after = Some((
            Name {
                nation: country,
                ..name
            },
            end,
        ));
    }
    let end = after.map_or(end, |(_, end)| end);
    // `16JF`, `1990s`: digits that go on in letters are no number.
    let goes_on = tokens
        .get(end)
        .is_some_and(|next| next.kind == Kind::Word && !next.spaced);
    let ends_in_digits = end
        .checked_sub(1)
        .and_then(|last| tokens.get(last))
        .is_some_and(|last| last.kind == Kind::Digits);
    (!(goes_on && ends_in_digits)).then_some(Item {
        quantity,
        before,
        after: after.map(|(name, _)| name),
        end,
    })
}

/// The country in front of a price in coins: `US71.9c`.
fn glued_country(tokens: &[Token<'_>]) -> Option<&'static [usize]> {
    let [country, digits, ..] = tokens else {
        return None;
    };
    if digits.kind != Kind::Digits || digits.spaced || country.kind != Kind::Word {
        return None;
    }
    let (rows, _) = currency::nation(tokens.get(..1)?)?;
    Some(rows)
}

/// The name behind a number that ends at `end`, and where it ends.
fn name_after(tokens: &[Token<'_>], end: usize, named: bool) -> Option<(Name, usize)> {
    let joint = tokens.get(end)?;
    let joined = joint.kind == Kind::Dash || joint.is_word("of") || joint.is_word("in");
    let at = end + usize::from(joined);
    let direct = currency::name(tokens.get(at..)?).map(|name| (name, at));
    let (name, at) = direct.or_else(|| {
        let adjective = tokens.get(at)?;
        if !adjective.is_any(&OF_AN_ISSUE) && !adjective.is_any(&OF_ONE) {
            return None;
        }
        let name = currency::name(tokens.get(at + 1..)?)?;
        (!name.letter).then_some((name, at + 1))
    })?;
    let name = name.standing(Place::Behind);
    let (name, after) = with_nation_behind(tokens, name, at + name.length);
    // A name that stands before digits may belong to them: `$20 $30`, `$20-R$30`.
    let belongs_to_next = tokens
        .get(after)
        .is_some_and(|next| next.kind == Kind::Digits)
        && (named || joint.kind == Kind::Dash);
    let lower = tokens
        .get(at)
        .is_some_and(|token| token.text.starts_with(char::is_lowercase));
    let fits = !belongs_to_next && (!name.letter || lower);
    fits.then_some((name, after))
}

/// `cents (U.S.)`: the nation in brackets behind a name settles it.
fn with_nation_behind(tokens: &[Token<'_>], name: Name, end: usize) -> (Name, usize) {
    let behind = match tokens.get(end) {
        Some(open) if open.is_mark("(") => tokens.get(end + 1..).and_then(currency::nation),
        _ => None,
    };
    match behind {
        Some((rows, length))
            if tokens
                .get(end + 1 + length)
                .is_some_and(|close| close.is_mark(")")) =>
        {
            let name = Name {
                nation: Some(rows),
                ..name
            };
            (name, end + 2 + length)
        }
        _ => (name, end),
    }
}

/// Words between an article and the name of a currency that leave it one: `a single rupee`, `one red cent`.
const OF_ONE: [&str; 5] = ["brass", "red", "single", "solitary", "symbolic"];

/// Words between a number and the name of its currency: `4 billion old zlotys`.
const OF_AN_ISSUE: [&str; 4] = ["gold", "new", "old", "silver"];

/// `a dollar`, `a single rupee`, `another dime`: one, where the name of a currency follows; `half a cent`.
fn single(tokens: &[Token<'_>]) -> Option<(Quantity, usize)> {
    if tokens.first()?.is_word("half") {
        let (Quantity::Number(one), length) = single(tokens.get(1..)?)? else {
            return None;
        };
        let half = Number {
            value: one.value.checked_div(Decimal::TWO)?,
            length: length + 1,
            ..one
        };
        return Some((Quantity::Number(half), length + 1));
    }
    let first = tokens.first()?;
    let article = first.is_any(&["a", "an", "another"]);
    let adjectives = tokens
        .iter()
        .skip(1)
        .take_while(|token| token.is_any(&OF_ONE));
    let length = 1 + adjectives.count();
    let name = currency::name(tokens.get(length..)?)?;
    let end = length + name.length;
    let last = tokens.get(end - 1)?;
    // `another SAR 4bn` is no riyal, but `a dollar 50` is one and a half.
    let before_digits = tokens
        .get(end)
        .is_some_and(|next| next.kind == Kind::Digits);
    if before_digits && !last.text.starts_with(char::is_lowercase) {
        return None;
    }
    let number = Number {
        value: Decimal::ONE,
        scale: None,
        last_scale: None,
        length,
    };
    let spelled = length > 1 || (last.text.len() > 2 && !last.is_any(&WORDS));
    (article && last.kind == Kind::Word && spelled).then_some((Quantity::Number(number), length))
}

/// `million-dollar`: one million, where the name of a currency follows.
fn bare_magnitude(tokens: &[Token<'_>]) -> Option<(Quantity, usize)> {
    let [magnitude, rest @ ..] = tokens else {
        return None;
    };
    let Some(Part::Scale(scale)) = part(magnitude.text) else {
        return None;
    };
    let hyphen = usize::from(rest.first()?.kind == Kind::Dash);
    currency::name(rest.get(hyphen..)?).filter(|name| !name.letter)?;
    let value = Decimal::from(scale);
    let number = Number {
        value,
        scale: Some(value),
        last_scale: Some(value),
        length: 1,
    };
    Some((Quantity::Number(number), 1))
}

/// Whether the token at `start` is digits that letters or a hyphened name lead up to: `A350`, `JF-17`.
fn is_part_of_a_word(tokens: &[Token<'_>], start: usize) -> bool {
    let glued = |at: usize| tokens.get(at).is_some_and(|token| !token.spaced);
    let Some(before) = start.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let digits = tokens
        .get(start)
        .is_some_and(|token| token.kind == Kind::Digits);
    let word = before.kind == Kind::Word
        || (before.kind == Kind::Dash
            && glued(start - 1)
            && start
                .checked_sub(2)
                .and_then(|name| tokens.get(name))
                .is_some_and(|name| {
                    name.kind == Kind::Word
                        && part(name.text).is_none()
                        && !name.is_any(&["to", "and", "or"])
                        && currency::name(tokens.get(start - 2..start - 1).unwrap_or_default())
                            .is_none()
                }));
    digits && glued(start) && word
}

/// The number that the whole of `tokens` is, for checks on what is left over.
pub(super) fn is_numeric(tokens: &[Token<'_>]) -> bool {
    let Some(first) = tokens.first() else {
        return false;
    };
    let old_pence = first.text.len() > "pence".len() && first.text.ends_with("pence");
    matches!(first.kind, Kind::Digits | Kind::Vulgar)
        || old_pence
        || (number(tokens, Grouping::English, Suffixes::Glued).is_some() && !first.is_word("one"))
        || matches!(part(first.text), Some(Part::Scale(_) | Part::Scales(_)))
}
