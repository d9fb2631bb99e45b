//! What was measured, and how it is shown.

use anyhow::{Context as _, Result, bail};
use indexmap::IndexMap;

/// The column that the others are compared with.
const OURS: &str = "nimbus";

/// What a program calls a quantity, what tables call it, by what it is divided, and the digits that are left.
const QUANTITIES: [(&str, &str, f64, usize); 6] = [
    ("instructions", "instructions", 1.0, 0),
    ("allocations", "allocations", 1.0, 0),
    ("time", "processor time in µs", 1000.0, 1),
    ("memory", "peak memory in MB", 1000.0, 1),
    ("requests", "requests", 1.0, 0),
    ("nanoseconds", "ns", 1.0, 0),
];

/// What the SDK may take, as a multiple of what a column takes.
const TARGETS: [(&str, &str, f64); 6] = [
    ("bare", "instructions", 1.00),
    ("bare", "processor time in µs", 1.05),
    ("bare", "allocations", 1.10),
    ("generated", "instructions", 1.03),
    ("closed enums", "instructions", 1.00),
    ("closed enums", "allocations", 1.00),
];

/// What was measured of something, by column: a value for each round.
struct Row {
    quantity: &'static str,
    digits: usize,
    cells: IndexMap<String, Vec<f64>>,
}

/// All that was measured, in its order.
#[derive(Default)]
pub(super) struct Figures(IndexMap<String, Row>);

impl Figures {
    /// Takes lines of a quantity and a value. They may begin with their column.
    pub(super) fn read(&mut self, what: &str, column: &str, lines: &str) -> Result<()> {
        for line in lines.lines() {
            let (column, quantity, value) = match line.split(' ').collect::<Vec<_>>()[..] {
                [quantity, value] => (column, quantity, value),
                [column, quantity, value] => (column, quantity, value),
                _ => bail!("unexpected output: {line}"),
            };
            self.add(what, column, quantity, value.parse()?)?;
        }
        Ok(())
    }

    pub(super) fn add(&mut self, what: &str, column: &str, name: &str, value: f64) -> Result<()> {
        let known = QUANTITIES.iter().find(|known| known.0 == name);
        let (_, quantity, divisor, digits) = *known.context("unknown quantity")?;
        let row = self.0.entry(format!("{what}, {quantity}"));
        let row = row.or_insert_with(|| Row {
            quantity,
            digits,
            cells: IndexMap::new(),
        });
        let values = row.cells.entry(column.to_owned()).or_default();
        values.push(value / divisor);
        Ok(())
    }

    /// The rows that have one of the columns before the last. Beside what others take stands the ratio of what the SDK takes,
    /// in bold where that is more than its target.
    pub(super) fn table(&self, columns: &[&str]) -> String {
        let line = "---|".repeat(columns.len());
        let mut text = format!("| | {} |\n|---|{line}\n", columns.join(" | "));
        let (_, asked) = columns.split_last().unwrap_or((&"", &[]));
        for (name, row) in &self.0 {
            if !asked.iter().any(|column| row.cells.contains_key(*column)) {
                continue;
            }
            text += &format!("| {name} |");
            for column in columns {
                text += &format!(" {} |", row.shown(column));
            }
            text += "\n";
        }
        text
    }
}

impl Row {
    fn shown(&self, column: &str) -> String {
        let Some(values) = self.cells.get(column) else {
            return String::new();
        };
        let shown = number(median(values.clone()), self.digits);
        let Some(ours) = self.cells.get(OURS).filter(|_| column != OURS) else {
            return shown;
        };
        // The middle one of the ratios: what slows a round slows all that is measured in it.
        let ratio = median(ours.iter().zip(values).map(|(a, b)| a / b).collect());
        let mut targets = TARGETS.iter();
        let target = targets.find(|target| (target.0, target.1) == (column, self.quantity));
        let is_more = target.is_some_and(|(_, _, most)| ratio > most + 0.005);
        let mark = if is_more { "**" } else { "" };
        format!("{shown} ({mark}{ratio:.2}{mark})")
    }
}

/// The targets, as a list.
pub(super) fn targets() -> String {
    let target = |(column, what, most)| format!("- {what}: at most {most:.2} of {column}\n");
    TARGETS.map(target).concat()
}

/// The instructions of calls one at a time, from the whole table.
pub(super) fn summary(table: &str) -> String {
    let mut text =
        "| Call | Instructions with reqwest | with nimbus | Ratio |\n|---|---|---|---|\n"
            .to_owned();
    for row in table.lines() {
        let (name, cells) = row
            .split_once(", 1 at a time, instructions ")
            .unwrap_or_default();
        let cells = cells
            .split([' ', '|', '(', ')'])
            .filter(|cell| !cell.is_empty());
        if let [bare, ratio, .., nimbus] = cells.collect::<Vec<_>>()[..] {
            text += &format!("{name} | {bare} | {nimbus} | {ratio} |\n");
        }
    }
    text
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// With a comma between thousands; from there on nothing is shown after the point.
fn number(value: f64, digits: usize) -> String {
    let digits = if value < 1000.0 { digits } else { 0 };
    let mut text = format!("{value:.digits$}");
    let mut comma = text.find('.').unwrap_or(text.len());
    while comma > 3 {
        comma -= 3;
        text.insert(comma, ',');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_its_target_stands_out_and_a_slow_round_does_not_count() {
        let mut figures = Figures::default();
        let rounds = "bare time 1e7\nnimbus time 1.1e7\nbare time 9e7\nnimbus time 9.9e7\nbare time 1e7\nnimbus time 9e7";
        figures.read("get", "", rounds).unwrap();
        figures.read("make", "client", "nanoseconds 12").unwrap();
        let table = "| | bare | nimbus |\n|---|---|---|\n| get, processor time in µs | 10,000 (**1.10**) | 90,000 |\n";
        assert_eq!(figures.table(&["bare", "nimbus"]), table);
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(123.45, 1), "123.5");
    }
}
