//! One lower-case word → what it can mean in a date. It knows words, not how they combine.

use crate::normalize::date::expression::{Part, Season, Unit};

/// What one word means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A month by name or abbreviation, 1 to 12.
    Month(i8),
    /// A day of the week by name or abbreviation, 1 (Monday) to 7.
    Weekday(i8),
    /// A day of the week in the plural: `Mondays`.
    Weekdays(i8),
    /// A unit of time.
    Unit(Unit),
    /// A unit of time in the plural: `days`.
    Units(Unit),
    /// A part of the day.
    Part(Part),
    /// A part of the day in the plural: `evenings`.
    Parts(Part),
    /// A season in the plural.
    Seasons(Season),
    /// A season.
    Season(Season),
    /// An ordinal in words: `third`.
    Ordinal(u32),
    /// A word of a number, read by the number parser: `forty`, `half`, `and` is not one.
    Numeral,
    /// A quantity without a number: `several`.
    Vague,
    /// Decade by name: `nineties`, from 20 to 90.
    Decade(i16),
    /// `couple`.
    Couple,
    /// `a`, `an`.
    Article,
    /// `and`.
    And,
    /// `or`.
    Or,
    /// `to`, `through`, `until`, `till`: between the two ends of an interval.
    To,
    /// `ended`, `ending`: before the end of a length.
    Ended,
    /// `the`.
    The,
    /// `of`.
    Of,
    /// `on`: also `eleven years on`.
    On,
    /// `today`, `tonight` and such: days from the anchor, with the part of the day if named.
    Days(i32, Option<Part>),
    /// `ago`.
    Ago,
    /// `earlier`, `before`, `prior`, `previously`.
    Earlier,
    /// `later`, `after`, `afterwards`.
    Later,
    /// `from`, `hence`.
    Hence,
    /// `now`.
    Now,
    /// `last`.
    Last,
    /// `latest`.
    Latest,
    /// `past`.
    Past,
    /// `next`.
    Next,
    /// `coming`, `upcoming`.
    Coming,
    /// `this`, `current`.
    This,
    /// `that`.
    That,
    /// `same`.
    Same,
    /// `following`.
    Following,
    /// `previous`, `preceding`.
    Previous,
    /// `first`-like places inside a longer time that keep its value: `early`, `mid`, `end`.
    Edge,
    /// `late`: an edge, but `late` alone says nothing.
    Late,
    /// `every`, `each`.
    Every,
    /// `per`.
    Per,
    /// `other`, as in `every other day`.
    Other,
    /// `fiscal`, `financial`.
    Fiscal,
    /// `fy`.
    FiscalYear,
    /// `long`, as in `week-long`.
    Long,
    /// `old`, as in `25-year-old war`.
    Old,
    /// `multi`, as in `multi-year`.
    Multi,
    /// `a.m.`.
    Morning12,
    /// `p.m.`.
    Afternoon12,
    /// `o'clock`.
    Clock,
    /// A time zone: values are kept in the time that the article gives.
    Zone,
    /// `s` after digits: `1990s`.
    Plural,
    /// `q`, as in `Q3`.
    QuarterLetter,
    /// `times`, `once`, `twice`, as in `twice a day`.
    Times,
    /// `o`, as in `o'clock`.
    Oh,
    /// Years before the common era, which are not read.
    Unread,
    /// A feast whose day is not read: `Eid`.
    Feast,
    /// `single`, `full`, `whole`: with a unit they make a length.
    Single,
    /// `period`, as in `the same period of 2024`.
    Period,
    /// A comparator or approximator before a time: it leaves the value as it is.
    About,
    /// A word between quantity and unit, or at the ends, that leaves the value as it is.
    Filler,
}

/// The meaning of `word`, which is in lower case without apostrophes; `None` if it has none in dates.
pub(super) fn meaning(word: &str) -> Option<Word> {
    let found = WORDS.binary_search_by(|(known, _)| known.cmp(&word)).ok()?;
    WORDS.get(found).map(|(_, meaning)| *meaning)
}

use Word::{
    About, Afternoon12, Ago, And, Article, Clock, Coming, Couple, Days, Decade, Earlier, Edge,
    Ended, Every, Feast, Filler, Fiscal, FiscalYear, Following, Hence, Last, Late, Later, Latest,
    Long, Month, Morning12, Multi, Next, Now, Numeral, Of, Oh, Old, On, Or, Ordinal, Other, Parts,
    Past, Per, Period, Plural, Previous, QuarterLetter, Same, Seasons, Single, That, The, This,
    Times, To, Units, Unread, Vague, Weekday, Weekdays, Zone,
};

/// Every known word, sorted; our own list.
#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("&", And), ("a", Article), ("about", About), ("above", About), ("academic", Filler), ("additional", About),
    ("aedt", Zone), ("aest", Zone), ("after", Later), ("afternoon", Word::Part(Part::Afternoon)),
    ("afternoons", Parts(Part::Afternoon)), ("afterward", Later), ("afterwards", Later), ("ago", Ago), ("akdt", Zone),
    ("akst", Zone), ("all", Single), ("almost", About), ("alternate", Other), ("am", Morning12), ("an", Article),
    ("and", And), ("annum", Word::Unit(Unit::Year)), ("another", Single), ("approximately", About), ("apr", Month(4)),
    ("april", Month(4)), ("around", About), ("as", About), ("at", About), ("aug", Month(8)), ("august", Month(8)),
    ("autumn", Word::Season(Season::Fall)), ("autumns", Seasons(Season::Fall)), ("barely", About), ("bc", Unread),
    ("bce", Unread), ("before", Earlier), ("beforehand", Earlier), ("beginning", Edge), ("below", About),
    ("best", About), ("better", About), ("between", About), ("beyond", About), ("billion", Numeral),
    ("breakfast", Word::Part(Part::Morning)), ("bst", Zone),
    ("bulk", About), ("business", Filler), ("by", About), ("calendar", Filler), ("cat", Zone), ("cdt", Zone),
    ("central", Filler), ("centuries", Units(Unit::Century)), ("century", Word::Unit(Unit::Century)), ("cest", Zone),
    ("cet", Zone), ("chuseok", Feast), ("circa", About), ("clock", Clock), ("close", Edge), ("coming", Coming),
    ("commencing", Edge), ("consecutive", Filler), ("countless", Vague), ("couple", Couple), ("couples", Vague),
    ("cst", Zone), ("ct", Zone), ("current", This), ("dawn", Word::Part(Part::Morning)), ("day", Word::Unit(Unit::Day)),
    ("daybreak", Word::Part(Part::Morning)), ("daylight", Filler), ("days", Units(Unit::Day)),
    ("daytime", Word::Part(Part::Daytime)), ("dec", Month(12)), ("decade", Word::Unit(Unit::Decade)),
    ("decades", Units(Unit::Decade)), ("december", Month(12)), ("dozen", Numeral), ("dozens", Vague), ("during", About),
    ("dusk", Word::Part(Part::Evening)), ("each", Every), ("earlier", Earlier), ("earliest", About), ("early", Edge),
    ("earth", Filler), ("eastern", Filler), ("eat", Zone), ("edt", Zone), ("eest", Zone), ("eet", Zone), ("eid", Feast),
    ("eight", Numeral), ("eighteen", Numeral), ("eighteenth", Ordinal(18)), ("eighth", Ordinal(8)),
    ("eighties", Decade(80)), ("eighty", Numeral), ("eleven", Numeral), ("eleventh", Ordinal(11)), ("end", Edge),
    ("ended", Ended), ("ending", Ended), ("ensuing", Following), ("entire", Single), ("est", Zone),
    ("estimated", About), ("et", Zone), ("eve", Edge), ("even", About), ("evening", Word::Part(Part::Evening)),
    ("evenings", Parts(Part::Evening)), ("every", Every), ("exactly", About), ("extra", About),
    ("fall", Word::Season(Season::Fall)), ("feb", Month(2)), ("february", Month(2)), ("few", Vague), ("fewer", About),
    ("fifteen", Numeral), ("fifteenth", Ordinal(15)), ("fifth", Ordinal(5)), ("fifties", Decade(50)),
    ("fifty", Numeral), ("final", Ordinal(99)), ("financial", Fiscal), ("first", Ordinal(1)), ("fiscal", Fiscal),
    ("five", Numeral), ("following", Following), ("for", About), ("forenoon", Word::Part(Part::Morning)),
    ("forties", Decade(40)), ("fortnight", Word::Unit(Unit::Fortnight)), ("fortnights", Units(Unit::Fortnight)),
    ("forty", Numeral), ("four", Numeral), ("fourteen", Numeral), ("fourteenth", Ordinal(14)), ("fourth", Ordinal(4)),
    ("fri", Weekday(5)), ("friday", Weekday(5)), ("fridays", Weekdays(5)), ("from", Hence), ("full", Single),
    ("further", About), ("fy", FiscalYear), ("gmt", Zone), ("good", About), ("gst", Zone),
    ("h", Word::Unit(Unit::Hour)), ("half", Numeral), ("hanukkah", Feast), ("hence", Hence), ("hkt", Zone),
    ("holi", Feast), ("holiday", Filler), ("hour", Word::Unit(Unit::Hour)), ("hours", Units(Unit::Hour)),
    ("hr", Word::Unit(Unit::Hour)), ("hrs", Units(Unit::Hour)), ("hst", Zone), ("hundred", Numeral),
    ("hundreds", Vague), ("in", About), ("ist", Zone), ("jan", Month(1)), ("january", Month(1)), ("jst", Zone),
    ("jul", Month(7)), ("july", Month(7)), ("jun", Month(6)), ("june", Month(6)), ("just", About), ("kst", Zone),
    ("last", Last), ("late", Late), ("later", Later), ("latest", Latest), ("latter", Edge), ("least", About),
    ("less", About), ("little", About), ("local", Filler), ("long", Long), ("longer", About),
    ("lunchtime", Word::Part(Part::Lunch)), ("many", Vague), ("mar", Month(3)), ("march", Month(3)), ("matter", About),
    ("maximum", About), ("may", Month(5)), ("mdt", Zone), ("mere", About), ("mid", Edge),
    ("midafternoon", Word::Part(Part::Afternoon)), ("midday", Word::Part(Part::Noon)), ("middle", Edge),
    ("midmorning", Word::Part(Part::Morning)), ("midnight", Word::Part(Part::Midnight)),
    ("midsummer", Word::Season(Season::Summer)), ("midway", Edge), ("midwinter", Word::Season(Season::Winter)),
    ("millennia", Units(Unit::Millennium)), ("millennium", Word::Unit(Unit::Millennium)), ("million", Numeral),
    ("min", Word::Unit(Unit::Minute)), ("minimum", About), ("mins", Units(Unit::Minute)),
    ("minute", Word::Unit(Unit::Minute)), ("minutes", Units(Unit::Minute)), ("mon", Weekday(1)), ("monday", Weekday(1)),
    ("mondays", Weekdays(1)), ("month", Word::Unit(Unit::Month)), ("months", Units(Unit::Month)), ("more", About),
    ("morning", Word::Part(Part::Morning)), ("mornings", Parts(Part::Morning)), ("moscow", Filler), ("most", About),
    ("mountain", Filler), ("msk", Zone), ("mst", Zone), ("mt", Zone), ("muharram", Feast), ("multi", Multi),
    ("near", About), ("nearly", About), ("next", Next), ("night", Word::Part(Part::Night)),
    ("nightfall", Word::Part(Part::Night)), ("nights", Word::Unit(Unit::Night)), ("nighttime", Word::Part(Part::Night)),
    ("nine", Numeral), ("nineteen", Numeral), ("nineteenth", Ordinal(19)), ("nineties", Decade(90)),
    ("ninety", Numeral), ("ninth", Ordinal(9)), ("no", About), ("noon", Word::Part(Part::Noon)),
    ("noontime", Word::Part(Part::Noon)), ("not", About), ("nov", Month(11)), ("november", Month(11)), ("now", Now),
    ("numerous", Vague), ("o", Oh), ("oclock", Clock), ("oct", Month(10)), ("october", Month(10)), ("of", Of),
    ("old", Old), ("on", On), ("onam", Feast), ("once", Times), ("one", Numeral), ("only", About), ("opening", Edge),
    ("or", Or), ("other", Other), ("over", About), ("overnight", Word::Part(Part::Overnight)), ("pacific", Filler),
    ("part", About), ("passover", Feast), ("past", Past), ("pdt", Zone), ("per", Per), ("period", Period),
    ("pkt", Zone), ("pm", Afternoon12), ("pongal", Feast), ("pre", About), ("preceding", Previous),
    ("precisely", About), ("predawn", Word::Part(Part::Morning)), ("present", This), ("previous", Previous),
    ("prior", Earlier), ("pst", Zone), ("pt", Zone), ("q", QuarterLetter), ("quarter", Word::Unit(Unit::Quarter)),
    ("quarters", Units(Unit::Quarter)), ("quite", About), ("ramadan", Feast), ("ramazan", Feast), ("ramzan", Feast),
    ("recent", About), ("remainder", Edge), ("reporting", Fiscal), ("rest", Edge), ("right", About), ("roughly", About),
    ("s", Plural), ("same", Same), ("sast", Zone), ("sat", Weekday(6)), ("saturday", Weekday(6)),
    ("saturdays", Weekdays(6)), ("school", Filler), ("scores", Vague), ("season", Word::Unit(Unit::Year)),
    ("seasons", Units(Unit::Year)), ("sec", Word::Unit(Unit::Second)), ("second", Ordinal(2)),
    ("seconds", Units(Unit::Second)), ("secs", Units(Unit::Second)), ("semester", Word::Unit(Unit::Semester)),
    ("semesters", Units(Unit::Semester)), ("sep", Month(9)), ("sept", Month(9)), ("september", Month(9)),
    ("seven", Numeral), ("seventeen", Numeral), ("seventeenth", Ordinal(17)), ("seventh", Ordinal(7)),
    ("seventies", Decade(70)), ("seventy", Numeral), ("several", Vague), ("sgt", Zone), ("shortly", About),
    ("since", Later), ("single", Single), ("six", Numeral), ("sixteen", Numeral), ("sixteenth", Ordinal(16)),
    ("sixth", Ordinal(6)), ("sixties", Decade(60)), ("sixty", Numeral), ("small", Edge), ("so", Filler),
    ("solid", Single), ("some", Vague), ("sometime", About), ("somewhat", About), ("soon", About),
    ("spring", Word::Season(Season::Spring)), ("springs", Seasons(Season::Spring)),
    ("springtime", Word::Season(Season::Spring)), ("standard", Filler), ("start", Edge), ("starting", Edge),
    ("straight", Filler), ("subsequent", Following), ("successive", Filler), ("summer", Word::Season(Season::Summer)),
    ("summers", Seasons(Season::Summer)), ("summertime", Word::Season(Season::Summer)), ("sun", Weekday(7)),
    ("sunday", Weekday(7)), ("sundays", Weekdays(7)), ("sundown", Word::Part(Part::Evening)),
    ("sunrise", Word::Part(Part::Morning)), ("sunset", Word::Part(Part::Evening)),
    ("sunup", Word::Part(Part::Morning)), ("t", Filler), ("tax", Fiscal),
    ("teatime", Word::Part(Part::Afternoon)), ("ten", Numeral), ("tenth", Ordinal(10)), ("than", About), ("that", That),
    ("the", The), ("third", Ordinal(3)), ("thirteen", Numeral), ("thirteenth", Ordinal(13)), ("thirties", Decade(30)),
    ("thirtieth", Ordinal(30)), ("thirty", Numeral), ("this", This), ("thousand", Numeral), ("thousands", Vague),
    ("three", Numeral), ("through", To), ("throughout", About), ("thru", To), ("thu", Weekday(4)), ("thur", Weekday(4)),
    ("thurs", Weekday(4)), ("thursday", Weekday(4)), ("thursdays", Weekdays(4)), ("till", To), ("time", Filler),
    ("times", Times), ("to", To), ("today", Days(0, None)), ("tomorrow", Days(1, None)),
    ("tonight", Days(0, Some(Part::Night))), ("top", Edge), ("total", About), ("trading", Filler), ("tue", Weekday(2)),
    ("tues", Weekday(2)), ("tuesday", Weekday(2)), ("tuesdays", Weekdays(2)), ("turn", Edge), ("twelfth", Ordinal(12)),
    ("twelve", Numeral), ("twenties", Decade(20)), ("twentieth", Ordinal(20)), ("twenty", Numeral), ("twice", Times),
    ("two", Numeral), ("under", About), ("until", To), ("up", About), ("upcoming", Coming), ("upwards", About),
    ("utc", Zone), ("various", Vague), ("very", About), ("wat", Zone), ("wed", Weekday(3)), ("wednesday", Weekday(3)),
    ("wednesdays", Weekdays(3)), ("weds", Weekday(3)), ("wee", Edge), ("week", Word::Unit(Unit::Week)),
    ("weekday", Word::Unit(Unit::Day)), ("weekdays", Units(Unit::Day)), ("weekend", Word::Unit(Unit::Weekend)),
    ("weekends", Units(Unit::Weekend)), ("weeks", Units(Unit::Week)), ("well", About), ("whole", Single), ("wib", Zone),
    ("winter", Word::Season(Season::Winter)), ("winters", Seasons(Season::Winter)),
    ("wintertime", Word::Season(Season::Winter)), ("within", About), ("wk", Word::Unit(Unit::Week)),
    ("wks", Units(Unit::Week)), ("workday", Word::Unit(Unit::Day)), ("workdays", Units(Unit::Day)), ("working", Filler),
    ("workweek", Word::Unit(Unit::Week)), ("year", Word::Unit(Unit::Year)), ("years", Units(Unit::Year)),
    ("yesterday", Days(-1, None)), ("yr", Word::Unit(Unit::Year)), ("yrs", Units(Unit::Year)), ("z", Zone),
];

#[cfg(test)]
mod tests {
    use super::{WORDS, Word, meaning};

    #[test]
    fn words_are_sorted_without_duplicates() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn finds_words_and_only_words() {
        assert_eq!(meaning("feb"), Some(Word::Month(2)));
        assert_eq!(meaning("february"), Some(Word::Month(2)));
        assert_eq!(meaning("februar"), None);
    }
}
