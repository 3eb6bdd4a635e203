//! `docs/FORMATS.md` names every kind of file and every column as the program reads it.

use fenjian_planner::formats::FileKind;

const DOCUMENT: &str = include_str!("../../docs/FORMATS.md");

#[test]
fn every_column_is_documented_by_both_names_in_order() {
    for &kind in FileKind::ALL {
        let title = format!("\n## {}\n", kind.word());
        let (_, rest) = DOCUMENT.split_once(&title).expect(&title);
        let section = rest.split("\n## ").next().unwrap_or_default();
        let documented: Vec<_> = (section.lines())
            .filter(|line| line.starts_with("| ") && !line.starts_with("| column"))
            .filter(|line| !line.starts_with("| ---"))
            .map(|line| line.split('|').map(str::trim).skip(1).take(2).collect::<Vec<_>>())
            .collect();
        let read: Vec<_> = (kind.columns().iter())
            .map(|column| {
                let bold = if column.required { "**" } else { "" };
                [format!("{bold}{}{bold}", column.name), column.zh.to_owned()]
            })
            .collect();
        assert_eq!(documented, read, "{kind:?}");
    }
}
