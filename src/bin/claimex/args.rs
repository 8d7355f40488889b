//! What was typed, checked for form alone: no file is looked at here. The help texts stand here too.

use std::num::NonZero;
use std::path::PathBuf;

use claimex::export;
use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use jiff::civil::Date;

use crate::collection::Collection;
use crate::engine::Engine;
use crate::form::Form;

/// Reads English news and writes down every claim about money, casualties and dates.
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Extract(Extract),
    Aggregate(Aggregate),
    Run(Run),
    Explain(Explain),
    Eval(Eval),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  all input was read, even if nothing was claimed in it
  1  some input could not be read: one line on standard error for each; the rest was
  2  could not start, or could not write the output";

const EXTRACT_HELP: &str = "\
Examples:
  claimex extract articles/                    a folder, as a table
  claimex extract news.jsonl.gz -o claims.csv  records, to a spreadsheet
  claimex extract 2025-03-14-digest.txt --format jsonl | jq .text
  echo 'The fund paid $4bn on Friday.' | claimex extract - --date 2025-03-14

Input:
  .jsonl and .ndjson files hold one record a line, an object with `text` and, if known, `id`,
  `date` and `title` (it becomes the first paragraph). .txt, .text and .md files hold one article.
  Any other file that is named, and standard input, is taken for records if it begins with {\" and
  for an article otherwise. A folder is read with all folders in it, sorted by name, without what
  is hidden. Text is UTF-8. Gzip and Zstandard are unpacked.

  An article's id is its record's `id`; else the file's name without .txt (with the folders that
  the inputs do not share), and for a record its line: digest, 2024/digest, news.jsonl:7.

Publication date:
  Relative dates (Friday, last week) are read against it. It is the record's `date`; else the
  YYYY-MM-DD in the file's name; else --date; else unknown, and then what only the publication date
  would tell stays unknown too.

Formats:
  table  for people, grouped by article; the default on a terminal
  jsonl  one JSON object a line, offsets in Unicode code points; the default elsewhere
  csv    the same, flattened, with a header
  parquet, sqlite           typed columns; related tables, with the articles' text
  brat, label-studio        the articles with their claims as marks, for people to correct
  With -o the file's ending decides: .jsonl, .ndjson, .csv, .parquet, .sqlite, .txt (a table). brat
  writes a new folder: -o marked/ --format brat; Label Studio one file: -o tasks.json --format
  label-studio.

Order and bytes of the output follow from the input alone, whatever the threads.";

/// Write down the claims of each article
#[derive(Debug, Args)]
#[command(after_long_help = format!("{EXTRACT_HELP}\n\n{EXIT_CODES}"))]
pub(crate) struct Extract {
    /// Write to FILE, which appears (or is replaced) only once all is written
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// How claims are written
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,

    #[command(flatten)]
    pub(crate) collection: Collection,
}

const AGGREGATE_HELP: &str = "\
Examples:
  claimex extract articles/ | claimex aggregate -           findings, as JSON Lines
  claimex aggregate claims.jsonl -o report.html             a page to read and search
  claimex aggregate january.jsonl february.jsonl -o findings.parquet
  claimex aggregate march.jsonl --into findings.sqlite      add to what is known

A finding is all claims of the collection that speak of one quantity: the dead of one attack, the
price of one deal, the date of one happening. It has the lowest, the best and the highest figure, says
whether its claims agree (consistent, updated or disputed) and holds every claim.

Input:
  JSON Lines of claims, as `claimex extract` writes them, plain or in gzip or Zstandard, or annotated
  articles with their claims. Order and repetition do not matter. Articles are told apart by their id
  and publication date, so give different articles different ids.

Output:
  table, jsonl, csv, parquet, sqlite or html, by the ending of FILE (.txt is a table) or --format;
  without -o a table on a terminal and jsonl elsewhere.
  --into adds to a store that it made before: the findings are those of one run over all claims.";

/// Bring claims together into findings: what the whole collection says
#[derive(Debug, Args)]
#[command(after_long_help = format!("{AGGREGATE_HELP}\n\n{EXIT_CODES}"))]
pub(crate) struct Aggregate {
    /// JSON Lines files of claims, or - for standard input
    #[arg(required = true, value_name = "CLAIMS", value_hint = ValueHint::FilePath)]
    pub(crate) claims: Vec<PathBuf>,

    /// Write to FILE, which appears (or is replaced) only once all is written
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// Add to the store in FILE, a .sqlite file, or begin one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) into: Option<PathBuf>,

    /// How findings are written
    #[arg(long, value_enum)]
    pub(crate) format: Option<FindingFormat>,

    /// Leave out claims less likely than X (0 to 1) to be right
    #[arg(long, value_name = "X", value_parser = likelihood, default_value = "0", hide_default_value = true)]
    pub(crate) min_confidence: f32,
}

const RUN_HELP: &str = "\
Examples:
  claimex run articles/ -o results
  claimex run news.jsonl.gz --min-confidence 0.5 -o results

It writes into DIR, which it makes if need be:
  claims.parquet    every claim, as `claimex extract -o claims.parquet` writes them
  findings.parquet  what the collection says, as `claimex aggregate` writes it
  report.html       a page to read and search; it works from disk, without a network
  run.json          version, model with the hashes of its files, options, counts, skipped inputs

Input and publication dates are as in `claimex extract --help`.";

/// Do all at once: claims, findings and a report of articles
#[derive(Debug, Args)]
#[command(after_long_help = format!("{RUN_HELP}\n\n{EXIT_CODES}"))]
pub(crate) struct Run {
    /// Write into DIR; each file in it appears (or is replaced) only once it is whole
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,

    #[command(flatten)]
    pub(crate) collection: Collection,
}

const EXPLAIN_HELP: &str = "\
Examples:
  claimex explain 'The bomb killed at least 30 people on Friday.' --date 2025-03-14

It prints what each stage made of the text: the sentences; every word with its pieces, its tag and
the tag's probability; the mentions with their attributes and arguments; the values with the rule
that read them, the date they were counted from and what was inferred; and the claims as JSON.";

/// Show how one text is read, stage by stage
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_HELP)]
pub(crate) struct Explain {
    /// The text itself
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,

    /// Publication date of the text
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<Date>,

    #[command(flatten)]
    pub(crate) engine: Engine,
}

const EVAL_HELP: &str = "\
Examples:
  claimex eval seeds/gold.jsonl
  claimex eval dev.jsonl --by source --errors 20

GOLD holds one annotated article a line: {\"id\", \"date\", \"text\", \"claims\": […]}, claims as extract
writes them. Figures are percentages. exact: spans with the same start and end; overlap: spans that
overlap; claim: that, and the meaning is right (bounds and currency; bounds and type; date value).
Attributes and arguments are counted over the claims that overlap.

Exit codes:
  0  all gold was read
  1  some lines could not be read: one line on standard error for each
  2  could not start";

/// Measure the model against annotated articles
#[derive(Debug, Args)]
#[command(after_help = EVAL_HELP)]
pub(crate) struct Eval {
    /// JSON Lines files of annotated articles
    #[arg(required = true, value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(crate) gold: Vec<PathBuf>,

    /// One table of all articles by kind of claim, or one for each source (an id up to its first slash)
    #[arg(long, value_enum, default_value = "kind")]
    pub(crate) by: Grouping,

    /// Show the first N errors of each kind
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(crate) errors: usize,

    #[command(flatten)]
    pub(crate) engine: Engine,

    /// Threads to work on; all cores if not given
    #[arg(long, value_name = "N", value_parser = threads())]
    pub(crate) threads: Option<NonZero<usize>>,
}

/// What figures are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grouping {
    Kind,
    Source,
}

/// How claims are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Jsonl,
    Csv,
    Parquet,
    Sqlite,
    Brat,
    LabelStudio,
}

impl From<Format> for Form {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Rows(export::Format::Table),
            Format::Jsonl => Self::Rows(export::Format::Jsonl),
            Format::Csv => Self::Rows(export::Format::Csv),
            Format::Parquet => Self::Rows(export::Format::Parquet),
            Format::Sqlite => Self::Sqlite,
            Format::Brat => Self::Brat,
            Format::LabelStudio => Self::LabelStudio,
        }
    }
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingFormat {
    Table,
    Jsonl,
    Csv,
    Parquet,
    Sqlite,
    Html,
}

impl From<FindingFormat> for Form {
    fn from(format: FindingFormat) -> Self {
        match format {
            FindingFormat::Table => Self::Rows(export::Format::Table),
            FindingFormat::Jsonl => Self::Rows(export::Format::Jsonl),
            FindingFormat::Csv => Self::Rows(export::Format::Csv),
            FindingFormat::Parquet => Self::Rows(export::Format::Parquet),
            FindingFormat::Sqlite => Self::Sqlite,
            FindingFormat::Html => Self::Report,
        }
    }
}

/// Bytes of a day written `YYYY-MM-DD`; what is as long and parses is written so.
const DAY_BYTES: usize = 10;

pub(crate) fn day(text: &str) -> Result<Date, &'static str> {
    match text.parse() {
        Ok(day) if text.len() == DAY_BYTES => Ok(day),
        _ => Err("wanted a day as YYYY-MM-DD, such as 2025-03-14"),
    }
}

pub(crate) fn likelihood(text: &str) -> Result<f32, &'static str> {
    match text.parse() {
        Ok(likelihood) if (0.0..=1.0).contains(&likelihood) => Ok(likelihood),
        _ => Err("wanted a number from 0 to 1, such as 0.5"),
    }
}

/// More threads than this no machine makes use of.
const MOST_THREADS: u64 = 1024;

pub(crate) fn threads() -> impl clap::builder::TypedValueParser<Value = NonZero<usize>> {
    use clap::builder::TypedValueParser;
    RangedU64ValueParser::<usize>::new()
        .range(1..=MOST_THREADS)
        .try_map(|count| NonZero::new(count).ok_or("wanted at least one thread"))
}
