//! A number as a file stores it → the `f32` that it is.

use safetensors::tensor::Dtype;

/// How a number is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
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
    /// How numbers of this type of the safetensors format are stored, if they can be read.
    pub(super) fn of(stored: Dtype) -> Option<Self> {
        match stored {
            Dtype::F32 => Some(Self::F32),
            Dtype::F16 => Some(Self::F16),
            Dtype::BF16 => Some(Self::Bf16),
            Dtype::F8_E4M3 => Some(Self::F8E4m3),
            _ => None,
        }
    }

    /// Bytes of one number.
    pub(super) fn size(self) -> usize {
        match self {
            Self::F32 => 4,
            Self::F16 | Self::Bf16 => 2,
            Self::F8E4m3 => 1,
        }
    }

    /// Writes the numbers in `bytes` (little-endian) to `values`, as many as both hold.
    pub(super) fn widen(self, bytes: &[u8], values: &mut [f32]) {
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

#[cfg(test)]
mod tests {
    use super::{QUARTERS, widen_half};

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
}
