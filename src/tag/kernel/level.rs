//! What the processor can do → a `Level`, the proof that lets a kernel use its instructions.
//!
//! It holds no arithmetic.

use std::fmt;

/// A set of vector instructions, in rising order of speed on one architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Instructions {
    /// What every processor of the target has.
    Portable,
    /// 256-bit vectors.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// The same with 8-bit dot products.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// 512-bit vectors with 8-bit dot products.
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    /// 128-bit vectors with 8-bit dot products.
    #[cfg(target_arch = "aarch64")]
    DotProduct,
}

/// The instructions that the kernels may use here; only `detect` and `available` make one, so that
/// holding it means that the processor has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(Instructions);

impl Level {
    /// The fastest level of this processor.
    #[must_use]
    pub fn detect() -> Self {
        Self::available()
            .pop()
            .unwrap_or(Self(Instructions::Portable))
    }

    /// Every level of this processor, slowest first; the first one is always the portable one.
    #[must_use]
    pub fn available() -> Vec<Self> {
        let mut levels = vec![Self(Instructions::Portable)];
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            levels.push(Self(Instructions::Avx2));
            if is_x86_feature_detected!("avxvnni") {
                levels.push(Self(Instructions::AvxVnni));
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni")
            {
                levels.push(Self(Instructions::Avx512Vnni));
            }
        }
        #[cfg(target_arch = "aarch64")]
        if std::arch::is_aarch64_feature_detected!("dotprod") {
            levels.push(Self(Instructions::DotProduct));
        }
        levels
    }

    /// The instructions themselves.
    pub(super) fn instructions(self) -> Instructions {
        self.0
    }
}

/// Prints the usual name of the instructions.
impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            Instructions::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => "avx512-vnni",
            #[cfg(target_arch = "aarch64")]
            Instructions::DotProduct => "dotprod",
        })
    }
}
