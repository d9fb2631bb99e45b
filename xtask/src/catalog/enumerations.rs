//! The values of an enumeration.

use anyhow::{Context, Result, ensure};
use openapiv3::SchemaData;

use super::{Shape, Value, pascal};

pub(crate) fn read(data: &SchemaData, wire: &[Option<String>], open: bool) -> Result<Shape> {
    ensure!(
        open,
        "an enumeration needs `x-open: true`: every one of the contract may grow"
    );
    let names = strings(data, "x-enum-varnames");
    let docs = strings(data, "x-enum-descriptions");
    let mut values: Vec<Value> = Vec::new();
    for (index, wire) in wire.iter().enumerate() {
        let wire = wire.clone().context("null is no value of an enumeration")?;
        let name = pascal(names.get(index).unwrap_or(&wire));
        ensure!(
            name != "Unknown" && values.iter().all(|other| other.name != name),
            "the name {name} of `{wire}` is taken: give it another with x-enum-varnames"
        );
        let docs = docs.get(index).cloned();
        let docs = docs.unwrap_or_else(|| format!("`{wire}` on the wire."));
        values.push(Value { name, wire, docs });
    }
    Ok(Shape::Enumeration(values))
}

fn strings(data: &SchemaData, extension: &str) -> Vec<String> {
    let list = data
        .extensions
        .get(extension)
        .and_then(|value| value.as_array());
    let items = list.into_iter().flatten();
    items
        .filter_map(|item| item.as_str().map(String::from))
        .collect()
}
