//! Draws the results as a figure.

use std::fmt::Write as _;

use super::{CLIENTS, Course, DOWN, SECONDS, Second, UP};

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 60.0;
const BOTTOM: f64 = 45.0;

/// Returns an SVG of the requests per second with and without a budget, and of the calls.
pub(super) fn svg(with: &Course, without: &Course) -> String {
    let most = without
        .0
        .iter()
        .map(|second| second.requests)
        .max()
        .unwrap_or(1);
    let top = (most as f64 * 1.05).max(1.0);
    let x = |second: f64| LEFT + (WIDTH - LEFT - RIGHT) * second / SECONDS as f64;
    let y = |count: f64| HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * count / top;
    let line = |course: &Course, what: fn(&Second) -> u64| {
        let points = course.0.iter().enumerate().map(|(second, counted)| {
            format!(
                "{:.1},{:.1}",
                x(second as f64 + 0.5),
                y(what(counted) as f64)
            )
        });
        points.collect::<Vec<_>>().join(" ")
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    let (from, to) = (x(UP as f64), x((UP + DOWN) as f64));
    let _ = writeln!(
        svg,
        "<rect x=\"{from:.1}\" y=\"{TOP}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#eee\"/>\n\
         <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#555\">server down</text>",
        to - from,
        HEIGHT - TOP - BOTTOM,
        (from + to) / 2.0,
        TOP + 16.0,
    );
    for tick in (0..=SECONDS).step_by(30) {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{tick} s</text>",
            x(tick as f64),
            HEIGHT - BOTTOM + 18.0,
        );
    }
    for part in 0..=3 {
        let count = (CLIENTS * part) as f64;
        let (left, right, at) = (LEFT, WIDTH - RIGHT, y(count));
        let _ = writeln!(
            svg,
            "<line x1=\"{left}\" y1=\"{at:.1}\" x2=\"{right}\" y2=\"{at:.1}\" stroke=\"#ddd\"/>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 6.0,
            at + 4.0,
            CLIENTS * part,
        );
    }
    let courses = [
        (
            without,
            (|second: &Second| second.requests) as fn(&Second) -> u64,
            "#c0392b",
        ),
        (with, |second| second.requests, "#2471a3"),
        (with, |second| second.calls, "#777"),
        (with, |second| second.served, "#1e8449"),
    ];
    for (course, what, color) in courses {
        let points = line(course, what);
        let _ = writeln!(
            svg,
            "<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\" points=\"{points}\"/>"
        );
    }
    let legend = [
        (
            "#c0392b",
            format!(
                "requests/s, no budget: {:.2} for each call",
                without.between(0, SECONDS).load()
            ),
        ),
        (
            "#2471a3",
            format!(
                "requests/s, budget: {:.2} for each call",
                with.between(0, SECONDS).load()
            ),
        ),
        ("#777", "calls/s".to_owned()),
        ("#1e8449", "served/s, budget".to_owned()),
    ];
    for (number, (color, text)) in legend.into_iter().enumerate() {
        let (column, row) = ((number % 2) as f64, (number / 2) as f64);
        let (left, at) = (LEFT + column * 380.0, 22.0 + row * 18.0);
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{:.1}\" width=\"14\" height=\"3\" fill=\"{color}\"/>\n\
             <text x=\"{:.1}\" y=\"{at:.1}\">{text}</text>",
            at - 5.0,
            left + 20.0,
        );
    }
    svg.push_str("</svg>\n");
    svg
}
