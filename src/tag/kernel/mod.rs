//! Rows of numbers → rows of numbers: the inner loops of the encoder, and the only `unsafe` of the crate.
//!
//! `unsafe` runs code compiled for instructions that not every processor has, after `Level` has made sure of
//! them, and moves whole vectors between memory and registers there. Kernels know nothing of models, tokens
//! or files.

#![expect(
    unsafe_code,
    reason = "instructions beyond the target's baseline can only be entered so; measured as twice the whole speed"
)]

/// Defines a function of a `Level` and the given arguments whose body is compiled once for each set of
/// instructions. The arithmetic is the same to the bit at each: nothing reorders or fuses it.
macro_rules! at_each_level {
    ($(#[$meta:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$meta])*
        $visibility fn $name(level: $crate::tag::kernel::Level, $($argument: $type),*) {
            #[inline(always)]
            fn portable($($argument: $type),*) $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $type),*) {
                portable($($argument),*);
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
            fn avx512($($argument: $type),*) {
                portable($($argument),*);
            }
            match level.instructions() {
                // SAFETY: such a level is only made where the processor has the instructions.
                #[cfg(target_arch = "x86_64")]
                $crate::tag::kernel::level::Instructions::Avx2
                | $crate::tag::kernel::level::Instructions::AvxVnni => unsafe {
                    avx2($($argument),*);
                },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::tag::kernel::level::Instructions::Avx512Vnni => unsafe {
                    avx512($($argument),*);
                },
                // The vectors of 64-bit Arm are part of its baseline.
                _ => portable($($argument),*),
            }
        }
    };
}

mod attention;
mod functions;
mod int8;
mod level;
mod rows;

pub(super) use attention::{AttentionScratch, AttentionShape, attend};
pub(super) use int8::{PackedMatrix, QuantizedRows};
pub use level::Level;
pub(super) use rows::{add_and_normalize, gelu, normalize};
