//! A name or symbol, however spelled → the key that it is looked up by: lower case, without spaces,
//! dots and hyphens. One letter alone keeps its case: `P` is no `p`.

/// Room for the longest key, in bytes; longer names are no names.
const ROOM: usize = 40;

/// A name's key, on the stack.
#[derive(Debug, Clone, Copy)]
pub(in crate::normalize) struct Key {
    bytes: [u8; ROOM],
    length: usize,
}

impl Key {
    /// The key of nothing.
    pub(in crate::normalize) fn empty() -> Self {
        Self {
            bytes: [0; ROOM],
            length: 0,
        }
    }

    /// The key of `name`; empty if it is too long for one.
    pub(in crate::normalize) fn of(name: &str) -> Self {
        let mut key = Self::empty();
        if key.push(name) { key } else { Self::empty() }
    }

    /// Adds `part` behind what is there; false, and undefined after, where there is no room.
    pub(in crate::normalize) fn push(&mut self, part: &str) -> bool {
        let alone = self.length == 0 && part.len() == 1;
        if self.length == 1 {
            self.bytes[0] = self.bytes[0].to_ascii_lowercase();
        }
        for character in part.chars() {
            match character {
                _ if character.is_ascii_alphanumeric() && !alone => {
                    self.put(character.to_ascii_lowercase());
                }
                '.' | ' ' | '-' | '\u{2019}' | '\'' => {}
                _ if alone => self.put(character),
                _ => character.to_lowercase().for_each(|lower| self.put(lower)),
            }
        }
        self.length <= ROOM
    }

    fn put(&mut self, character: char) {
        let end = self.length.saturating_add(character.len_utf8());
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            character.encode_utf8(room);
        }
        self.length = end;
    }

    /// The key, in UTF-8; empty if it ran out of room.
    pub(in crate::normalize) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}
