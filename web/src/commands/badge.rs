//! `fenjian badge`: the badges of people who scan.

use crate::cli::Badge;
use crate::console::{Console, io_fault};
use crate::home;
use crate::pages::scan::badge_digest;
use fenjian_planner::fault::Fault;
use serde_json::json;

/// Digits and letters that no eye takes for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// A hundred random bits, which nobody guesses.
const LENGTH: usize = 20;

/// Notes a person and prints the code for the badge, which is kept nowhere.
pub(super) async fn run(args: Badge, console: &Console) -> Result<(), Fault> {
    let Badge::Add { name, centre } = args;
    let database = home::open().await?;
    let mut random = [0u8; LENGTH];
    getrandom::fill(&mut random).map_err(|e| io_fault("随机数", &std::io::Error::other(e)))?;
    let letters = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let code: String = std::iter::once('B').chain(letters).collect();
    let badge = database.store.add_badge(&centre, &name, &badge_digest(&code)).await?;
    console.result(
        &format!("{centre} 第 {} 号工牌，{}：{code}（只显示这一次）", badge.number, badge.name),
        &json!({ "centre": centre.0, "number": badge.number, "name": badge.name, "code": code }),
    );
    Ok(())
}
