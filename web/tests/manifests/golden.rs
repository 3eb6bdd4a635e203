//! The text of one sheet, to be reviewed in the diff.

use crate::edition::small;
use crate::paper;
use fenjian::manifests::{Kind, set};
use fenjian_sql::edition::Status;

#[test]
fn the_handover_sheet_reads_as_agreed() {
    let manifest = &set(&small(Status::Published), &[Kind::Handover])[0];
    assert_eq!(manifest.pages.len(), 3);
    let golden = include_str!("handover.txt");
    assert_eq!(paper::text(&manifest.pages[2]), golden);
    // The other copies differ in their mark only.
    for (ix, copy, kept_by) in
        [(0, "存根联", "制证中心留存"), (1, "随车联", "随车往返，交接后带回制证中心")]
    {
        let as_copy = golden.replace("签收联", copy).replace("交接点留存", kept_by);
        assert_eq!(paper::text(&manifest.pages[ix]), as_copy);
    }
}
