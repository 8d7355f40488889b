//! A file or standard input → its bytes, decompressed, counted as they come. What they say is not its
//! business.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The bytes of one file.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// The longest article, in bytes after decompression: far beyond any newspaper, and small enough that
/// a stream without an end or a decompression bomb is refused before memory runs out.
pub(super) const LONGEST_ARTICLE: u64 = 256 << 20;

/// How much is asked of the file system at once: a round size, above which throughput stays level.
const BUFFER_BYTES: usize = 64 << 10;

/// First bytes of a gzip member (RFC 1952, section 2.3.1).
const GZIP: &[u8] = &[0x1f, 0x8b];
/// First bytes of a Zstandard frame (RFC 8878, section 3.1.1).
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The bytes of `raw`, decompressed if they are compressed; `counter` grows with what is read of `raw`.
pub(super) fn decompressed(
    raw: impl Read + Send + 'static,
    counter: Arc<AtomicU64>,
) -> io::Result<Bytes> {
    let counted = BufReader::with_capacity(BUFFER_BYTES, Counted { raw, counter });
    let (head, bytes) = peek(counted, ZSTANDARD.len())?;
    Ok(if head.starts_with(GZIP) {
        buffered(MultiGzDecoder::new(bytes))
    } else if head.starts_with(ZSTANDARD) {
        buffered(Frames {
            decoder: FrameDecoder::new(),
            source: bytes,
            inside: false,
        })
    } else {
        Box::new(bytes)
    })
}

/// The first bytes, at most `count` and fewer only at the end, and all bytes.
pub(super) fn peek<Source: BufRead + Send>(
    mut source: Source,
    count: usize,
) -> io::Result<(Vec<u8>, impl BufRead + Send + use<Source>)> {
    let mut head = vec![0; count];
    let mut filled = 0;
    while filled < count {
        match source.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(filled);
    let all = Cursor::new(head.clone()).chain(source);
    Ok((head, all))
}

fn buffered(decoder: impl Read + Send + 'static) -> Bytes {
    Box::new(BufReader::with_capacity(BUFFER_BYTES, decoder))
}

/// A reader that adds to a counter what is read.
struct Counted<Raw> {
    raw: Raw,
    counter: Arc<AtomicU64>,
}

impl<Raw: Read> Read for Counted<Raw> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.raw.read(buffer)?;
        self.counter.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// All frames of a Zstandard file one after the other, with their checksums held against their bytes.
/// The decoder itself ends after the first frame.
struct Frames<Source> {
    decoder: FrameDecoder,
    source: Source,
    inside: bool,
}

impl<Source: BufRead> Frames<Source> {
    /// Goes into the next frame; `false` at the end of the file.
    fn enter(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(
                        &mut self.source.by_ref().take(u64::from(length)),
                        &mut io::sink(),
                    )?;
                }
                Err(error) => return Err(damaged(error)),
            }
        }
        Ok(false)
    }

    fn leave(&mut self) -> io::Result<()> {
        self.inside = false;
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(damaged("the checksum of a frame does not fit its bytes"));
        }
        Ok(())
    }
}

impl<Source: BufRead> Read for Frames<Source> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.inside && !self.enter()? {
                return Ok(0);
            }
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.decoder.is_finished() {
                self.leave()?;
                continue;
            }
            self.decoder
                .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                .map_err(damaged)?;
        }
    }
}

fn damaged(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: impl Into<Vec<u8>>) -> io::Result<String> {
        let mut text = String::new();
        decompressed(Cursor::new(raw.into()), Arc::default())?.read_to_string(&mut text)?;
        Ok(text)
    }

    /// What `printf 'news\n' | zstd` gives.
    const NEWS_ZSTANDARD: [u8; 18] = [
        0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x29, 0x00, 0x00, 0x6e, 0x65, 0x77, 0x73, 0x0a, 0x9c,
        0xe7, 0x8e, 0x3f,
    ];
    /// A frame that the format says to skip: its number, the length 2, and two bytes.
    const SKIPPED: [u8; 10] = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 0xff, 0xff];
    /// What `printf 'news\n' | gzip -n` gives.
    const NEWS_GZIP: [u8; 25] = [
        0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xcb, 0x4b, 0x2d, 0x2f, 0xe6, 0x02, 0x00, 0xfe,
        0x84, 0xa1, 0x59, 5, 0, 0, 0,
    ];

    #[test]
    fn every_part_of_a_compressed_file_is_read() {
        for news in [NEWS_ZSTANDARD.to_vec(), NEWS_GZIP.to_vec()] {
            assert_eq!(read(news.clone()).unwrap(), "news\n");
            assert_eq!(read([news.clone(), news].concat()).unwrap(), "news\nnews\n");
        }
        let frames = [&NEWS_ZSTANDARD[..], &SKIPPED, &NEWS_ZSTANDARD].concat();
        assert_eq!(read(frames).unwrap(), "news\nnews\n");
    }

    #[test]
    fn damage_is_not_passed_on_as_text() {
        for news in [NEWS_ZSTANDARD.to_vec(), NEWS_GZIP.to_vec()] {
            for length in 5..news.len() {
                assert!(read(&news[..length]).is_err(), "cut to {length} bytes");
            }
            let mut changed = news.clone();
            let letter = changed.len() - 6;
            changed[letter] ^= 1;
            assert!(read(changed).is_err(), "byte {letter} changed");
        }
    }

    #[test]
    fn plain_bytes_come_through() {
        for plain in [&b""[..], b"n", b"news\n", b"(\xb5", b"\x1f", &[0; 100_000]] {
            let mut bytes = Vec::new();
            decompressed(Cursor::new(plain), Arc::default())
                .unwrap()
                .read_to_end(&mut bytes)
                .unwrap();
            assert_eq!(bytes, plain);
        }
    }
}
