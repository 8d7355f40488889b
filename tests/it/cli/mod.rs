//! The program itself, run on files in a temporary folder → exit code, standard output, standard error.

mod aggregate;
mod engine;
mod input;
mod output;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder that the program runs in.
struct Scene(TempDir);

/// What a run came to; the speed in the summary is left out.
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Scene {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = TempDir::new().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, bytes).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimex"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_remove("COLUMNS")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::from(self.command(arguments).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::from(child.wait_with_output().unwrap())
    }

    fn read(&self, file: &str) -> String {
        fs_err::read_to_string(self.path().join(file)).unwrap()
    }

    /// Names of all that lies in the folder, hidden or not, sorted.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs_err::read_dir(self.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Run {
    /// Standard error without the summary.
    fn told(&self) -> Vec<&str> {
        self.stderr
            .lines()
            .filter(|line| !line.contains(" words/s"))
            .collect()
    }

    /// The summary without figures that the model or the machine decides.
    fn summary(&self) -> (&str, &str) {
        let line = self
            .stderr
            .lines()
            .find(|line| line.contains(" words/s"))
            .unwrap();
        let articles = line.split_once(", ").unwrap().0;
        let rest = line.split_once(" words/s").unwrap().1;
        (articles, rest)
    }

    /// The claims' documents and publication dates, in the order of the output.
    fn documents(&self) -> Vec<(String, String)> {
        let mut documents: Vec<_> = self.stdout.lines().map(document).collect();
        documents.dedup();
        documents
    }
}

fn document(line: &str) -> (String, String) {
    let claim: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| claim[name].as_str().unwrap_or("null").to_owned();
    (text("document"), text("published"))
}

/// An article with claims in it.
const ARTICLE: &[u8] = b"The fund paid $4bn on Friday, more than the $300 million of last year.\n";

fn owned(documents: &[(&str, &str)]) -> Vec<(String, String)> {
    documents
        .iter()
        .map(|(id, day)| ((*id).to_owned(), (*day).to_owned()))
        .collect()
}
