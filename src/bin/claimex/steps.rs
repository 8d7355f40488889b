//! How far a run over claims is, and what it came to: said on standard error.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use claimex::{Agreement, Finding};
use indicatif::ProgressBar;

use crate::report::{counted, grouped, say, tell};

/// How often the line is drawn: as often as an eye follows.
const BLINK: Duration = Duration::from_millis(100);

/// The steps of a run, one line that is drawn over.
pub(crate) struct Steps {
    /// `None` where no person watches.
    bar: Option<ProgressBar>,
    name: &'static str,
    drawn: Instant,
}

impl Steps {
    pub(crate) fn new() -> Self {
        let bar = io::stderr().is_terminal().then(ProgressBar::new_spinner);
        if let Some(bar) = &bar {
            bar.enable_steady_tick(BLINK);
        }
        Self {
            bar,
            name: "",
            drawn: Instant::now(),
        }
    }

    /// The next step begins.
    pub(crate) fn begin(&mut self, name: &'static str) {
        self.name = name;
        if let Some(bar) = &self.bar {
            bar.set_message(name);
        }
    }

    /// So many bytes of all are read.
    pub(crate) fn advance(&mut self, bytes: u64, all: Option<u64>) {
        let Some(bar) = &self.bar else { return };
        if let Some(all) = all.filter(|all| *all > 0 && self.drawn.elapsed() > BLINK) {
            self.drawn = Instant::now();
            bar.set_message(format!("{}, {}%", self.name, bytes * 100 / all));
        }
    }

    pub(crate) fn tell(&self, error: &dyn Error) {
        match &self.bar {
            Some(bar) => bar.suspend(|| tell(error)),
            None => tell(error),
        }
    }

    pub(crate) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Tells how many findings there are, of which kind, and how many of them are in dispute.
pub(crate) fn summarize_findings(findings: &[Finding], failures: usize) {
    let claims: usize = findings.iter().map(|finding| finding.claims.len()).sum();
    let articles: BTreeSet<(&str, _)> = findings
        .iter()
        .flat_map(|finding| &finding.claims)
        .map(|claim| (claim.document.as_str(), claim.published))
        .collect();
    let of_kind = |kind: &str| number(findings, |finding| finding.kind() == kind);
    let agreeing = |agreement| number(findings, |finding| finding.agreement == agreement);
    let mut line = format!(
        "{}, {}; findings: {} money, {} casualty, {} date; {} disputed, {} updated",
        counted(claims, "claim"),
        counted(articles.len(), "article"),
        of_kind("money"),
        of_kind("casualty"),
        of_kind("date"),
        agreeing(Agreement::Disputed),
        agreeing(Agreement::Updated),
    );
    if failures > 0 {
        line += &format!("; {} not read", counted(failures, "input"));
    }
    say(&line);
}

fn number(findings: &[Finding], is_counted: impl Fn(&Finding) -> bool) -> String {
    let count = findings
        .iter()
        .filter(|finding| is_counted(finding))
        .count();
    grouped(count as u128)
}
