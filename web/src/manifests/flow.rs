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
        let whole = self.bar_mm() + self.rows.iter().map(|row| row.mm).sum::<u32>();
        let first = self.bar_mm() + self.rows.first().map_or(0, |row| row.mm);
        if self.keep && whole <= empty_mm { whole } else { first }
    }
}

/// Lays `parts` out; one body of HTML per page, at least one. O(blocks).
pub(super) fn paginate(parts: Vec<Part>) -> Vec<String> {
    let mut pages = Pages { done: Vec::new(), html: String::new(), used_mm: 0 };
    for part in parts {
        match part {
            Part::Block(block) => {
                pages.make_room(block.mm);
                pages.put(&block);
            }
            Part::Table(table) => pages.table(&table),
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

    fn table(&mut self, table: &Table) {
        let empty_mm = ROOM_MM - table.head.mm;
        let first_mm = table.groups.first().map_or(0, |group| group.start_mm(empty_mm));
        self.make_room(table.head.mm + first_mm);
        self.open(table);
        for group in &table.groups {
            if !self.fits(group.start_mm(empty_mm)) {
                self.turn_in(table);
            }
            if let Some(bar) = &group.bar {
                self.put(bar);
            }
            for (ix, row) in group.rows.iter().enumerate() {
                if ix > 0 && !self.fits(row.mm) {
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
