//! Words in, values out: the case files, the properties, and the tables behind both.

mod cases;
mod date_cases;
mod date_properties;
mod neighbors;
mod on;
mod properties;
mod sound;
mod tables;
mod timex;
