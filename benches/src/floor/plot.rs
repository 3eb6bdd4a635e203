//! Handling against the number of pockets, as an SVG file.

use super::measure::Figures;
use plotters::prelude::*;
use std::error::Error;
use std::path::Path;

/// Days of one size on sorters of growing size.
pub struct Panel {
    /// What stands above it.
    pub title: String,
    /// Pockets, and the figures there.
    pub points: Vec<(u32, Figures)>,
}

/// A figure with its name and colour.
type Line = (&'static str, RGBColor, fn(&Figures) -> f64);

/// Okabe and Ito's colours, which colour-blind people can tell apart.
const LINES: [Line; 3] = [
    ("two-pass radix by code", RGBColor(213, 94, 0), |figures| figures.by_code),
    ("Fenjian, simulated", RGBColor(0, 114, 178), |figures| figures.handling),
    ("bound", RGBColor(110, 110, 110), |figures| figures.bound),
];

/// Draws `panels` side by side: hours of handling over pockets.
///
/// # Errors
/// When `file` cannot be written.
pub fn write(panels: &[Panel], file: &Path) -> Result<(), Box<dyn Error>> {
    let root = SVGBackend::new(file, (460 * panels.len() as u32, 360)).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, panel) in root.split_evenly((1, panels.len())).iter().zip(panels) {
        let hours = |seconds: f64| seconds / 3600.0;
        let top = panel.points.iter().map(|(_, f)| hours(f.by_code)).fold(0.0, f64::max);
        let most = panel.points.iter().map(|(pockets, _)| *pockets).max().unwrap_or(1);
        let mut chart = ChartBuilder::on(area)
            .caption(&panel.title, ("sans-serif", 17))
            .margin(8)
            .x_label_area_size(34)
            .y_label_area_size(44)
            .build_cartesian_2d(0.0..f64::from(most) * 1.03, 0.0..top * 1.1)?;
        let mut mesh = chart.configure_mesh();
        mesh.x_desc("pockets").y_desc("handling, hours").label_style(("sans-serif", 12));
        mesh.max_light_lines(0).bold_line_style(RGBColor(225, 225, 225)).draw()?;
        for (name, colour, of) in LINES {
            let points =
                panel.points.iter().map(|(pockets, f)| (f64::from(*pockets), hours(of(f))));
            let line = LineSeries::new(points, colour.stroke_width(2));
            chart.draw_series(line)?.label(name).legend(move |(x, y)| {
                PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2))
            });
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::LowerLeft)
            .background_style(WHITE)
            .label_font(("sans-serif", 12))
            .draw()?;
    }
    Ok(root.present()?)
}
