//! Finished HTML with a second text below each fixed one, and blocks made higher where that needs room.

use super::heading::{fill, heading};
use super::room::{Size, columns, in_column, levels};
use super::{Second, Text};
use crate::manifests::flow::{Block, Group, Part, Table};
use askama::filters::{Html, escape};

/// The blank of Chinese text.
const BLANK: char = '\u{3000}';

/// What is left alone: text from outside, drawings, cells, and what repeats the head of a page.
const LEFT: [(&str, &str); 6] = [
    ("<bdi", "</bdi>"),
    ("<svg", "</svg>"),
    ("<td", "</td>"),
    ("<footer", "</footer>"),
    ("<p class=\"about\"", "<div class=\"which\""),
    ("<div class=\"mark\"", "</div>"),
];

impl Second {
    /// `parts` in both languages, with their new heights. O(bytes).
    pub(in crate::manifests) fn set(&self, parts: &[Part]) -> Vec<Part> {
        let part = |part: &Part| match part {
            Part::Block(block) => Part::Block(self.block(block)),
            Part::Table(table) => Part::Table(Table {
                class: table.class,
                head: self.head(&table.head, columns(table.class)),
                groups: table.groups.iter().map(|group| self.group(group)).collect(),
            }),
        };
        parts.iter().map(part).collect()
    }

    /// A page, whose body is in both languages already, with its head. A label has no body of that kind.
    pub(in crate::manifests) fn page(&self, page: &str) -> String {
        let head = page.find("<header>").and_then(|_| page.find("<main>"));
        let (head, body) = page.split_at(head.unwrap_or(page.len()));
        let step = f64::from(self.step) / 10.0;
        let open = format!("<section style=\"--step:{step}mm\" class=\"page second");
        self.paint(head).replacen("<section class=\"page", &open, 1) + body
    }

    fn group(&self, group: &Group) -> Group {
        let rows = group.rows.iter().map(|row| self.block(row)).collect();
        Group { bar: group.bar.as_ref().map(|bar| self.block(bar)), rows, keep: group.keep }
    }

    fn block(&self, block: &Block) -> Block {
        let html = self.paint(&block.html);
        let more_mm = self.more_mm(&html);
        Block { mm: block.mm + more_mm, html: higher(html, more_mm) }
    }

    /// What its second lines need beyond those of Latin.
    fn more_mm(&self, html: &str) -> u32 {
        match html.contains("<ruby") {
            true => (levels(html) * (self.step - Size::LEAST_STEP)).div_ceil(10),
            false => 0,
        }
    }

    /// The head of a table: its columns say how wide a text may be, and its lines how high it gets.
    fn head(&self, head: &Block, columns: &[u32]) -> Block {
        /// The Chinese line and a margin.
        const CHINESE: u32 = 47;
        let Some(at) = head.html.find("<th>") else { return self.block(head) };
        let from = head.html[..at].rfind("<tr").unwrap_or(0);
        let (caption, heads) = head.html.split_at(from);
        let caption = self.block(&Block { mm: 0, html: caption.to_owned() });
        let mut out = String::with_capacity(2 * heads.len());
        let mut tallest = 0;
        let mut rest = heads;
        for &column_mm in columns {
            let Some((before, cell)) = rest.split_once("<th>") else { break };
            let Some((words, after)) = cell.split_once("</th>") else { break };
            out.push_str(before);
            out.push_str("<th>");
            match self.texts.get(words) {
                Some(text) => {
                    let (size, tenths) = in_column(&text.text, column_mm);
                    tallest = tallest.max(tenths);
                    ruby(&mut out, "", words, text, size, &text.text);
                }
                None => out.push_str(words),
            }
            out.push_str("</th>");
            rest = after;
        }
        out.push_str(rest);
        let more_mm = (CHINESE + tallest).div_ceil(10).saturating_sub(7);
        let more_mm = if tallest > 0 { more_mm } else { 0 };
        let html = caption.html + &higher(out, more_mm);
        Block { mm: head.mm + caption.mm + more_mm, html }
    }

    /// `html` with a second text below each text that has one.
    fn paint(&self, html: &str) -> String {
        let mut out = String::with_capacity(2 * html.len());
        let mut rest = html;
        let mut whole_row = false;
        while let Some(at) = rest.find('<') {
            self.text(&mut out, &rest[..at]);
            rest = &rest[at..];
            if rest.starts_with("<tr") {
                whole_row = rest.starts_with("<tr class=\"bar\"")
                    || rest.starts_with("<tr class=\"caption\"");
            }
            let is_ours = whole_row || rest.starts_with("<td class=\"tick\"");
            let left = LEFT
                .iter()
                .find(|(begin, _)| rest.starts_with(begin) && !(*begin == "<td" && is_ours));
            let end = match left {
                Some((_, end)) => rest.find(end).unwrap_or(rest.len()),
                None => rest.find('>').map_or(rest.len(), |end| end + 1),
            };
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        self.text(&mut out, rest);
        out
    }

    /// A text between two tags, whose pieces are parted by blanks of Chinese.
    fn text(&self, out: &mut String, text: &str) {
        let mut pieces = text.split(BLANK).peekable();
        let mut first = true;
        let mut blank_is_ours = false;
        while let Some(piece) = pieces.next() {
            // A single blank becomes the space beside the second text; several are room for writing.
            let single = !piece.is_empty() || pieces.peek().is_none();
            let dropped = first || (blank_is_ours && single);
            if !dropped {
                out.push(BLANK);
            }
            first = false;
            blank_is_ours = self.piece(out, piece, pieces.peek().is_some());
        }
    }

    /// A piece; whether it has a second text. `parted` says whether a blank follows.
    fn piece(&self, out: &mut String, piece: &str, parted: bool) -> bool {
        let words = piece.trim_start().trim_start_matches("□ ");
        let (before, words) = piece.split_at(piece.len() - words.len());
        let words = words.trim_end();
        let (heading, numbers) = heading(words);
        let Some(text) = self.texts.get(&heading).filter(|_| !words.is_empty()) else {
            out.push_str(piece);
            return false;
        };
        out.push_str(before);
        let class = if parted { " class=\"parted\"" } else { "" };
        ruby(out, class, words, text, text.size, &fill(&text.text, &numbers));
        out.push_str(&piece[before.len() + words.len()..]);
        true
    }
}

fn ruby(out: &mut String, class: &str, words: &str, text: &Text, size: Size, second: &str) {
    let lang = match text.lang.as_str() {
        "" => String::new(),
        lang => format!(" lang=\"{lang}\""),
    };
    let pt = f64::from(size.hundredths) / 100.0;
    // Escaping writes to memory.
    let second = escape(second, Html).map(|text| text.to_string()).unwrap_or_default();
    out.push_str(&format!(
        "<ruby{class}>{words}<rt{lang} dir=\"auto\" style=\"font-size:{pt}pt\">{second}</rt></ruby>"
    ));
}

/// `html` with its first height made greater by `more_mm`.
fn higher(mut html: String, more_mm: u32) -> String {
    const STEM: &str = "height:";
    let Some(at) = html.find(STEM).map(|at| at + STEM.len()) else { return html };
    let digits = html[at..].bytes().take_while(u8::is_ascii_digit).count();
    if let Ok(mm) = html[at..at + digits].parse::<u32>() {
        html.replace_range(at..at + digits, &(mm + more_mm).to_string());
    }
    html
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Cursor;

    fn second() -> Second {
        let file = "zh,en\n姓名,<b>Name\n地址,Address\n第 {} 站,Stop {}\n时间,Time\n相符,agrees\n";
        Second::read("en.csv", &mut Cursor::new(file)).unwrap()
    }

    fn plain(html: &str) -> String {
        let html = second().paint(html);
        html.split(" dir=\"auto\" style=\"")
            .map(|part| part.split_once("pt\">").map_or(part, |(_, after)| after))
            .collect::<Vec<_>>()
            .join(">")
    }

    #[test]
    fn fixed_text_gets_its_second_text_and_nothing_else_does() {
        assert_eq!(
            plain("<p>地址　<bdi>姓名</bdi></p>"),
            "<p><ruby class=\"parted\">地址<rt lang=\"en\">Address</rt></ruby><bdi>姓名</bdi></p>"
        );
        assert_eq!(
            plain("<b>第 3 站</b>"),
            "<b><ruby>第 3 站<rt lang=\"en\">Stop 3</rt></ruby></b>"
        );
        assert!(plain("<p>时间　　　　时</p>").ends_with("</ruby>　　　　时</p>"));
        for left in
            ["<td>姓名</td>", "<svg><text>姓名</text></svg>", "<footer><i>姓名</i></footer>"]
        {
            assert_eq!(plain(left), left);
        }
        assert!(
            plain("<td class=\"tick\">□ 相符<br>").starts_with("<td class=\"tick\">□ <ruby>相符")
        );
        assert!(plain("<tr class=\"bar\"><td>地址</td>").contains("Address"));
    }

    #[test]
    fn a_second_text_is_text_whatever_it_says() {
        assert!(second().paint("<p>姓名</p>").contains("&#60;b&#62;Name"));
    }

    #[test]
    fn the_head_of_a_table_grows_with_the_lines_of_its_columns() {
        let head = Block {
            mm: 7,
            html: "<tr style=\"height:7mm\"><th>地址</th><th>张</th></tr>".into(),
        };
        let narrow = second().head(&head, &[7, 30]);
        let wide = second().head(&head, &[30, 30]);
        assert!(7 < wide.mm && wide.mm < narrow.mm, "{} {}", wide.mm, narrow.mm);
        assert!(narrow.html.starts_with(&format!("<tr style=\"height:{}mm\"", narrow.mm)));
    }
}
