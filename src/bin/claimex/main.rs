//! The command line: arguments → the subcommand that they name → the exit code. It sees only the
//! library's public API.

mod aggregate;
mod args;
mod collection;
mod engine;
mod eval;
mod explain;
mod extract;
mod findings;
mod form;
mod output;
mod report;
mod run;
mod standoff;
mod steps;
mod target;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Arguments, Command};

/// How a run ended, short of not having started at all.
enum Outcome {
    /// All input was read, even if nothing was claimed in it.
    Complete,
    /// Some input could not be read.
    Incomplete,
}

impl Outcome {
    /// The outcome of a run in which so many inputs could not be read.
    fn after(failures: usize) -> Self {
        if failures == 0 {
            Self::Complete
        } else {
            Self::Incomplete
        }
    }
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Aggregate(arguments) => aggregate::run(arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(error) => {
            report::tell(&error);
            ExitCode::from(2)
        }
    }
}
