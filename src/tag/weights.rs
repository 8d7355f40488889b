//! The bytes of a `model.safetensors` → named tensors whose shape has been checked, widened to `f32`.
//!
//! It opens no file: the bytes may be read, mapped or built into the program. It computes nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use ndarray::{Array2, ArrayViewMut2};
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, Metadata};

use crate::error::{Error, ErrorKind};

/// Bytes of the header's own length at the start of a file.
const LENGTH_BYTES: usize = 8;

/// The tensors of one model file.
#[derive(Clone)]
pub struct Weights {
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    header: Arc<Metadata>,
    data_start: usize,
}

/// How a number is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    /// IEEE single precision.
    F32,
    /// IEEE half precision.
    F16,
    /// The upper half of a single-precision number.
    Bf16,
    /// One sign, four exponent and three mantissa bits (OCP 8-bit floating point, E4M3).
    F8E4m3,
}

impl Element {
    /// Bytes of one number.
    fn size(self) -> usize {
        match self {
            Self::F32 => 4,
            Self::F16 | Self::Bf16 => 2,
            Self::F8E4m3 => 1,
        }
    }

    /// Writes the numbers in `bytes` (little-endian) to `values`, as many as both hold.
    fn widen(self, bytes: &[u8], values: &mut [f32]) {
        match self {
            Self::F32 => {
                for (value, &bytes) in values.iter_mut().zip(bytes.as_chunks().0) {
                    *value = f32::from_le_bytes(bytes);
                }
            }
            Self::F16 => {
                for (value, &bytes) in values.iter_mut().zip(bytes.as_chunks().0) {
                    *value = widen_half(u16::from_le_bytes(bytes));
                }
            }
            Self::Bf16 => {
                for (value, &bytes) in values.iter_mut().zip(bytes.as_chunks().0) {
                    *value = f32::from_bits(u32::from(u16::from_le_bytes(bytes)) << 16);
                }
            }
            Self::F8E4m3 => {
                for (value, &byte) in values.iter_mut().zip(bytes) {
                    *value = QUARTERS[usize::from(byte)];
                }
            }
        }
    }
}

/// A half-precision number: its exponent and mantissa moved to their place in single precision, then the
/// difference of the exponent biases, 127 - 15, multiplied in, which also puts subnormals right.
fn widen_half(bits: u16) -> f32 {
    const BIAS: f32 = f32::from_bits((127 + 127 - 15) << 23);
    let magnitude = u32::from(bits & 0x7fff);
    let finite = f32::from_bits(magnitude << 13) * BIAS;
    let infinite = f32::from_bits((magnitude << 13) | 0x7f80_0000);
    let value = if magnitude < 0x7c00 { finite } else { infinite };
    f32::from_bits(value.to_bits() | u32::from(bits & 0x8000) << 16)
}

/// Every E4M3 number: the rows of an embedded batch are widened anew for each, so that the widening is looked up.
static QUARTERS: [f32; 256] = {
    let mut numbers = [0.0; 256];
    let (mut at, mut bits) = (0, 0);
    while at < numbers.len() {
        numbers[at] = widen_quarter(bits);
        (at, bits) = (at + 1, bits + 1);
    }
    numbers
};

/// An E4M3 number, in the same way, with bias 7; it has no infinities and one NaN of either sign.
const fn widen_quarter(bits: u32) -> f32 {
    const BIAS: f32 = f32::from_bits((127 + 127 - 7) << 23);
    let magnitude = bits & 0x7f;
    let value = if magnitude == 0x7f {
        f32::NAN
    } else {
        f32::from_bits(magnitude << 20) * BIAS
    };
    f32::from_bits(value.to_bits() | (bits & 0x80) << 24)
}

impl Weights {
    /// Reads the header of a safetensors file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if the bytes are not a whole safetensors file.
    pub fn parse(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self, Error> {
        let (length, header) = SafeTensors::read_metadata(bytes.as_ref()).map_err(|source| {
            Error::new(ErrorKind::Model, "not a whole safetensors file").caused_by(source)
        })?;
        Ok(Self {
            bytes: Arc::new(bytes),
            header: Arc::new(header),
            data_start: LENGTH_BYTES + length,
        })
    }

    /// The names of all tensors, sorted.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        self.header.tensors().into_keys().collect()
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
        (*self.bytes).as_ref().len() - self.data_start
    }

    /// The tensor `name` if it has the shape `wanted`; its rows are those of the last dimension.
    fn tensor(&self, name: &str, wanted: &[usize]) -> Result<Table, Error> {
        if wanted.contains(&0) {
            let message = format!("tensor \"{name}\" is wanted empty, of shape {wanted:?}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        let Some(info) = self.header.info(name) else {
            let message = format!("there is no tensor \"{name}\", wanted one of shape {wanted:?}");
            return Err(Error::new(ErrorKind::Model, message));
        };
        if info.shape != wanted {
            let shape = &info.shape;
            let message = format!("tensor \"{name}\" has shape {shape:?}, wanted {wanted:?}");
            return Err(Error::new(ErrorKind::Model, message));
        }
        let element = match info.dtype {
            Dtype::F32 => Element::F32,
            Dtype::F16 => Element::F16,
            Dtype::BF16 => Element::Bf16,
            Dtype::F8_E4M3 => Element::F8E4m3,
            other => {
                let message = format!(
                    "tensor \"{name}\" is stored as {other}, wanted F32, F16, BF16 or F8_E4M3"
                );
                return Err(Error::new(ErrorKind::Model, message));
            }
        };
        let (start, _) = info.data_offsets;
        let rows = wanted[..wanted.len() - 1].iter().product();
        Ok(Table {
            bytes: Arc::clone(&self.bytes),
            start: self.data_start + start,
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
    use super::{QUARTERS, Weights, widen_half};

    /// The value of a small float from its definition.
    fn value(bits: u32, exponent_bits: u32, mantissa_bits: u32) -> f64 {
        let bias = (1 << (exponent_bits - 1)) - 1;
        let exponent = (bits >> mantissa_bits) & ((1 << exponent_bits) - 1);
        let mantissa = f64::from(bits & ((1 << mantissa_bits) - 1)) / f64::from(1 << mantissa_bits);
        let sign = if bits >> (exponent_bits + mantissa_bits) == 1 {
            -1.0
        } else {
            1.0
        };
        let power = |exponent: u32| f64::from(exponent.cast_signed() - bias).exp2();
        sign * if exponent == 0 {
            mantissa * power(1)
        } else {
            (1.0 + mantissa) * power(exponent)
        }
    }

    #[test]
    fn every_half_precision_number_is_widened() {
        for bits in 0..=u16::MAX {
            let wide = widen_half(bits);
            match bits & 0x7fff {
                0x7c00 => {
                    assert!(wide.is_infinite() && wide.is_sign_negative() == (bits >= 0x8000));
                }
                0x7c01.. => assert!(wide.is_nan()),
                _ => assert_eq!(
                    f64::from(wide).to_bits(),
                    value(bits.into(), 5, 10).to_bits(),
                    "{bits:#x}"
                ),
            }
        }
    }

    #[test]
    fn every_quarter_precision_number_is_widened() {
        for bits in 0..=u8::MAX {
            let wide = QUARTERS[usize::from(bits)];
            match bits & 0x7f {
                0x7f => assert!(wide.is_nan()),
                _ => assert_eq!(
                    f64::from(wide).to_bits(),
                    value(bits.into(), 4, 3).to_bits(),
                    "{bits:#x}"
                ),
            }
        }
    }

    /// A file with one tensor.
    fn file(kind: &str, shape: &str, data: &[u8]) -> Vec<u8> {
        let size = data.len();
        let header =
            format!(r#"{{"x":{{"dtype":"{kind}","shape":{shape},"data_offsets":[0,{size}]}}}}"#);
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
