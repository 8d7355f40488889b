//! Words in, values out: the case files, the properties, and the tables behind both.

mod cases;
mod properties;
mod tables;
