//! A collection of documents → their claims, on several threads, in the order of the documents. What
//! comes out does not depend on the threads. It neither opens files nor writes any.
//!
//! Each thread takes the next document, reads the claims out of it, and takes another. The caller's
//! own thread receives what they found, in order. Documents taken but not yet received are bounded,
//! so a slow receiver, or one article that takes long, holds up the reading instead of filling memory.

use std::collections::BTreeMap;
use std::iter::Fuse;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::extractor::{Extraction, Extractor};

/// Text taken but not yet received, at most, one document aside: a thousand articles of usual length,
/// so that no thread waits for another.
const WINDOW_BYTES: usize = 8 << 20;

/// What a document counts in the window beyond its text: its id, and its claims' fixed part.
const DOCUMENT_BYTES: usize = 1 << 10;

/// One thread for each core that this process may use.
#[must_use]
pub fn available_threads() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Reads the claims out of all `documents` on `threads` threads and hands them to `receive`, in the
/// order of the documents. A failure among the documents is handed on in its place, and so is an
/// article that the extractor breaks on ([`ErrorKind::Defect`]).
///
/// ```
/// use claimex::{Extractor, batch, read};
///
/// let extractor = Extractor::open_default()?;
/// let documents = read::open(vec![read::Input::Path("seeds/articles".into())], None);
/// let mut words = 0;
/// batch::extract(&extractor, documents, batch::available_threads(), |extraction| {
///     words += extraction?.words;
///     Ok::<(), claimex::Error>(())
/// })?;
/// assert!(words > 2_000);
/// # Ok::<(), claimex::Error>(())
/// ```
///
/// # Errors
/// The first that `receive` returns; nothing more is read then.
///
/// # Panics
/// If `documents` or `receive` does, or the system refuses a thread.
pub fn extract<Stop>(
    extractor: &Extractor,
    documents: impl IntoIterator<Item = Result<Document, Error>, IntoIter: Send>,
    threads: NonZero<usize>,
    mut receive: impl FnMut(Result<Extraction, Error>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    extract_with_documents(extractor, documents, threads, |found| {
        receive(found.map(|(_, extraction)| extraction))
    })
}

/// As [`extract`], but hands each document on with what was found in it, for whoever still needs its text.
///
/// # Errors
/// The first that `receive` returns; nothing more is read then.
///
/// # Panics
/// If `documents` or `receive` does, or the system refuses a thread.
pub fn extract_with_documents<Stop>(
    extractor: &Extractor,
    documents: impl IntoIterator<Item = Result<Document, Error>, IntoIter: Send>,
    threads: NonZero<usize>,
    receive: impl FnMut(Result<(Document, Extraction), Error>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let work = |document: Document| {
        let extraction = extractor.extract_with_statistics(&document);
        (document, extraction)
    };
    in_order(documents.into_iter(), threads, work, receive)
}

fn in_order<Found: Send, Stop>(
    documents: impl Iterator<Item = Result<Document, Error>> + Send,
    threads: NonZero<usize>,
    work: impl Fn(Document) -> Found + Sync,
    receive: impl FnMut(Result<Found, Error>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let queue = Queue::new(documents);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let _closing = Closing(&queue.window);
        for _ in 0..threads.get() {
            let sender = sender.clone();
            scope.spawn(|| serve(&queue, &work, sender));
        }
        drop(sender);
        deliver(receiver, &queue.window, receive)
    })
}

/// What one thread does: take, work, send, until there is nothing more to take.
fn serve<Documents, Found>(
    queue: &Queue<Documents>,
    work: &(impl Fn(Document) -> Found + Sync),
    sender: Sender<Done<Found>>,
) where
    Documents: Iterator<Item = Result<Document, Error>>,
{
    let _closing = Closing(&queue.window);
    while let Some(taken) = queue.take() {
        let done = Done {
            number: taken.number,
            bytes: taken.bytes,
            found: taken.document.and_then(|document| guarded(work, document)),
        };
        if sender.send(done).is_err() {
            break;
        }
    }
}

/// What `work` finds; a panic is kept from the other documents.
fn guarded<Found>(work: &impl Fn(Document) -> Found, document: Document) -> Result<Found, Error> {
    let id = document.id.clone();
    catch_unwind(AssertUnwindSafe(|| work(document))).map_err(|_| {
        let message = format!(
            "article `{id}` broke the extractor and is left out; please report it with the article"
        );
        Error::new(ErrorKind::Defect, message)
    })
}

/// Receives in the order of the documents what was done in any order.
fn deliver<Found, Stop>(
    done: Receiver<Done<Found>>,
    window: &Window,
    mut receive: impl FnMut(Result<Found, Error>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for done in done {
        early.insert(done.number, done);
        while let Some(done) = early.remove(&next) {
            receive(done.found)?;
            window.leave(done.bytes);
            next += 1;
        }
    }
    Ok(())
}

/// A document and its place in the order.
struct Taken {
    number: usize,
    bytes: usize,
    document: Result<Document, Error>,
}

/// What came of a document.
struct Done<Found> {
    number: usize,
    bytes: usize,
    found: Result<Found, Error>,
}

/// The documents still to take, numbered as they are taken.
struct Queue<Documents> {
    documents: Mutex<(usize, Fuse<Documents>)>,
    window: Window,
}

impl<Documents: Iterator<Item = Result<Document, Error>>> Queue<Documents> {
    fn new(documents: Documents) -> Self {
        Self {
            documents: Mutex::new((0, documents.fuse())),
            window: Window::default(),
        }
    }

    /// The next document, as soon as there is room for it; `None` if there is none or all is to end.
    fn take(&self) -> Option<Taken> {
        let mut documents = self.documents.lock().ok()?;
        self.window.wait()?;
        let document = documents.1.next()?;
        let number = documents.0;
        documents.0 += 1;
        let bytes = DOCUMENT_BYTES + document.as_ref().map_or(0, |document| document.text.len());
        self.window.enter(bytes);
        Some(Taken {
            number,
            bytes,
            document,
        })
    }
}

/// How much text is taken and not yet received.
#[derive(Default)]
struct Window {
    state: Mutex<State>,
    room: Condvar,
}

#[derive(Default)]
struct State {
    bytes: usize,
    closed: bool,
}

impl Window {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room; `None` if nothing more may be taken.
    fn wait(&self) -> Option<()> {
        let full = |state: &mut State| state.bytes >= WINDOW_BYTES && !state.closed;
        let state = self.room.wait_while(self.state(), full);
        let state = state.unwrap_or_else(PoisonError::into_inner);
        (!state.closed).then_some(())
    }

    fn enter(&self, bytes: usize) {
        self.state().bytes += bytes;
    }

    fn leave(&self, bytes: usize) {
        self.state().bytes -= bytes;
        self.room.notify_one();
    }
}

/// Lets nobody take more once it is dropped, be it by a panic: so nobody waits for what never comes.
struct Closing<'window>(&'window Window);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.state().closed = true;
        self.0.room.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn threads(count: usize) -> NonZero<usize> {
        NonZero::new(count).unwrap()
    }

    fn documents(count: usize) -> impl Iterator<Item = Result<Document, Error>> + Send {
        (0..count).map(|number| match number % 7 {
            6 => Err(Error::new(ErrorKind::Input, format!("no. {number}"))),
            _ => Ok(Document::new(number.to_string(), "text", None)),
        })
    }

    /// Waits the longer the earlier the document stands among its neighbors.
    fn slow_first(document: Document) -> String {
        let number: u64 = document.id.parse().unwrap();
        thread::sleep(Duration::from_micros(400 * (3 - number % 4)));
        document.id
    }

    fn received(count: usize, thread_count: usize) -> Vec<String> {
        let mut received = Vec::new();
        in_order(
            documents(count),
            threads(thread_count),
            slow_first,
            |found| {
                received.push(found.unwrap_or_else(|error| error.to_string()));
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        received
    }

    #[test]
    fn the_order_is_that_of_the_documents_whatever_the_threads() {
        let one = received(100, 1);
        assert_eq!(one[5..8], ["5", "no. 6", "7"]);
        assert_eq!(one.len(), 100);
        for thread_count in [2, 3, 16] {
            assert_eq!(received(100, thread_count), one, "{thread_count} threads");
        }
        assert_eq!(received(0, 4), Vec::<String>::new());
    }

    #[test]
    fn a_slow_receiver_holds_up_the_reading() {
        let bytes = WINDOW_BYTES / 4;
        let (taken, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let documents = (0..40).map(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
            Ok(Document::new("", " ".repeat(bytes), None))
        });
        let mut received = 0;
        in_order(
            documents,
            threads(3),
            |_| (),
            |_| {
                thread::sleep(Duration::from_millis(1));
                most.fetch_max(taken.load(Ordering::SeqCst) - received, Ordering::SeqCst);
                received += 1;
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(received, 40);
        let most = most.into_inner();
        assert!(most <= 5, "{most} documents were in memory at once");
    }

    #[test]
    fn an_article_longer_than_the_window_goes_through() {
        let lengths = [1, WINDOW_BYTES * 2, WINDOW_BYTES + 1, 1];
        let documents = lengths.map(|bytes| Ok(Document::new("", " ".repeat(bytes), None)));
        let mut received = Vec::new();
        in_order(
            documents.into_iter(),
            threads(2),
            |document| document.text.len(),
            |found| {
                received.push(found.unwrap());
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(received, lengths);
    }

    #[test]
    fn the_receiver_can_stop() {
        let mut received = 0;
        let stopped = in_order(
            documents(100_000),
            threads(2),
            |_| (),
            |_| {
                received += 1;
                if received == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((stopped, received), (Err("enough"), 3));
    }

    #[test]
    fn an_article_that_breaks_the_extractor_costs_only_itself() {
        let work = |document: Document| assert_ne!(document.id, "2", "broken on purpose");
        let mut failed = Vec::new();
        let mut count = 0;
        in_order(documents(6), threads(2), work, |found| {
            failed.extend(found.err().map(|error| (error.kind(), error.to_string())));
            count += 1;
            Ok::<(), ()>(())
        })
        .unwrap();
        let message =
            "article `2` broke the extractor and is left out; please report it with the article";
        assert_eq!(failed, [(ErrorKind::Defect, message.to_owned())]);
        assert_eq!(count, 6);
    }

    #[test]
    fn a_panic_outside_the_extractor_comes_out_and_hangs_nothing() {
        let bytes = WINDOW_BYTES / 2;
        let documents = || (0..50).map(move |_| Ok(Document::new("", " ".repeat(bytes), None)));
        let breaking = documents()
            .inspect(|_| ())
            .enumerate()
            .map(|(number, document)| {
                assert!(number < 10, "broken on purpose");
                document
            });
        let reading = catch_unwind(AssertUnwindSafe(|| {
            in_order(breaking, threads(4), |_| (), |_| Ok::<(), ()>(()))
        }));
        assert!(reading.is_err());
        let receiving = catch_unwind(AssertUnwindSafe(|| {
            in_order(
                documents(),
                threads(4),
                |_| (),
                |_| -> Result<(), ()> { panic!("broken on purpose") },
            )
        }));
        assert!(receiving.is_err());
    }
}
