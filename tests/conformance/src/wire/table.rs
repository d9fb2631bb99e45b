//! The table of faults in `nimbus/docs/errors.md`.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use nimbus::Sent;

use super::faults::{self, Fault};
use super::{Cell, Verb};

/// The command that writes the table.
pub const COMMAND: &str = "cargo run -p nimbus-conformance --bin fault-table";

const BEGIN: &str =
    "<!-- faults: begin (written by `cargo run -p nimbus-conformance --bin fault-table`) -->\n";
const END: &str = "<!-- faults: end -->";

/// One fault, and what the calls of each kind make of it.
pub struct Row {
    /// The fault.
    pub fault: Fault,
    /// In the order of [`Verb::ALL`].
    pub cells: Vec<Cell>,
}

/// Lets every kind of call meet every fault, all at once.
pub fn rows() -> io::Result<Vec<Row>> {
    let tasks = faults::all().into_iter().map(|fault| {
        let cells = Verb::ALL.map(|verb| {
            let fault = fault.clone();
            std::thread::spawn(move || Cell::of(&fault, verb))
        });
        (fault, cells)
    });
    let mut rows = Vec::new();
    for (fault, tasks) in tasks.collect::<Vec<_>>() {
        let mut cells = Vec::new();
        for task in tasks {
            let cell = task.join().map_err(|_| io::Error::other(fault.name))?;
            cells.push(cell?);
        }
        rows.push(Row { fault, cells });
    }
    Ok(rows)
}

/// The table, in Markdown.
pub fn render(rows: &[Row]) -> String {
    let mut table = String::from(
        "| Fault | kind | status | code | request id | retryable | safe | guarded | unsafe |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let each = |show: fn(&Cell) -> String| {
            let mut texts: Vec<_> = row.cells.iter().map(show).collect();
            texts.dedup();
            texts.join(" / ")
        };
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} |",
            row.fault.name,
            each(|cell| format!("{:?}", cell.error.kind())),
            each(|cell| cell
                .error
                .status()
                .map_or_else(none, |status| status.as_u16().to_string())),
            each(|cell| cell
                .error
                .code()
                .map_or_else(none, |code| format!("`{code}`"))),
            each(|cell| cell.error.request_id().map_or_else(none, ToOwned::to_owned)),
            each(|cell| yes(cell.error.is_retryable()).to_owned()),
            row.cells.iter().map(course).collect::<Vec<_>>().join(" | "),
        );
    }
    table
}

/// What became of the request: sent or not, attempts, requests that the server saw.
fn course(cell: &Cell) -> String {
    let sent = match cell.error.sent() {
        Sent::No => "no",
        Sent::Maybe => "maybe",
        Sent::Yes => "yes",
    };
    format!("{sent}, {}, {}", cell.error.attempts(), cell.requests)
}

fn none() -> String {
    "–".to_owned()
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// The document that holds the table.
pub fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../nimbus/docs/errors.md")
}

/// The table as the document has it.
pub fn written(document: &str) -> Option<&str> {
    let (_, rest) = document.split_once(BEGIN)?;
    Some(rest.split_once(END)?.0)
}

/// The document with another table.
pub fn rewritten(document: &str, table: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{table}{END}{after}"))
}
