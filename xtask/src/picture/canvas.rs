//! Writes what the layout draws as SVG: plain, on white so that dark pages can show it, and no larger than its content.

use std::fmt::Write as _;

use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::StyleAttr;

const MARGIN: f64 = 12.0;
const INK: &str = "#24292f";

#[derive(Default)]
pub(super) struct Canvas {
    body: String,
    low: Option<Point>,
    high: Option<Point>,
}

impl Canvas {
    pub(super) fn finish(self) -> String {
        let low = self.low.unwrap_or_else(Point::zero);
        let high = self.high.unwrap_or_else(Point::zero);
        let (x, y) = (low.x - MARGIN, low.y - MARGIN);
        let (width, height) = (high.x - x + MARGIN, high.y - y + MARGIN);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"{x:.0} {y:.0} {width:.0} {height:.0}\" font-family=\"sans-serif\" font-size=\"15\">\n\
             <defs>\
             <marker id=\"end\" markerWidth=\"10\" markerHeight=\"8\" refX=\"9\" refY=\"4\" orient=\"auto\">\
             <path d=\"M 0 0 L 10 4 L 0 8 z\" fill=\"{INK}\"/></marker>\
             <marker id=\"start\" markerWidth=\"10\" markerHeight=\"8\" refX=\"1\" refY=\"4\" orient=\"auto\">\
             <path d=\"M 10 0 L 0 4 L 10 8 z\" fill=\"{INK}\"/></marker>\
             </defs>\n\
             <rect x=\"{x:.0}\" y=\"{y:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" fill=\"white\"/>\n\
             {}</svg>\n",
            self.body
        )
    }

    /// Makes room for what lies between two corners.
    fn reach(&mut self, a: Point, b: Point) {
        let low = self.low.get_or_insert(a);
        (low.x, low.y) = (low.x.min(a.x), low.y.min(a.y));
        let high = self.high.get_or_insert(b);
        (high.x, high.y) = (high.x.max(b.x), high.y.max(b.y));
    }

    fn line(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }
}

impl RenderBackend for Canvas {
    fn draw_rect(
        &mut self,
        at: Point,
        size: Point,
        _look: &StyleAttr,
        _properties: Option<String>,
        _clip: Option<ClipHandle>,
    ) {
        self.reach(at, Point::new(at.x + size.x, at.y + size.y));
        self.line(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"3\" fill=\"none\" stroke=\"{INK}\"/>",
            at.x, at.y, size.x, size.y
        ));
    }

    fn draw_circle(
        &mut self,
        center: Point,
        size: Point,
        _look: &StyleAttr,
        _properties: Option<String>,
    ) {
        let (rx, ry) = (size.x / 2.0, size.y / 2.0);
        self.reach(
            Point::new(center.x - rx, center.y - ry),
            Point::new(center.x + rx, center.y + ry),
        );
        self.line(format_args!(
            "<ellipse cx=\"{:.1}\" cy=\"{:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\" fill=\"none\" stroke=\"{INK}\"/>",
            center.x, center.y
        ));
    }

    fn draw_line(
        &mut self,
        start: Point,
        stop: Point,
        _look: &StyleAttr,
        _properties: Option<String>,
    ) {
        self.reach(start, start);
        self.reach(stop, stop);
        self.line(format_args!(
            "<path d=\"M {:.1} {:.1} L {:.1} {:.1}\" stroke=\"{INK}\"/>",
            start.x, start.y, stop.x, stop.y
        ));
    }

    /// Centered on the point, line by line.
    fn draw_text(&mut self, center: Point, text: &str, look: &StyleAttr) {
        let step = look.font_size as f64 * 1.2;
        let count = text.lines().count();
        // From the middle of all lines to the foot of the letters of the first one.
        let first = center.y - step * (count.saturating_sub(1)) as f64 / 2.0 + step * 0.28;
        let mut spans = String::new();
        for (index, line) in text.lines().enumerate() {
            let y = first + step * index as f64;
            let line = line.replace('&', "&amp;").replace('<', "&lt;");
            let _ = write!(
                spans,
                "<tspan x=\"{:.1}\" y=\"{y:.1}\">{line}</tspan>",
                center.x
            );
        }
        self.line(format_args!(
            "<text text-anchor=\"middle\" font-size=\"{}\" fill=\"{INK}\">{spans}</text>",
            look.font_size
        ));
    }

    /// The first vector leads out of the first point, the others into theirs. Labels come as texts of their own.
    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _dashed: bool,
        head: (bool, bool),
        _look: &StyleAttr,
        _properties: Option<String>,
        _text: &str,
    ) {
        let [(start, leaving), (entering, next), rest @ ..] = path else {
            return;
        };
        let mut tips = String::new();
        let mut d = format!(
            "M {:.1} {:.1} C {:.1} {:.1}, {:.1} {:.1}, {:.1} {:.1}",
            start.x, start.y, leaving.x, leaving.y, entering.x, entering.y, next.x, next.y
        );
        for (control, point) in rest {
            let _ = write!(
                d,
                " S {:.1} {:.1}, {:.1} {:.1}",
                control.x, control.y, point.x, point.y
            );
        }
        // An arrow that goes back is drawn from its head.
        for (is_there, end) in [(head.0, "start"), (head.1, "end")] {
            if is_there {
                tips.push_str(&format!(" marker-{end}=\"url(#{end})\""));
            }
        }
        self.line(format_args!(
            "<path d=\"{d}\" fill=\"none\" stroke=\"{INK}\"{tips}/>"
        ));
    }

    fn create_clip(&mut self, _at: Point, _size: Point, _rounded: usize) -> ClipHandle {
        0
    }
}
