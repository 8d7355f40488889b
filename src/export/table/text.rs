//! Text of articles → text that a terminal can show in a given number of columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text with white space as single spaces, and `U+FFFD` for every character that acts instead of showing:
/// control characters (Unicode Cc) and the marks of the bidirectional algorithm (UAX #9, table 4).
pub(super) fn harmless(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(
            |character: char| {
                character.is_control()
                    || matches!(character,
                        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            },
            "\u{fffd}",
        )
}

/// The text with spaces after it up to `width` columns; longer text is left whole.
pub(super) fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{:missing$}", "")
}

/// The text in at most `width` columns, ending in `…` where something was cut.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let kept: String = text
        .chars()
        .take_while(|character| {
            let needed = character.width().unwrap_or(0);
            let fits = needed <= room;
            room = room.saturating_sub(needed);
            fits
        })
        .collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortening_counts_columns_not_bytes() {
        assert_eq!(shortened("earthquake", 10), "earthquake");
        assert_eq!(shortened("earthquakes", 10), "earthquak…");
        assert_eq!(shortened("地震地震地震", 7), "地震地…");
        assert_eq!(shortened("a b c d", 3), "a…");
    }

    #[test]
    fn text_cannot_act_on_the_terminal() {
        assert_eq!(
            harmless("\u{1b}[2Jone\r\n\ttwo\u{202e}three\u{9b}m"),
            "\u{fffd}[2Jone two\u{fffd}three\u{fffd}m"
        );
    }
}
