//! The figures as tables.

use std::fmt::Write as _;

use super::figures::{Figures, Key};
use super::measure::{CONCURRENCY, OPERATIONS};
use super::peers::PEERS;

/// What the SDK may cost, as a multiple of what it is compared with.
const INSTRUCTIONS: f64 = 1.00;
const TIME: f64 = 1.05;
const ALLOCATIONS: f64 = 1.10;
const OVER_GENERATED: f64 = 1.03;
const DECODING: f64 = 1.00;

/// The cost of a call.
pub(super) fn calls(figures: &Figures) -> String {
    let mut text = format!(
        "| call | instructions, at most {INSTRUCTIONS:.2} | processor time in µs, at most {TIME:.2} | \
         allocations, at most {ALLOCATIONS:.2} | instructions beside the generated client alone, at most \
         {OVER_GENERATED:.2} |\n|---|---|---|---|---|\n"
    );
    for operation in OPERATIONS {
        for concurrency in CONCURRENCY {
            let key = |way| Figures::key(operation, concurrency, way);
            let (bare, generated, nimbus) = (key("bare"), key("generated"), key("nimbus"));
            let instructions = &figures.instructions;
            let time_ratio = figures.time_ratio(&nimbus, &bare);
            let time = |key: &Key| figures.time(key).map(|nanoseconds| nanoseconds / 1000.0);
            let _ = writeln!(
                text,
                "| {}, {concurrency} at a time | {} | {} | {} | {} |",
                name(operation),
                beside(
                    instructions.get(&bare).copied(),
                    instructions.get(&nimbus).copied(),
                    None,
                    INSTRUCTIONS,
                    0
                ),
                beside(time(&bare), time(&nimbus), time_ratio, TIME, 1),
                beside(
                    figures.allocations.get(&bare).copied(),
                    figures.allocations.get(&nimbus).copied(),
                    None,
                    ALLOCATIONS,
                    0
                ),
                ratio(
                    instructions
                        .get(&nimbus)
                        .zip(instructions.get(&generated))
                        .map(|(a, b)| a / b),
                    OVER_GENERATED
                ),
            );
        }
    }
    text
}

/// The instructions of calls one at a time, from the whole table.
pub(super) fn summary(calls: &str) -> String {
    let mut text =
        "| Call | Instructions with reqwest | with nimbus | Ratio |\n|---|---|---|---|\n"
            .to_owned();
    for row in calls.lines() {
        let mut cells = row.split('|').map(str::trim).skip(1);
        let (Some(name), Some(instructions)) = (cells.next(), cells.next()) else {
            continue;
        };
        if let Some(name) = name.strip_suffix(", 1 at a time") {
            let cells = instructions.replace(" → ", " | ").replace(" (", " | ");
            let _ = writeln!(text, "| {name} | {} |", cells.trim_end_matches(')'));
        }
    }
    text
}

/// What else was measured.
pub(super) fn rest(figures: &Figures) -> String {
    let mut text = "| | beside | nimbus | |\n|---|---|---|---|\n".to_owned();
    let mut row = |what: &str, beside: String, nimbus: String, note: String| {
        let _ = writeln!(text, "| {what} | {beside} | {nimbus} | {note} |");
    };
    let (closed, open) = (
        Figures::key("decode", 1, "closed"),
        Figures::key("decode", 1, "open"),
    );
    for (what, map) in [
        ("instructions", &figures.instructions),
        ("allocations", &figures.allocations),
    ] {
        let pair = map.get(&open).zip(map.get(&closed));
        row(
            &format!("decode a list of 100, {what}, beside serde_json into closed enums"),
            number(map.get(&closed).copied(), 0),
            number(map.get(&open).copied(), 0),
            format!(
                "{}, at most {DECODING:.2}",
                ratio(pair.map(|(a, b)| a / b), DECODING)
            ),
        );
    }
    for peer in PEERS {
        for operation in ["get", "list"] {
            let key = |way| Figures::key(operation, 1, way);
            for (what, map) in [
                ("instructions", &figures.instructions),
                ("allocations", &figures.allocations),
            ] {
                let (Some(theirs), Some(ours)) = (map.get(&key(peer)), map.get(&key("nimbus")))
                else {
                    continue;
                };
                row(
                    &format!("{}, {what}, beside {peer}", name(operation)),
                    number(Some(*theirs), 0),
                    number(Some(*ours), 0),
                    format!("{:.2}", ours / theirs),
                );
            }
        }
    }
    let nimbus = figures.client("nimbus");
    for (other, shown) in [
        ("bare", "bare reqwest"),
        ("openapi-fetch", "openapi-fetch on Node 20"),
    ] {
        let (Some(theirs), Some(ours)) = (figures.client(other), nimbus) else {
            continue;
        };
        row(
            &format!("get, 64 connections, processor time of all threads in µs, beside {shown}"),
            number(Some(theirs.0 / 1000.0), 1),
            number(Some(ours.0 / 1000.0), 1),
            format!("{:.2}", ours.0 / theirs.0),
        );
        row(
            &format!("the same, peak memory in MB, beside {shown}"),
            number(Some(theirs.1 / 1000.0), 1),
            number(Some(ours.1 / 1000.0), 1),
            format!("{:.2}", ours.1 / theirs.1),
        );
    }
    let made = |what: &str| number(figures.made.get(what).copied(), 0);
    row(
        "build a client, ns",
        String::new(),
        made("build"),
        "no I/O".to_owned(),
    );
    row(
        "clone a client, ns",
        String::new(),
        made("clone"),
        String::new(),
    );
    row(
        "get through 10,000 clones, processor time in µs: on 1 thread, on 2",
        number(figures.clones.get(&1).map(|time| time / 1000.0), 1),
        number(figures.clones.get(&2).map(|time| time / 1000.0), 1),
        String::new(),
    );
    let waits = |waiters, services, figure: usize, scale: f64| {
        let figures = figures.waits.get(&(waiters, services));
        number(figures.map(|figures| figures[figure] / scale), 0)
    };
    for (name, figure, scale) in [
        ("requests", 0, 1.0),
        ("processor time in µs", 1, 1000.0),
        ("peak memory in MB", 2, 1000.0),
    ] {
        row(
            &format!("a wait of 2 s, {name}: 1 waiter, 1,000 waiters"),
            waits(1, 1, figure, scale),
            waits(1000, 1, figure, scale),
            String::new(),
        );
        row(
            &format!("1,000 waits of 2 s, {name}: for 1 service, for 1,000 services"),
            waits(1000, 1, figure, scale),
            waits(1000, 1000, figure, scale),
            String::new(),
        );
    }
    row(
        "peak memory of a stream in MB: 1,000 items, 100,000 items",
        number(figures.streams.get(&1_000).map(|peak| peak / 1000.0), 1),
        number(figures.streams.get(&100_000).map(|peak| peak / 1000.0), 1),
        String::new(),
    );
    text
}

fn name(operation: &str) -> &str {
    match operation {
        "get" => "get a service, 0.7 KB",
        "create" => "create a sandbox",
        _ => "list 100 sandboxes, 67 KB",
    }
}

/// `bare → nimbus (ratio)`.
fn beside(
    bare: Option<f64>,
    nimbus: Option<f64>,
    measured: Option<f64>,
    target: f64,
    digits: usize,
) -> String {
    let computed = nimbus.zip(bare).map(|(nimbus, bare)| nimbus / bare);
    format!(
        "{} → {} ({})",
        number(bare, digits),
        number(nimbus, digits),
        ratio(measured.or(computed), target)
    )
}

/// Stands out when it is above the target.
fn ratio(ratio: Option<f64>, target: f64) -> String {
    match ratio {
        Some(ratio) if ratio > target + 0.005 => format!("**{ratio:.2}**"),
        Some(ratio) => format!("{ratio:.2}"),
        None => "not measured".to_owned(),
    }
}

fn number(value: Option<f64>, digits: usize) -> String {
    let Some(value) = value else {
        return "not measured".to_owned();
    };
    let text = format!("{value:.digits$}");
    let whole = text.find('.').unwrap_or(text.len());
    let mut grouped = String::new();
    for (index, digit) in text.chars().enumerate() {
        if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(number(Some(1_234_567.0), 0), "1,234,567");
        assert_eq!(number(Some(12.34), 1), "12.3");
        assert_eq!(number(Some(1234.5), 1), "1,234.5");
        assert_eq!(number(None, 0), "not measured");
    }

    #[test]
    fn what_is_above_its_target_stands_out() {
        assert_eq!(ratio(Some(1.05), 1.05), "1.05");
        assert_eq!(ratio(Some(1.06), 1.05), "**1.06**");
    }
}
