//! The encoder of this crate as a peer: token numbers in, seconds out.
//!
//! `ours MODEL THREADS` reads one line of JSON from standard input, a list of sentences `[ids, types]`, then for each line
//! `f32` or `int8` encodes them all in chunks of about 512 tokens and prints the seconds that took.
//! `ours sentences FILE ARTICLES` prints one line, the sentences of the first articles of a JSON Lines file.

#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use claimex::read::{self, Input};
use claimex::split::split;
use claimex::tag::{Batch, Encoder, EncoderConfig, NativeEncoder, Precision, Weights};

/// Tokens of a chunk, as the tagger has them.
const CHUNK_TOKENS: usize = 512;

type Failure = Box<dyn std::error::Error>;

fn sentences(file: &str, articles: usize) -> Vec<String> {
    read::open(vec![Input::Path(file.into())], None)
        .flatten()
        .take(articles)
        .flat_map(|document| {
            let own = split(&document.text).into_iter();
            let texts: Vec<String> = own
                .map(|sentence| document.one_line(sentence).into_owned())
                .collect();
            texts
        })
        .collect()
}

/// Packs sentences in their order; one longer than the model reads is cut.
fn chunks(sentences: Vec<(Vec<u32>, Vec<u32>)>, longest: usize) -> Vec<Batch> {
    let mut chunks = vec![Batch::default()];
    for (mut ids, mut types) in sentences {
        ids.truncate(longest);
        types.truncate(longest);
        if chunks
            .last()
            .is_some_and(|chunk| chunk.tokens() >= CHUNK_TOKENS)
        {
            chunks.push(Batch::default());
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.lengths.push(ids.len());
            chunk.token_ids.append(&mut ids);
            chunk.type_ids.append(&mut types);
        }
    }
    chunks
}

fn seconds(encoder: &NativeEncoder, chunks: &[Batch], threads: usize) -> f64 {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    std::hint::black_box(encoder.encode(chunk));
                }
            });
        }
    });
    start.elapsed().as_secs_f64()
}

/// The files of a model's tensors, one or several, with their names.
fn files_of_tensors(model: &str) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if let Ok(bytes) = fs_err::read(format!("{model}/model.safetensors")) {
        return Ok(vec![("model.safetensors".to_owned(), bytes)]);
    }
    let mut files = Vec::new();
    for entry in fs_err::read_dir(model)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("model-") && name.ends_with(".safetensors") {
            files.push((name, fs_err::read(entry.path())?));
        }
    }
    Ok(files)
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [verb, file, articles] = arguments.as_slice()
        && verb == "sentences"
    {
        let sentences = sentences(file, articles.parse()?);
        println!("{}", serde_json::to_string(&sentences)?);
        return Ok(());
    }
    let [model, threads] = arguments.as_slice() else {
        return Err("wanted MODEL THREADS, or sentences FILE ARTICLES".into());
    };
    let threads = threads.parse()?;
    let config = EncoderConfig::parse(&fs_err::read(format!("{model}/config.json"))?)?;
    let weights = Weights::parse_shards(files_of_tensors(model)?)?;
    let open = |precision| NativeEncoder::new(&weights, &config, precision);
    let (exact, fast) = (open(Precision::F32)?, open(Precision::Int8)?);
    let mut lines = io::stdin().lock().lines();
    let first = lines.next().ok_or("no sentences")??;
    let chunks = chunks(serde_json::from_str(&first)?, config.max_tokens);
    for line in lines {
        let encoder = if line? == "f32" { &exact } else { &fast };
        println!("{}", seconds(encoder, &chunks, threads));
        io::stdout().flush()?;
    }
    Ok(())
}
