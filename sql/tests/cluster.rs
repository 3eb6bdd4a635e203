//! The private cluster: who starts it, who stops it, and who does not count.
#![allow(clippy::unwrap_used)]

use fenjian_planner::fault;
use fenjian_sql::cluster::{Cluster, Down, Ephemeral};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// A home that the database user can reach.
fn home() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

async fn answers(url: &str) -> bool {
    let Ok((client, connection)) = tokio_postgres::connect(url, tokio_postgres::NoTls).await else {
        return false;
    };
    tokio::spawn(connection);
    let row = client.query_one("SHOW fsync", &[]).await.unwrap();
    row.get::<_, String>(0) == "on"
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_user_starts_it_and_the_last_one_stops_it() {
    let home = home();
    assert_eq!(Cluster::down(home.path()).unwrap(), Down::WasNotRunning);
    let first = Cluster::open(home.path()).unwrap();
    let second = Cluster::open(home.path()).unwrap();
    assert_eq!(first.url(), second.url());
    drop(first);
    let status = Cluster::status(home.path()).unwrap();
    assert!(status.running && status.in_use && !status.kept);
    assert!(answers(&second.url()).await);
    assert_eq!(Cluster::down(home.path()).unwrap(), Down::LeftToUsers);
    let url = second.url();
    drop(second);
    assert!(!Cluster::status(home.path()).unwrap().running);
    assert!(!answers(&url).await);

    // `db up` keeps it for those who come later, `db down` ends that.
    let kept = Cluster::open(home.path()).unwrap();
    kept.keep().unwrap();
    drop(kept);
    let status = Cluster::status(home.path()).unwrap();
    assert!(status.running && !status.in_use && status.kept);
    assert_eq!(Cluster::down(home.path()).unwrap(), Down::Stopped);
    assert!(!Cluster::status(home.path()).unwrap().running);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_was_killed_does_not_count_and_its_server_is_taken_over() {
    let home = home();
    let cluster = Cluster::open(home.path()).unwrap();
    // A stand-in for another process of ours: it holds the lease the way the kernel sees it.
    let mut other = Command::new("flock")
        .args(["--shared", "--no-fork"])
        .arg(home.path().join("users"))
        .args(["sh", "-c", "echo held; exec sleep 600"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(other.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "held\n");
    drop(cluster);
    let status = Cluster::status(home.path()).unwrap();
    assert!(status.running && status.in_use);
    other.kill().unwrap();
    other.wait().unwrap();
    let status = Cluster::status(home.path()).unwrap();
    assert!(status.running && !status.in_use);
    let again = Cluster::open(home.path()).unwrap();
    assert!(answers(&again.url()).await);
    drop(again);
    assert!(!Cluster::status(home.path()).unwrap().running);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_with_a_long_and_odd_name_works() {
    let home = home();
    let deep = home.path().join("证件 分拣, 中心's").join("x".repeat(120));
    let cluster = Cluster::open(&deep).unwrap();
    assert!(answers(&cluster.url()).await);
}

#[test]
fn a_folder_that_the_database_user_cannot_enter_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let closed = home.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o700)).unwrap();
    match Cluster::open(&closed.join("home")) {
        // Root works through the database user, who stands before a closed door.
        Err(fault) => {
            assert_eq!(fault.code, fault::FOLDER_BLOCKED);
            let closed = closed.canonicalize().unwrap();
            assert!(fault.detail.ends_with(&closed.display().to_string()), "{fault}");
        }
        // Anybody else owns the folder.
        Ok(_) => assert_ne!(rustix::process::geteuid().as_raw(), 0),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ephemeral_cluster_leaves_nothing_behind() {
    let cluster = Ephemeral::start().unwrap();
    let url = cluster.url();
    let folder = url.split('\'').nth(1).unwrap().to_owned();
    assert!(tokio_postgres::connect(&url, tokio_postgres::NoTls).await.is_ok());
    drop(cluster);
    assert!(!std::path::Path::new(&folder).exists());
}
