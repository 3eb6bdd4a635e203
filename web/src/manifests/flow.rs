//! Pages from blocks of known height, so that "page x of y" is true before anybody prints.
//!
//! Every block has a fixed height in whole millimetres, which the style sheet enforces by
//! clipping. A block is never cut; a table's head is repeated on each page it reaches.

/// What a page holds between its head and its foot. The style sheet's measures: 297 less margins
/// 9 and 7, head 27, foot 6, and one to spare for rounding.
pub(super) const ROOM_MM: u32 = 247;

/// A piece that stays whole.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Its height.
    pub(super) mm: u32,
    /// Its HTML.
    pub(super) html: String,
}

/// Rows of a table that belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// A line above the rows, repeated where the group goes on on another page.
    pub(super) bar: Option<Block>,
    /// Its rows.
    pub(super) rows: Vec<Block>,
    /// Whether it stays on one page where a page can hold it.
    pub(super) keep: bool,
}

/// A table with a head that is repeated.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Its class in the style sheet.
    pub(super) class: &'static str,
    /// Its head: one `tr`.
    pub(super) head: Block,
    /// Its rows in groups.
    pub(super) groups: Vec<Group>,
}

/// A part of a manifest.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// One block.
    Block(Block),
    /// A table.
    Table(Table),
}

impl Group {
    fn bar_mm(&self) -> u32 {
        self.bar.as_ref().map_or(0, |bar| bar.mm)
    }

    /// What must be free for the group to begin on a page where `empty_mm` would be free at best.
    fn start_mm(&self, empty_mm: u32) -> u32 {
        let whole = self.bar_mm() + rows_mm(&self.rows);
        let first = self.bar_mm() + self.rows.first().map_or(0, |row| row.mm);
        if self.keep && whole <= empty_mm { whole } else { first }
    }
}

fn rows_mm(rows: &[Block]) -> u32 {
    rows.iter().map(|row| row.mm).sum()
}

/// Lays `parts` out; one body of HTML per page, at least one. O(blocks).
pub(super) fn paginate(parts: &[Part]) -> Vec<String> {
    let mut pages = Pages { done: Vec::new(), html: String::new(), used_mm: 0 };
    for (ix, part) in parts.iter().enumerate() {
        match part {
            Part::Block(block) => {
                pages.make_room(block.mm);
                pages.put(block);
            }
            Part::Table(table) => {
                let after_mm = match parts.get(ix + 1) {
                    Some(Part::Block(block)) => block.mm,
                    Some(Part::Table(_)) | None => 0,
                };
                pages.table(table, after_mm);
            }
        }
    }
    pages.done.push(pages.html);
    pages.done
}

struct Pages {
    done: Vec<String>,
    html: String,
    used_mm: u32,
}

impl Pages {
    fn fits(&self, mm: u32) -> bool {
        self.used_mm + mm <= ROOM_MM
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.html));
        self.used_mm = 0;
    }

    fn make_room(&mut self, mm: u32) {
        if !self.fits(mm) && self.used_mm > 0 {
            self.turn();
        }
    }

    fn put(&mut self, block: &Block) {
        self.html.push_str(&block.html);
        self.used_mm += block.mm;
    }

    fn open(&mut self, table: &Table) {
        self.html.push_str("<table class=\"");
        self.html.push_str(table.class);
        self.html.push_str("\"><thead>");
        self.put(&table.head);
        self.html.push_str("</thead><tbody>");
    }

    fn close(&mut self) {
        self.html.push_str("</tbody></table>\n");
    }

    /// Lays a table out. What follows it, `after_mm` high, is not left alone on a page where a few
    /// rows can go with it: nobody signs for a total without seeing what it is the total of.
    fn table(&mut self, table: &Table, after_mm: u32) {
        const COMPANY: usize = 2;
        let empty_mm = ROOM_MM - table.head.mm;
        let first_mm = table.groups.first().map_or(0, |group| group.start_mm(empty_mm));
        self.make_room(table.head.mm + first_mm);
        self.open(table);
        for (nth, group) in table.groups.iter().enumerate() {
            let last = nth + 1 == table.groups.len() && !group.keep;
            let leaves = group.rows.len().checked_sub(COMPANY).filter(|&ix| last && ix > 0);
            if !self.fits(group.start_mm(empty_mm)) {
                self.turn_in(table);
            }
            if let Some(bar) = &group.bar {
                self.put(bar);
            }
            for (ix, row) in group.rows.iter().enumerate() {
                let needs_mm = match leaves {
                    Some(at) if at == ix => rows_mm(&group.rows[ix..]) + after_mm,
                    _ => row.mm,
                };
                if ix > 0 && !self.fits(needs_mm) {
                    self.turn_in(table);
                    if let Some(bar) = &group.bar {
                        self.put(bar);
                    }
                }
                self.put(row);
            }
        }
        self.close();
    }

    fn turn_in(&mut self, table: &Table) {
        self.close();
        self.turn();
        self.open(table);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Blocks that tell their height and kind: `[r7]` is a row of 7 mm.
    fn told(kind: char, mm: u32) -> Block {
        Block { mm, html: format!("[{kind}{mm}]") }
    }

    fn tokens(page: &str) -> Vec<(char, u32)> {
        let inside = page.split('[').skip(1).map(|t| t.split(']').next().unwrap());
        inside.map(|t| (t.chars().next().unwrap(), t[1..].parse().unwrap())).collect()
    }

    fn group() -> impl Strategy<Value = Group> {
        let bar = proptest::option::of(5_u32..15);
        (bar, vec(4_u32..40, 0..12), any::<bool>()).prop_filter_map("empty", |(bar, rows, keep)| {
            let rows: Vec<_> = rows.into_iter().map(|mm| told('r', mm)).collect();
            let bar = bar.map(|mm| told('b', mm));
            (bar.is_some() || !rows.is_empty()).then_some(Group { bar, rows, keep })
        })
    }

    fn parts() -> impl Strategy<Value = Vec<Part>> {
        let block = (1_u32..120).prop_map(|mm| Part::Block(told('s', mm)));
        let table = (vec(group(), 1..8), 7_u32..20).prop_map(|(groups, mm)| {
            Part::Table(Table { class: "t", head: told('h', mm), groups })
        });
        vec(prop_oneof![block, table], 1..7)
    }

    fn contents(parts: &[Part]) -> Vec<(char, u32)> {
        let blocks = parts.iter().flat_map(|part| match part {
            Part::Block(block) => vec![block],
            Part::Table(table) => table.groups.iter().flat_map(|g| &g.rows).collect(),
        });
        blocks.flat_map(|block| tokens(&block.html)).collect()
    }

    proptest! {
        #[test]
        fn no_page_overflows_nothing_is_lost_and_tables_have_heads(parts in parts()) {
            let expected = contents(&parts);
            let pages = paginate(&parts);
            let mut found = Vec::new();
            for page in &pages {
                let tokens = tokens(page);
                prop_assert!(tokens.iter().map(|t| t.1).sum::<u32>() <= ROOM_MM);
                prop_assert!(pages.len() == 1 || !tokens.is_empty());
                prop_assert!(!matches!(tokens.first(), Some(('r' | 'b', _))), "{page}");
                prop_assert!(!matches!(tokens.last(), Some(('h', _))), "{page}");
                found.extend(tokens.into_iter().filter(|t| matches!(t.0, 'r' | 's')));
            }
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_group_that_is_kept_and_fits_a_page_stays_on_one(groups in vec(group(), 1..8)) {
            let head = told('h', 7);
            let numbered: Vec<Group> = (groups.into_iter().enumerate())
                .map(|(ix, mut group)| {
                    for row in &mut group.rows {
                        row.html = format!("[r{ix}]");
                    }
                    Group { keep: true, ..group }
                })
                .collect();
            let fits = |g: &Group| g.bar_mm() + rows_mm(&g.rows) <= ROOM_MM - 7;
            let whole: Vec<_> = numbered.iter().map(fits).collect();
            let pages = paginate(&[Part::Table(Table { class: "t", head, groups: numbered })]);
            for (ix, _) in whole.iter().enumerate().filter(|(_, fits)| **fits) {
                let on = pages.iter().filter(|page| page.contains(&format!("[r{ix}]"))).count();
                prop_assert!(on <= 1);
            }
        }
    }
}
