//! The values of an enumeration.

use anyhow::{Context, Result, ensure};

use super::{Shape, Value, variant_name};

/// What a value that is not known becomes; no value may have this name.
pub(crate) const UNKNOWN: &str = "UnknownValue";

pub(crate) fn read(wire: &[Option<String>], open: bool) -> Result<Shape> {
    ensure!(
        open,
        "an enumeration needs `x-open: true`: every one of the contract may grow"
    );
    let mut values: Vec<Value> = Vec::new();
    for wire in wire {
        let wire = wire.clone().context("null is no value of an enumeration")?;
        let name = variant_name(&wire);
        let name = name.with_context(|| format!("`{wire}` has no letter or digit for a name"))?;
        ensure!(
            name != UNKNOWN && values.iter().all(|other| other.name != name),
            "`{wire}` would have the name {name} in Rust, which is taken"
        );
        values.push(Value { name, wire });
    }
    Ok(Shape::Enumeration(values))
}
