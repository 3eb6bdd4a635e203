//! Translation files: the headings of printed manifests, and what they are called in another language.

use super::decode::Decoding;
use super::records::{Cells, Records, TextRecords};
use super::survey::survey;
use crate::fault::{self, Fault};
use std::io::{Read, Seek};

/// What stands above the column of Chinese headings.
const CHINESE: [&str; 2] = ["zh", "中文"];

/// A translation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// What stands above the second column: the language's tag.
    pub language: String,
    /// Line, heading and text of each row with a heading; the text may be empty.
    pub rows: Vec<(u64, String, String)>,
}

/// Reads `source`: text with a header of two columns, one of them `zh` or 中文. Other columns, such as
/// remarks, are left alone. O(bytes).
///
/// # Errors
/// F101 and F102 as other files; F102 for a workbook; F103 when the first row that is not blank names
/// no Chinese column or no second one; F106.
pub fn translation(source: &mut (impl Read + Seek)) -> Result<Translation, Fault> {
    let encoding = survey(source)?.encoding;
    if encoding.is_workbook() {
        return Err(Fault::new(fault::UNKNOWN_ENCODING, "译文文件不能是工作簿"));
    }
    for delimiter in *b",\t;" {
        let mut records = TextRecords::new(Decoding::new(source, encoding)?, delimiter);
        if let Some(found) = columns(&mut records)? {
            return rest(&mut records, found);
        }
    }
    Err(Fault::new(fault::WRONG_HEADER, "译文文件第一行要有 zh（中文）列和译文列，如 zh,ug"))
}

/// The places of both columns and the name of the second one, from the first row that is not blank.
fn columns(records: &mut dyn Records) -> Result<Option<(usize, usize, String)>, Fault> {
    let mut cells = Cells::default();
    while records.next(&mut cells)? {
        if cells.is_blank() {
            continue;
        }
        let is_chinese = |label: &str| CHINESE.contains(&label.to_ascii_lowercase().as_str());
        let chinese = cells.iter().position(is_chinese);
        let other = cells.iter().position(|label| !label.is_empty() && !is_chinese(label));
        return Ok(chinese.zip(other).map(|(zh, at)| (zh, at, cells.get(at).to_owned())));
    }
    Ok(None)
}

fn rest(
    records: &mut dyn Records,
    (chinese, other, language): (usize, usize, String),
) -> Result<Translation, Fault> {
    let mut rows = Vec::new();
    let mut cells = Cells::default();
    while records.next(&mut cells)? {
        let heading = cells.get(chinese);
        if !heading.is_empty() {
            rows.push((cells.line, heading.to_owned(), cells.get(other).to_owned()));
        }
    }
    Ok(Translation { language, rows })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Cursor;

    fn read(bytes: &[u8]) -> Result<Translation, Fault> {
        translation(&mut Cursor::new(bytes))
    }

    #[test]
    fn columns_are_found_by_their_names_whatever_parts_them() {
        let expected = vec![(2, "姓名".to_owned(), "Name".to_owned())];
        for file in
            ["\u{feff}zh,en\r\n姓名,Name\r\n", "en;中文\nName;姓名\n;\n", "zh\ten\n姓名\tName\n"]
        {
            let read = read(file.as_bytes()).unwrap();
            assert_eq!((read.language.as_str(), &read.rows), ("en", &expected), "{file}");
        }
    }

    #[test]
    fn what_is_no_translation_file_is_told_with_its_code() {
        let code = |bytes: &[u8]| read(bytes).unwrap_err().code.id;
        assert_eq!(code(b""), "F101");
        assert_eq!(code("姓名,Name\n".as_bytes()), "F103");
        assert_eq!(code(b"zh\n"), "F103");
        assert_eq!(code(b"PK\x03\x04\x14\0\0\0 a workbook"), "F102");
    }
}
