//! The structure trees of tagged PDFs under one root (ISO 32000-1, 14.7): pages keep their keys into
//! the tree of parents, moved behind those of the parts before; identifiers get the number of their part.

use super::volume::unreadable;
use fenjian_planner::fault::Fault;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

/// The trees taken so far.
#[derive(Default)]
pub(super) struct Trees {
    /// The uppermost elements of each part.
    tops: Vec<Object>,
    /// Pairs of a key and what the page's marks belong to.
    parents: Vec<(i64, Object)>,
    /// Pairs of an identifier and its element.
    named: Vec<(Vec<u8>, ObjectId)>,
    next: i64,
}

impl Trees {
    /// Takes the tree out of the part `nth`, whose objects have their final numbers already.
    pub(super) fn take(
        &mut self,
        part: &mut Document,
        nth: usize,
        pages: &[ObjectId],
    ) -> Result<(), Fault> {
        let Ok(root) = part.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")) else {
            return Ok(());
        };
        let root =
            part.dereference(root).and_then(|(_, root)| root.as_dict()).map_err(unreadable)?;
        let root = root.clone();
        let begins = self.next;
        let mut pairs = Vec::new();
        if let Ok(tree) = root.get(b"ParentTree") {
            numbers(part, tree, &mut pairs)?;
        }
        for (key, value) in pairs {
            self.next = self.next.max(begins + key + 1);
            self.parents.push((begins + key, value));
        }
        for &page in pages {
            let page = part.get_dictionary_mut(page).map_err(unreadable)?;
            if let Ok(key) = page.get(b"StructParents").and_then(Object::as_i64) {
                page.set("StructParents", begins + key);
            }
        }
        self.identify(part, nth);
        match root.get(b"K") {
            Ok(Object::Array(tops)) => self.tops.extend(tops.iter().cloned()),
            Ok(top) => self.tops.push(top.clone()),
            Err(_) => {}
        }
        Ok(())
    }

    /// Gives the elements of a part identifiers that no other part has.
    fn identify(&mut self, part: &mut Document, nth: usize) {
        let ours = |id: &[u8]| [format!("p{nth:04}").as_bytes(), id].concat();
        for (&at, object) in &mut part.objects {
            let Ok(element) = object.as_dict_mut() else { continue };
            if let Ok(Object::String(id, _)) = element.get_mut(b"ID") {
                *id = ours(id);
                self.named.push((id.clone(), at));
            }
            let Ok(Object::Array(attributes)) = element.get_mut(b"A") else { continue };
            for attribute in attributes.iter_mut().filter_map(|a| a.as_dict_mut().ok()) {
                let Ok(Object::Array(heads)) = attribute.get_mut(b"Headers") else { continue };
                for head in heads {
                    if let Object::String(id, _) = head {
                        *id = ours(id);
                    }
                }
            }
        }
    }

    /// Puts all of them into `volume` under one document element.
    pub(super) fn put(mut self, volume: &mut Document, catalog: &mut Dictionary) {
        if self.tops.is_empty() {
            return;
        }
        let root = volume.new_object_id();
        for top in self.tops.iter().filter_map(|top| top.as_reference().ok()) {
            if let Ok(element) = volume.get_dictionary_mut(top) {
                element.set("P", root);
            }
        }
        let parents = self.parents.into_iter().flat_map(|(key, value)| [key.into(), value]);
        let parents = dictionary! { "Nums" => parents.collect::<Vec<Object>>() };
        let parents = volume.add_object(parents);
        self.named.sort();
        let limits: Vec<Object> = [self.named.first(), self.named.last()]
            .into_iter()
            .flatten()
            .map(|(id, _)| Object::string_literal(id.as_slice()))
            .collect();
        let names = self.named.into_iter();
        let names = names.flat_map(|(id, at)| [Object::string_literal(id), at.into()]);
        let names = dictionary! { "Names" => names.collect::<Vec<Object>>(), "Limits" => limits };
        let names = volume.add_object(names);
        let names = volume.add_object(dictionary! { "Kids" => vec![names.into()] });
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => self.tops,
            "ParentTree" => parents,
            "ParentTreeNextKey" => self.next,
            "IDTree" => names,
        };
        volume.set_object(root, tree);
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("Lang", text_string("zh-CN"));
    }
}

/// The pairs of a number tree. Its depth is that of the file, which the browser wrote.
fn numbers(part: &Document, tree: &Object, pairs: &mut Vec<(i64, Object)>) -> Result<(), Fault> {
    let (_, node) = part.dereference(tree).map_err(unreadable)?;
    let node = node.as_dict().map_err(unreadable)?;
    if let Ok(nums) = node.get(b"Nums").and_then(Object::as_array) {
        for pair in nums.chunks_exact(2) {
            pairs.push((pair[0].as_i64().map_err(unreadable)?, pair[1].clone()));
        }
    }
    if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
        for kid in kids {
            numbers(part, kid, pairs)?;
        }
    }
    Ok(())
}
