//! Writes the table of faults into `nimbus/docs/errors.md`, from what calls make of them now.

use std::io;

use nimbus_conformance::wire::table;

fn main() -> io::Result<()> {
    let rows = table::rows()?;
    let path = table::path();
    let document = std::fs::read_to_string(&path)?;
    let Some(document) = table::rewritten(&document, &table::render(&rows)) else {
        return Err(io::Error::other(
            "errors.md has lost the marks of the table",
        ));
    };
    std::fs::write(path, document)
}
