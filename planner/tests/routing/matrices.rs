//! One matrix in every explicit format is the same matrix.

use crate::{legs, sound};
use proptest::prelude::*;

/// A file with weights in `format`, in lines of `wide` numbers.
fn file(n: usize, format: &str, weights: &[i64], wide: usize, comment: &str) -> String {
    let mut text = format!(
        "NAME : m\nCOMMENT : {comment}\nTYPE : CVRP\nDIMENSION : {n}\nCAPACITY : 9\n\
         EDGE_WEIGHT_TYPE : EXPLICIT\nEDGE_WEIGHT_FORMAT : {format}\nEDGE_WEIGHT_SECTION\n"
    );
    for line in weights.chunks(wide) {
        text += &line.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
        text += "\n";
    }
    text += "DEMAND_SECTION\n";
    text.extend((1..=n).map(|node| format!("{node} {}\n", i32::from(node > 1))));
    text += "DEPOT_SECTION\n1\n-1\nEOF\n";
    text
}

/// The numbers of a triangle: `upper`, with the diagonal or not, by rows or by columns.
fn triangle(matrix: &[Vec<i64>], upper: bool, diagonal: bool, rows: bool) -> Vec<i64> {
    let n = matrix.len();
    let mut found = Vec::new();
    for outer in 0..n {
        for inner in 0..n {
            let (row, column) = if rows { (outer, inner) } else { (inner, outer) };
            let inside = if upper { column > row } else { column < row };
            if inside || diagonal && row == column {
                found.push(matrix[row][column]);
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_symmetric_matrix_in_all_formats(
        n in 2_usize..8,
        weights in prop::collection::vec(0_i64..1000, 64),
        wide in 1_usize..9,
    ) {
        let weight = |i: usize, j: usize| if i == j { 0 } else { weights[i.min(j) * 8 + i.max(j)] };
        let matrix: Vec<Vec<i64>> =
            (0..n).map(|i| (0..n).map(|j| weight(i, j)).collect()).collect();
        let formats = [
            ("UPPER_ROW", true, false, true),
            ("LOWER_ROW", false, false, true),
            ("UPPER_DIAG_ROW", true, true, true),
            ("LOWER_DIAG_ROW", false, true, true),
            ("UPPER_COL", true, false, false),
            ("LOWER_COL", false, false, false),
            ("UPPER_DIAG_COL", true, true, false),
            ("LOWER_DIAG_COL", false, true, false),
        ];
        for (format, upper, diagonal, rows) in formats {
            let numbers = triangle(&matrix, upper, diagonal, rows);
            let read = sound(&file(n, format, &numbers, wide, "none"));
            prop_assert_eq!(&legs(&read), &matrix, "{}", format);
        }
        let full = sound(&file(n, "FULL_MATRIX", &matrix.concat(), wide, "none"));
        prop_assert_eq!(&legs(&full), &matrix);
        let eilon = triangle(&matrix, false, false, false);
        let eilon = sound(&file(n, "LOWER_ROW", &eilon, wide, "(Eilon et al)"));
        prop_assert_eq!(&legs(&eilon), &matrix, "columns, as in CVRPLIB");
    }

    #[test]
    fn an_asymmetric_matrix(n in 2_usize..8, weights in prop::collection::vec(0_i64..1000, 64)) {
        let weight = |i: usize, j: usize| weights[i * 8 + j];
        let rows: Vec<Vec<i64>> = (0..n).map(|i| (0..n).map(|j| weight(i, j)).collect()).collect();
        let read = sound(&file(n, "FULL_MATRIX", &rows.concat(), n, "none"));
        for (i, row) in legs(&read).iter().enumerate() {
            for (j, leg) in row.iter().enumerate() {
                prop_assert_eq!(*leg, if i == j { 0 } else { weight(i, j) }, "{} to {}", i, j);
            }
        }
    }
}
