//! The way of the sample articles to their claims: one line a stage and one for the whole, on one thread.

use std::sync::LazyLock;

use claimex::export::{self, Format};
use claimex::normalize::normalize;
use claimex::read::{self, Input};
use claimex::split::split;
use claimex::tag::{Backend, Model, Precision, Tagger};
use claimex::{Document, Extractor, Sentence};
use divan::Bencher;
use divan::counter::BytesCount;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/articles");

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let found = read::open(vec![Input::Path(ARTICLES.into())], None);
    found
        .collect::<Result<_, _>>()
        .expect("the sample articles are whole")
});

/// Bytes of all articles.
fn bytes() -> BytesCount {
    BytesCount::new(DOCUMENTS.iter().map(|it| it.text.len()).sum::<usize>())
}

fn sentences() -> Vec<Vec<Sentence>> {
    DOCUMENTS.iter().map(|it| split(&it.text)).collect()
}

fn extractor(precision: Precision) -> Extractor {
    Extractor::open_with(&Model::Base, Backend::Native(precision)).expect("the model is whole")
}

/// From the model's bytes to an extractor that is ready.
#[divan::bench(sample_count = 8, args = [Precision::F32, Precision::Int8])]
fn open(bencher: Bencher<'_, '_>, precision: Precision) {
    bencher.bench_local(|| extractor(precision));
}

#[divan::bench]
fn stage_1_read(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench_local(|| {
        read::open(vec![Input::Path(ARTICLES.into())], None)
            .flatten()
            .count()
    });
}

#[divan::bench]
fn stage_2_split(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench_local(sentences);
}

/// Opened anew for each run: a tagger remembers the sentences that it has read.
#[divan::bench(sample_count = 5, sample_size = 1, args = [Precision::F32, Precision::Int8])]
fn stage_3_tag(bencher: Bencher<'_, '_>, precision: Precision) {
    let sentences = sentences();
    bencher
        .counter(bytes())
        .with_inputs(|| {
            Tagger::open(&Model::Base, Backend::Native(precision)).expect("the model is whole")
        })
        .bench_local_values(|tagger| {
            for (document, sentences) in DOCUMENTS.iter().zip(&sentences) {
                divan::black_box(tagger.tag(&document.text, sentences));
            }
        });
}

#[divan::bench]
fn stage_4_normalize(bencher: Bencher<'_, '_>) {
    let explained: Vec<_> = {
        let extractor = extractor(Precision::Int8);
        DOCUMENTS.iter().map(|it| extractor.explain(it)).collect()
    };
    bencher.counter(bytes()).bench_local(|| {
        for (document, it) in DOCUMENTS.iter().zip(&explained) {
            divan::black_box(normalize(document, &it.sentences, &it.mentions));
        }
    });
}

#[divan::bench]
fn stage_5_write(bencher: Bencher<'_, '_>) {
    let extractor = extractor(Precision::Int8);
    let claims: Vec<_> = DOCUMENTS
        .iter()
        .flat_map(|it| extractor.extract(it))
        .collect();
    bencher.counter(bytes()).bench_local(|| {
        let mut output = Vec::new();
        export::write(&mut output, Format::Jsonl, &claims).expect("memory takes everything");
        output
    });
}

/// All stages but reading.
#[divan::bench(sample_count = 5, sample_size = 1, args = [Precision::F32, Precision::Int8])]
fn whole(bencher: Bencher<'_, '_>, precision: Precision) {
    bencher
        .counter(bytes())
        .with_inputs(|| extractor(precision))
        .bench_local_values(|extractor| {
            let mut output = Vec::new();
            for document in DOCUMENTS.iter() {
                let claims = extractor.extract(document);
                export::write(&mut output, Format::Jsonl, &claims)
                    .expect("memory takes everything");
            }
            output
        });
}
