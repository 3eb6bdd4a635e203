//! From what PostgreSQL and the pool report to coded faults. The server's texts may quote values
//! of rows, so only codes and names of tables, columns and constraints are passed on, and the text
//! of refusals that our own triggers raise.

use fenjian_planner::fault::{self, Fault};
use tokio_postgres::error::{DbError, SqlState};

/// SQLSTATE of the refusals in the migrations.
const REFUSED: &str = "FJ001";

/// The fault for a failed statement or a lost connection.
pub(crate) fn fault_of(error: tokio_postgres::Error) -> Fault {
    match error.as_db_error() {
        Some(error) => from_server(error),
        None if error.is_closed() => Fault::new(fault::NO_DATABASE, "连接已断开"),
        None => Fault::new(fault::STORE_FAILED, error.to_string()),
    }
}

fn from_server(error: &DbError) -> Fault {
    let code = error.code();
    if code.code() == REFUSED {
        return Fault::new(fault::FORBIDDEN_CHANGE, error.message());
    }
    let names = [error.table(), error.column(), error.constraint()];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    let detail = format!("SQLSTATE {} {}", code.code(), names.join("."));
    let conflict = [
        SqlState::UNIQUE_VIOLATION,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
    ];
    let gone = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
    let kind = match code {
        code if conflict.contains(code) => fault::CONFLICT,
        code if gone.contains(code) => fault::NO_DATABASE,
        _ => fault::STORE_FAILED,
    };
    Fault::new(kind, detail.trim_end())
}

/// The fault for a connection that could not be had. The reason names hosts and users, never a
/// password.
pub(crate) fn unreachable(error: deadpool_postgres::PoolError) -> Fault {
    let detail = match &error {
        deadpool_postgres::PoolError::Backend(inner) => match inner.as_db_error() {
            Some(db) => db.message().to_owned(),
            None => std::error::Error::source(inner)
                .map_or_else(|| inner.to_string(), ToString::to_string),
        },
        _ => error.to_string(),
    };
    Fault::new(fault::NO_DATABASE, detail)
}

/// The fault for a stored value that this program cannot read.
pub(crate) fn unreadable(what: &str) -> Fault {
    Fault::new(fault::STORE_FAILED, format!("{what} 的存储值无法识别"))
}
