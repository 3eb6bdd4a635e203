//! Several PDFs as one: their pages in order, an outline of routes and manifests, and nothing that
//! tells when or by which build of the browser it was made.

use super::leaves::Bookmark;
use super::press::Order;
use super::tags;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::digest;
use lopdf::{Bookmark as Entry, Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use lopdf::{SaveOptions, text_string};

/// What begins the outline where no route does.
const WHOLE_DAY: &str = "全日";

/// The PDF of a part.
pub(super) struct Bound {
    /// It.
    pub(super) bytes: Vec<u8>,
    /// How many sides it must have.
    pub(super) sides: usize,
    /// What begins on which of its sides, from 0.
    pub(super) opens: Vec<(usize, Bookmark)>,
}

/// Binds parts into one PDF. O(bytes).
pub(super) fn bind(parts: Vec<Bound>, order: &Order) -> Result<Vec<u8>, Fault> {
    let mut volume = Document::with_version("1.7");
    let root = volume.new_object_id();
    let mut pages: Vec<ObjectId> = Vec::new();
    let mut marks: Vec<(usize, Bookmark)> = Vec::new();
    let mut trees = tags::Trees::default();
    for (nth, part) in parts.into_iter().enumerate() {
        let mut document = Document::load_mem(&part.bytes).map_err(unreadable)?;
        document.renumber_objects_with(volume.max_id + 1);
        let of_part: Vec<ObjectId> = document.page_iter().collect();
        if of_part.len() != part.sides {
            let detail = format!("应有 {} 页，实有 {} 页", part.sides, of_part.len());
            return Err(Fault::new(fault::PDF_WRONG, detail));
        }
        if order.tagged {
            trees.take(&mut document, nth, &of_part)?;
        }
        marks.extend(part.opens.into_iter().map(|(at, mark)| (pages.len() + at, mark)));
        for &id in &of_part {
            document.get_dictionary_mut(id).map_err(unreadable)?.set("Parent", root);
        }
        pages.extend(of_part);
        volume.max_id = document.max_id;
        let kept = document.objects.into_iter().filter(|(_, object)| !replaced(object));
        volume.objects.extend(kept);
    }
    let kids: Vec<Object> = pages.iter().map(|&id| id.into()).collect();
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    volume.set_object(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => root,
        "Lang" => text_string("zh-CN"),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
    };
    if let Some(outline) = outline(&mut volume, &pages, marks)? {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    trees.put(&mut volume, &mut catalog);
    let catalog = volume.add_object(catalog);
    volume.trailer.set("Root", catalog);
    name(&mut volume, order);
    let mut out = Vec::new();
    let packed = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    volume
        .save_with_options(&mut out, packed)
        .map_err(|e| Fault::new(fault::CANNOT_WRITE, e.to_string()))?;
    Ok(out)
}

/// Whether the volume has its own instead.
fn replaced(object: &Object) -> bool {
    let Ok(dictionary) = object.as_dict() else { return false };
    let kind = dictionary.get(b"Type").and_then(Object::as_name).unwrap_or_default();
    let about_it = || dictionary.has(b"Producer") && dictionary.has(b"Creator");
    matches!(kind, b"Catalog" | b"Pages" | b"StructTreeRoot") || about_it()
}

/// Routes, closed, and under each its manifests.
fn outline(
    volume: &mut Document,
    pages: &[ObjectId],
    marks: Vec<(usize, Bookmark)>,
) -> Result<Option<ObjectId>, Fault> {
    let entry = |title: &str, at: usize| Entry::new(title.to_owned(), [0.0; 3], 0, pages[at]);
    let alone = marks.iter().all(|(_, mark)| mark.route.is_none());
    let mut under: Option<(Option<String>, u32)> = None;
    for (at, Bookmark { route, title, .. }) in marks {
        let parent = match &under {
            _ if alone => None,
            Some((open, id)) if *open == route => Some(*id),
            _ => {
                let id =
                    volume.add_bookmark(entry(route.as_deref().unwrap_or(WHOLE_DAY), at), None);
                under = Some((route, id));
                Some(id)
            }
        };
        volume.add_bookmark(entry(&title, at), parent);
    }
    let Some(outline) = volume.build_outline() else { return Ok(None) };
    let mut next =
        volume.get_dictionary(outline).and_then(|d| d.get(b"First")?.as_reference()).ok();
    while let Some(id) = next {
        let item = volume.get_dictionary_mut(id).map_err(unreadable)?;
        if let Ok(count) = item.get(b"Count").and_then(Object::as_i64) {
            item.set("Count", -count);
        }
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
    Ok(Some(outline))
}

/// What the file says of itself.
fn name(volume: &mut Document, order: &Order) {
    let moment = order.dated.format("D:%Y%m%d%H%M%SZ").to_string();
    let moment = || Object::string_literal(moment.as_str());
    let about: Dictionary = dictionary! {
        "Title" => text_string(&order.title),
        "Creator" => text_string("fenjian"),
        "Producer" => text_string("fenjian"),
        "CreationDate" => moment(),
        "ModDate" => moment(),
    };
    let about = volume.add_object(about);
    volume.trailer.set("Info", about);
    // Two names of 16 bytes, the same for the same title and moment.
    let bytes = digest(&format!("{}{}", order.title, order.dated)).into_bytes();
    let id = Object::String(bytes[..16].to_vec(), StringFormat::Hexadecimal);
    volume.trailer.set("ID", vec![id.clone(), id]);
}

pub(super) fn unreadable(error: lopdf::Error) -> Fault {
    Fault::new(fault::PDF_WRONG, error.to_string())
}
