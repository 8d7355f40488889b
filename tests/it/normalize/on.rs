//! The time of a sum or of victims, from where the tagger says that it is found.

use claimex::normalize::normalize;
use claimex::{
    Arguments, Attributes, Dating, Document, Harm, Label, Mention, Scope, Sentence, Span, Status,
};

/// An article of one sentence, published on 14 May 2024.
struct Article {
    text: String,
    mentions: Vec<Mention>,
}

impl Article {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            mentions: Vec::new(),
        }
    }

    fn span(&self, words: &str) -> Span {
        let start = self.text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    }

    fn with(
        mut self,
        label: Label,
        words: &str,
        attributes: Attributes,
        when: Option<&str>,
    ) -> Self {
        self.mentions.push(Mention {
            span: self.span(words),
            sentence: 0,
            label,
            confidence: 1.0,
            attributes,
            arguments: Arguments {
                when: when.map(|when| self.span(when)),
                ..Arguments::default()
            },
        });
        self
    }

    fn date(self, words: &str) -> Self {
        self.with(Label::Date, words, Attributes::default(), None)
    }

    /// The times of its sums and victims.
    fn times(mut self) -> Vec<Option<String>> {
        self.mentions.sort_by_key(|mention| mention.span);
        let whole = Sentence {
            span: Span::new(0, self.text.len()),
            paragraph: 0,
        };
        let published = "2024-05-14".parse().expect("a date");
        let document = Document::new("article", self.text, Some(published));
        normalize(&document, &[whole], &self.mentions)
            .into_iter()
            .zip(&self.mentions)
            .filter(|(_, mention)| mention.label != Label::Date)
            .map(|(valued, _)| valued.on)
            .collect()
    }
}

fn dated(dating: Dating) -> Attributes {
    Attributes {
        dating: Some(dating),
        ..Attributes::default()
    }
}

const DEAD: Label = Label::Casualty(Harm::Killed);

#[test]
fn a_grain_of_publication_is_cut_from_it() {
    let time = |dating| {
        let article = Article::new("A loaf costs £2.");
        article
            .with(Label::Money, "£2", dated(dating), None)
            .times()
    };
    assert_eq!(time(Dating::Published), [Some("2024-05-14".to_owned())]);
    assert_eq!(time(Dating::Month), [Some("2024-05".to_owned())]);
    assert_eq!(time(Dating::Year), [Some("2024".to_owned())]);
    assert_eq!(time(Dating::Unknown), [None]);
    assert_eq!(time(Dating::Stated), [None], "no date is pointed at");
}

#[test]
fn a_date_pointed_at_gives_the_time() {
    let article =
        Article::new("Built in 1998, repaired on 3 May at 16:00, it cost £2m and killed nine.");
    let stated = Some(article.span("1998"));
    let times = article
        .date("1998")
        .date("3 May at 16:00")
        .with(
            Label::Money,
            "£2m",
            Attributes {
                stated,
                ..dated(Dating::Stated)
            },
            None,
        )
        .with(DEAD, "nine", dated(Dating::Stated), Some("3 May at 16:00"))
        .times();
    assert_eq!(
        times,
        [Some("1998".to_owned()), Some("2024-05-03".to_owned())]
    );
}

#[test]
fn what_counts_since_a_date_lasts_to_publication() {
    for (since, wanted) in [
        ("2 May", "2024-05-02/2024-05-14"),
        ("2 May 2022", "2022-05-02/2024-05"),
        ("March", "2024-03/2024-05"),
        ("2019", "2019/2024"),
    ] {
        let text = format!("Nine people have died since {since}.");
        let scope = Some(Scope::Cumulative);
        let times = Article::new(&text)
            .with(
                DEAD,
                "Nine people",
                Attributes {
                    scope,
                    ..dated(Dating::Stated)
                },
                Some(since),
            )
            .date(since)
            .times();
        assert_eq!(times, [Some(wanted.to_owned())], "{since}");
    }
}

#[test]
fn a_length_looks_ahead_where_the_sum_does() {
    for (status, wanted) in [
        (Status::Hypothetical, "2024/2034"),
        (Status::Asserted, "2014/2024"),
    ] {
        let attributes = Attributes {
            status: Some(status),
            ..dated(Dating::Stated)
        };
        let times = Article::new("The fund is to spend €500bn over ten years.")
            .with(Label::Money, "€500bn", attributes, Some("ten years"))
            .date("ten years")
            .times();
        assert_eq!(times, [Some(wanted.to_owned())], "{status:?}");
    }
}
