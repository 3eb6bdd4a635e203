//! Panels of lines as an SVG file.

use crate::harness::Result;
use plotters::coord::Shift;
use plotters::prelude::*;
use std::path::Path;

/// A line with its label.
pub(super) struct Line {
    pub label: String,
    /// A number in the palette.
    pub colour: usize,
    /// Seconds and gap in %.
    pub points: Vec<(f64, f64)>,
}

/// Lines with a title.
pub(super) struct Panel {
    pub title: String,
    pub lines: Vec<Line>,
}

const WIDTH: u32 = 420;
const HEIGHT: u32 = 340;
/// The strip below the panels that names the lines.
const STRIP: u32 = 28;
const NAME: i32 = 130;

/// Okabe and Ito's colours, which colour-blind people can tell apart, and two greys.
const PALETTE: [RGBColor; 9] = [
    RGBColor(213, 94, 0),
    RGBColor(0, 114, 178),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
    RGBColor(110, 110, 110),
    RGBColor(170, 170, 170),
];

/// Where the names stand.
type Strip<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Gaps below this are drawn as this: the axis is logarithmic.
const LEAST: f64 = 0.01;

/// Draws `panels` side by side over the seconds in `span`; both axes are logarithmic.
pub(super) fn write(panels: &[Panel], span: (f64, f64), file: &Path) -> Result<()> {
    let size = (WIDTH * panels.len() as u32, HEIGHT + STRIP);
    let root = SVGBackend::new(file, size).into_drawing_area();
    root.fill(&WHITE)?;
    let (upper, strip) = root.split_vertically(HEIGHT);
    names(panels, &strip)?;
    for (area, panel) in upper.split_evenly((1, panels.len())).iter().zip(panels) {
        let points = || panel.lines.iter().flat_map(|line| &line.points);
        let lowest = points().map(|point| point.1).fold(1.0, f64::min).max(LEAST);
        let worst = panel.lines.iter().filter_map(|line| line.points.last());
        let worst = worst.map(|point| point.1).fold(1.0, f64::max);
        let right = points().map(|point| point.0).fold(span.1, f64::max) * 1.05;
        // What lies far above the worst end is the beginning of a search.
        let (bottom, top) = (0.8 * lowest, 4.0 * worst);
        let mut chart = ChartBuilder::on(area)
            .caption(&panel.title, ("sans-serif", 17))
            .margin(8)
            .x_label_area_size(34)
            .y_label_area_size(44)
            .build_cartesian_2d((span.0..right).log_scale(), (bottom..top).log_scale())?;
        let mut mesh = chart.configure_mesh();
        mesh.x_desc("seconds").y_desc("gap, %").label_style(("sans-serif", 12));
        mesh.x_label_formatter(&|x| format!("{x}")).y_label_formatter(&|y| format!("{y}"));
        mesh.max_light_lines(0).bold_line_style(RGBColor(225, 225, 225)).draw()?;
        for line in &panel.lines {
            let colour = PALETTE[line.colour % PALETTE.len()];
            let inside = line.points.iter().filter(|point| point.1 <= top);
            let inside: Vec<_> = inside.map(|&(x, y)| (x.max(span.0), y.max(lowest))).collect();
            if let [point] = inside.as_slice() {
                chart.draw_series([Circle::new(*point, 4, colour.filled())])?;
            }
            let stroke = colour.stroke_width(2);
            chart.draw_series(LineSeries::new(inside, stroke))?;
        }
    }
    Ok(root.present()?)
}

/// Names every line once, below the panels, where no line runs.
fn names(panels: &[Panel], strip: &Strip<'_>) -> Result<()> {
    let mut named: Vec<&str> = Vec::new();
    for line in panels.iter().flat_map(|panel| &panel.lines) {
        if named.contains(&line.label.as_str()) {
            continue;
        }
        let x = 44 + NAME * named.len() as i32;
        let stroke = PALETTE[line.colour % PALETTE.len()].stroke_width(2);
        strip.draw(&PathElement::new([(x, 12), (x + 16, 12)], stroke))?;
        strip.draw(&Text::new(line.label.clone(), (x + 22, 5), ("sans-serif", 12)))?;
        named.push(&line.label);
    }
    Ok(())
}
