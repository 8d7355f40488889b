//! The bytes of safetensors files → named tensors whose shape has been checked, widened to `f32`.
//!
//! A model's tensors may be spread over several files. It opens none: the bytes may be read, mapped or built into the
//! program. It computes nothing.

mod element;

use std::collections::BTreeSet;
use std::sync::Arc;

use ndarray::{Array2, ArrayViewMut2};
use safetensors::SafeTensors;
use safetensors::tensor::Metadata;

use self::element::Element;
use crate::error::{Error, ErrorKind};

/// Bytes of the header's own length at the start of a file.
const LENGTH_BYTES: usize = 8;

/// The tensors of one model.
#[derive(Clone)]
pub struct Weights {
    shards: Arc<[Shard]>,
}

/// One file of a model.
struct Shard {
    name: String,
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    header: Metadata,
    data_start: usize,
}

impl Shard {
    /// Reads the header of the safetensors file `name`.
    fn parse(name: String, bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        let (length, header) = SafeTensors::read_metadata(bytes.as_ref()).map_err(|source| {
            Error::new(ErrorKind::Model, "not a whole safetensors file").caused_by(source)
        })?;
        Ok(Self {
            name,
            bytes: Arc::new(bytes),
            header,
            data_start: LENGTH_BYTES + length,
        })
    }
}

impl Weights {
    /// Reads the header of a safetensors file that holds a whole model.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the bytes are not a whole safetensors file.
    pub fn parse(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        let shards = Arc::new([Shard::parse(String::new(), bytes)?]);
        Ok(Self { shards })
    }

    /// Reads the headers of the safetensors files that hold a model together, each with the name it is to be called by.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the bytes of one are not a whole safetensors file, or two have a tensor of the same name.
    pub fn parse_shards<Bytes>(
        files: impl IntoIterator<Item = (String, Bytes)>,
    ) -> Result<Self, Error>
    where
        Bytes: AsRef<[u8]> + Send + Sync + 'static,
    {
        let mut shards: Vec<Shard> = Vec::new();
        for (name, bytes) in files {
            let unreadable = Error::new(ErrorKind::Model, format!("{name} cannot be read"));
            let shard = Shard::parse(name, bytes).map_err(|cause| unreadable.caused_by(cause))?;
            let tensors = shard.header.offset_keys();
            let twice = shards.iter().find_map(|other| {
                let twice = tensors
                    .iter()
                    .find(|name| other.header.info(name).is_some())?;
                let (one, other) = (&other.name, &shard.name);
                Some(format!("{one} and {other} both have a tensor \"{twice}\""))
            });
            if let Some(message) = twice {
                return Err(Error::new(ErrorKind::Model, message));
            }
            shards.push(shard);
        }
        let shards = shards.into();
        Ok(Self { shards })
    }

    /// The names of all tensors, sorted.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        let shards = self.shards.iter();
        shards
            .flat_map(|shard| shard.header.tensors().into_keys())
            .collect()
    }

    /// The matrix `name`, `[rows, columns]`, left as it is stored.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if there is none of this name and shape in a type that can be read.
    pub fn table(&self, name: &str, rows: usize, columns: usize) -> Result<Table, Error> {
        self.tensor(name, &[rows, columns])
    }

    /// The matrix `name`, `[rows, columns]`.
    ///
    /// # Errors
    ///
    /// As for [`Weights::table`].
    pub fn matrix(&self, name: &str, rows: usize, columns: usize) -> Result<Array2<f32>, Error> {
        let table = self.table(name, rows, columns)?;
        let mut matrix = Array2::zeros((rows, columns));
        table.read(matrix.view_mut());
        Ok(matrix)
    }

    /// The vector `name`, `[length]`.
    ///
    /// # Errors
    ///
    /// As for [`Weights::table`].
    pub fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, Error> {
        let tensor = self.tensor(name, &[length])?;
        let mut values = vec![0.0; length];
        tensor.element.widen(tensor.stored(), &mut values);
        Ok(values)
    }

    /// The numbers of the tensor `name` of this shape, which has at least one dimension; the last runs fastest.
    ///
    /// # Errors
    ///
    /// As for [`Weights::table`].
    #[cfg(feature = "torch")]
    pub(super) fn values(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let tensor = self.tensor(name, shape)?;
        let mut values = vec![0.0; tensor.rows * tensor.columns];
        tensor.element.widen(tensor.stored(), &mut values);
        Ok(values)
    }

    /// Bytes of all tensors.
    #[cfg(feature = "torch")]
    pub(super) fn bytes(&self) -> usize {
        let of_shard = |shard: &Shard| (*shard.bytes).as_ref().len() - shard.data_start;
        self.shards.iter().map(of_shard).sum()
    }

    /// The tensor `name` if it has the shape `wanted`; its rows are those of the last dimension.
    fn tensor(&self, name: &str, wanted: &[usize]) -> Result<Table, Error> {
        if wanted.contains(&0) {
            let message = format!("tensor \"{name}\" is wanted empty, of shape {wanted:?}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        let Some((shard, info)) =
            (self.shards.iter()).find_map(|shard| Some((shard, shard.header.info(name)?)))
        else {
            let message = format!("there is no tensor \"{name}\", wanted one of shape {wanted:?}");
            return Err(Error::new(ErrorKind::Model, message));
        };
        // Of a model in one file it goes without saying where the tensor is.
        let file = match self.shards.len() {
            1 => String::new(),
            _ => format!("{}: ", shard.name),
        };
        if info.shape != wanted {
            let shape = &info.shape;
            let message = format!("{file}tensor \"{name}\" has shape {shape:?}, wanted {wanted:?}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        let Some(element) = Element::of(info.dtype) else {
            let message = format!(
                "{file}tensor \"{name}\" is stored as {}, wanted F32, F16, BF16 or F8_E4M3",
                info.dtype
            );
            return Err(Error::new(ErrorKind::Model, message));
        };
        let (start, _) = info.data_offsets;
        let rows = wanted[..wanted.len() - 1].iter().product();
        Ok(Table {
            bytes: Arc::clone(&shard.bytes),
            start: shard.data_start + start,
            element,
            rows,
            columns: wanted[wanted.len() - 1],
        })
    }
}

/// A matrix left as it is stored; its rows are widened when they are asked for.
#[derive(Clone)]
pub struct Table {
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    start: usize,
    element: Element,
    rows: usize,
    columns: usize,
}

impl Table {
    /// Rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Numbers of a row.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Writes the rows to those of `matrix`, `[rows, columns]`.
    pub(super) fn read(&self, mut matrix: ArrayViewMut2<'_, f32>) {
        if let Some(values) = matrix.as_slice_mut() {
            self.element.widen(self.stored(), values);
        }
    }

    /// Writes row `index` to `values`, `[columns]`.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    pub fn read_row(&self, index: usize, values: &mut [f32]) {
        assert!(index < self.rows, "row {index} of a table of {}", self.rows);
        let width = self.columns * self.element.size();
        self.element
            .widen(&self.stored()[index * width..(index + 1) * width], values);
    }

    /// The bytes of the whole matrix.
    fn stored(&self) -> &[u8] {
        let size = self.rows * self.columns * self.element.size();
        &(*self.bytes).as_ref()[self.start..self.start + size]
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;

    /// A file with the tensor `x`.
    fn file(kind: &str, shape: &str, data: &[u8]) -> Vec<u8> {
        file_of("x", kind, shape, data)
    }

    /// A file with one tensor.
    fn file_of(name: &str, kind: &str, shape: &str, data: &[u8]) -> Vec<u8> {
        let size = data.len();
        let header = format!(
            r#"{{"{name}":{{"dtype":"{kind}","shape":{shape},"data_offsets":[0,{size}]}}}}"#
        );
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "each type holds the numbers exactly")]
    fn all_four_types_are_read() {
        for (kind, data) in [
            ("F32", [1.5_f32, -0.25].map(f32::to_le_bytes).concat()),
            ("F16", vec![0x00, 0x3e, 0x00, 0xb4]),
            ("BF16", vec![0xc0, 0x3f, 0x80, 0xbe]),
            ("F8_E4M3", vec![0x3c, 0xa8]),
        ] {
            let weights = Weights::parse(file(kind, "[2,1]", &data)).unwrap();
            let matrix = weights.matrix("x", 2, 1).unwrap();
            assert_eq!(matrix.into_raw_vec_and_offset().0, [1.5, -0.25], "{kind}");
            let mut row = [0.0];
            weights.table("x", 2, 1).unwrap().read_row(1, &mut row);
            assert_eq!(row, [-0.25], "{kind}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let weights = Weights::parse(file("I16", "[2]", &[0; 4])).unwrap();
        assert_eq!(
            weights.vector("x", 2).unwrap_err().to_string(),
            "tensor \"x\" is stored as I16, wanted F32, F16, BF16 or F8_E4M3"
        );
        assert_eq!(
            weights.vector("x", 3).unwrap_err().to_string(),
            "tensor \"x\" has shape [2], wanted [3]"
        );
        assert_eq!(
            weights.matrix("x", 0, 2).unwrap_err().to_string(),
            "tensor \"x\" is wanted empty, of shape [0, 2]"
        );
        assert_eq!(
            weights.vector("y", 3).unwrap_err().to_string(),
            "there is no tensor \"y\", wanted one of shape [3]"
        );
    }

    #[test]
    fn shards_are_one_model_and_share_no_name() {
        let shard = |file: &str, name| {
            (
                file.to_owned(),
                file_of(name, "F16", "[2]", &[0x00, 0x3e, 0x00, 0xb4]),
            )
        };
        let weights = Weights::parse_shards([shard("one", "x"), shard("two", "y")]).unwrap();
        assert_eq!(weights.names().into_iter().collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(weights.vector("y", 2).unwrap(), [1.5, -0.25]);
        assert_eq!(
            weights.vector("y", 3).unwrap_err().to_string(),
            "two: tensor \"y\" has shape [2], wanted [3]"
        );
        let error = |files| Weights::parse_shards(files).err().unwrap().to_string();
        assert_eq!(
            error([shard("one", "x"), shard("two", "x")]),
            "one and two both have a tensor \"x\""
        );
        assert_eq!(
            error([shard("one", "x"), ("two".to_owned(), Vec::new())]),
            "two cannot be read"
        );
    }

    #[test]
    fn sizes_beyond_the_file_are_an_error() {
        for shape in [
            "[2000000000]",
            "[18446744073709551615,18446744073709551615]",
            "[-1]",
        ] {
            assert!(
                Weights::parse(file("F32", shape, &[0; 8])).is_err(),
                "{shape}"
            );
        }
        assert!(Weights::parse(u64::MAX.to_le_bytes().to_vec()).is_err());
    }
}
