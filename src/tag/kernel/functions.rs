//! `f32` → `f32`: the exponential and the error function as straight-line arithmetic, so that a loop
//! over them becomes vector instructions.
//!
//! Only additions, multiplications and one division, each rounded once: every machine and every vector
//! width gives the same bits. No fused multiply-add, for that reason.

/// Adding it to a number of magnitude below 2^22 leaves the nearest integer, ties to even, in the low
/// bits of the sum: 1.5 · 2^23.
pub(super) const ROUNDER: f32 = 12_582_912.0;

/// e^x for x ≤ 0, relative error below 4e-7; anything below -87, and NaN, counts as -87.
///
/// x = n·ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite's two-part ln 2), then the Taylor polynomial of
/// degree 7 in r, whose remainder there is below 6e-9.
#[inline(always)]
pub(super) fn exponential(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = if x > -87.0 { x } else { -87.0 };
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let n = rounded - ROUNDER;
    let r = x - n * LN_2_HIGH - n * LN_2_LOW;
    let mut sum = 1.0 / 5_040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    // The low bits of `rounded` hold n; moved into the exponent field they are the factor 2^n.
    let power = f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23));
    sum * power
}

/// The error function, absolute error below 5e-7.
///
/// x · P(x²) / Q(x²), fitted for the smallest relative error on [-3.9, 3.9], beyond which the function
/// is ±1 to single precision; the fit is `tests/golden/encoder/fit_erf.py`.
#[inline(always)]
pub(super) fn error_function(x: f32) -> f32 {
    const LIMIT: f32 = 3.9;
    #[expect(
        clippy::approx_constant,
        reason = "a fitted coefficient, not 2/√π itself"
    )]
    const P: [f32; 6] = [
        1.128_379_1,
        0.189_667_45,
        0.052_668_17,
        0.003_738_374,
        0.000_285_063,
        2.066_470_4e-6,
    ];
    const Q: [f32; 6] = [
        1.0,
        0.501_421_2,
        0.113_819_22,
        0.014_914_333,
        0.001_157_383_2,
        3.827_003_5e-5,
    ];
    let x = if x > -LIMIT { x } else { -LIMIT };
    let x = if x < LIMIT { x } else { LIMIT };
    let t = x * x;
    let p = ((((P[5] * t + P[4]) * t + P[3]) * t + P[2]) * t + P[1]) * t + P[0];
    let q = ((((Q[5] * t + Q[4]) * t + Q[3]) * t + Q[2]) * t + Q[1]) * t + Q[0];
    x * p / q
}

/// The exact Gaussian error linear unit, x·Φ(x) (Hendrycks and Gimpel 2016, equation 1).
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + error_function(x * std::f32::consts::FRAC_1_SQRT_2))
}

#[cfg(test)]
mod tests {
    use super::{error_function, exponential, gelu};

    #[expect(
        clippy::cast_possible_truncation,
        reason = "rounding to single precision is meant"
    )]
    fn grid(from: f32, to: f32) -> impl Iterator<Item = f32> {
        (0..=200_000_u32).map(move |i| from + (to - from) * (f64::from(i) / 200_000.0) as f32)
    }

    #[test]
    fn exponential_holds_its_bound() {
        for x in grid(-87.0, 0.0) {
            let exact = f64::from(x).exp();
            let error = (f64::from(exponential(x)) / exact - 1.0).abs();
            assert!(error < 4e-7, "e^{x}: relative error {error}");
        }
        for x in [-88.0, -1e30, f32::NEG_INFINITY, f32::NAN] {
            assert_eq!(exponential(x).to_bits(), exponential(-87.0).to_bits());
        }
        assert_eq!(exponential(0.0).to_bits(), 1.0_f32.to_bits());
    }

    #[test]
    fn error_function_holds_its_bound() {
        for x in grid(-6.0, 6.0).chain([0.0, -0.0, 1e-30, 1e30, -1e30, f32::INFINITY]) {
            let error = (f64::from(error_function(x)) - libm::erf(f64::from(x))).abs();
            assert!(error < 5e-7, "erf({x}): error {error}");
        }
    }

    #[test]
    fn gelu_is_the_exact_one() {
        for x in grid(-10.0, 10.0) {
            let wide = f64::from(x);
            let exact = 0.5 * wide * (1.0 + libm::erf(wide / std::f64::consts::SQRT_2));
            let error = (f64::from(gelu(x)) - exact).abs();
            assert!(error < 2e-6, "gelu({x}): error {error}");
        }
    }
}
