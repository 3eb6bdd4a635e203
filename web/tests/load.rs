//! Twenty stations scan together while the server is killed in the middle: nothing is lost, nothing counts twice.
//!
//! The database is a private cluster of the program, durable as in use. `FENJIAN_SCANS=100000` makes a measurement
//! of it: then p99 must stay under 50 ms, leaving out what was due while nobody could answer.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on stops")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

const STATIONS: usize = 20;
const A_SECOND: usize = 200;
const DAY: &str = "2026-09-28";
const CENTRE: &str = "640000";
/// What the server is given to come back and to work off what waited.
const RECOVERY: Duration = Duration::from_secs(1);

/// A home that the database's user can reach, with a published day in it.
struct World {
    home: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let world = Self { home };
        world.json(&["db", "up"]);
        let files = world.home.path().join("files");
        let out = files.to_str().unwrap();
        let sample =
            ["sample", "--provinces", "64", "--cards", "2000", "--seed", "1", "--day", DAY];
        world.json(&[&sample[..], &["--out", out]].concat());
        for kind in ["centres", "calendar", "policy", "locations", "fleet", "machines", "pouching"]
        {
            world.import(&files, kind);
        }
        world.import(&files, "cards");
        let day = ["--centre", CENTRE, "--day", DAY];
        world.json(&[&["plan", "--iterations", "100", "--publish"], &day[..]].concat());
        world.json(&[&["sort"], &day[..]].concat());
        world
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fenjian"));
        command.args(args).args(["--json"]).env_remove("DATABASE_URL").stdin(Stdio::null());
        command.env("FENJIAN_HOME", self.home.path().join("home")).stderr(Stdio::null());
        command
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.command(args).output().unwrap();
        assert!(output.status.success(), "{args:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn import(&self, files: &Path, kind: &str) {
        let file = files.join(format!("{kind}.csv"));
        self.json(&["import", kind, file.to_str().unwrap(), "--day", DAY]);
    }

    fn serials(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.home.path().join("files/cards.csv")).unwrap();
        let serial = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
        let usable = |serial: &String| {
            (6..=32).contains(&serial.len()) && serial.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        text.lines().skip(1).map(serial).filter(usable).collect()
    }

    /// Starts the server and gives it with its address.
    fn serve(&self, listen: &str) -> (Child, String) {
        let mut command = self.command(&["serve", "--listen", listen]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        let url = answer["url"].as_str().unwrap();
        (child, url.trim_start_matches("http://").trim_end_matches('/').to_owned())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = self.command(&["db", "down"]).output();
    }
}

/// A station with its connection.
struct Station<'a> {
    address: &'a str,
    stream: Option<TcpStream>,
}

impl Station<'_> {
    /// Sends until there is an answer, as a device does that stores what it scanned.
    fn ask(&mut self, body: &str) -> Value {
        loop {
            if let Ok((200, answer)) = self.exchange(body) {
                return serde_json::from_str(&answer).unwrap();
            }
            self.stream = None;
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn exchange(&mut self, body: &str) -> std::io::Result<(u16, String)> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            none => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(20)))?;
                none.insert(stream)
            }
        };
        let head = format!(
            "POST /api/v1/scan HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all((head + body).as_bytes())?;
        let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let mut answer = Vec::new();
        let (ends, length) = loop {
            let mut part = [0; 4096];
            let read = stream.read(&mut part)?;
            if read == 0 {
                return Err(cut());
            }
            answer.extend_from_slice(&part[..read]);
            let text = String::from_utf8_lossy(&answer);
            if let Some(ends) = text.find("\r\n\r\n") {
                let head = text[..ends].to_ascii_lowercase();
                let length = head.lines().find_map(|l| l.strip_prefix("content-length: "));
                break (ends + 4, length.and_then(|l| l.parse::<usize>().ok()).ok_or_else(cut)?);
            }
        };
        let missing = (ends + length).saturating_sub(answer.len());
        let mut rest = vec![0; missing];
        stream.read_exact(&mut rest)?;
        answer.extend(rest);
        let text = String::from_utf8_lossy(&answer);
        let status = text.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(cut)?;
        Ok((status, text[ends..].to_owned()))
    }
}

/// One answered scan: its number, when it was due, and how long the answer took from then.
struct Answered {
    seq: u64,
    due: Duration,
    took: Duration,
}

#[test]
fn nothing_is_lost_and_nothing_counts_twice_when_the_server_is_killed() {
    let measured = std::env::var("FENJIAN_SCANS").ok().and_then(|n| n.parse::<usize>().ok());
    let scans = measured.unwrap_or(1_000);
    let world = World::new();
    let serials = world.serials();
    let badge = world.json(&["badge", "add", "王五", "--centre", CENTRE]);
    let badge = badge["code"].as_str().unwrap();
    let (mut server, address) = world.serve("127.0.0.1:0");
    let body = |n: usize| {
        json!({
            "id": format!("station-{}-{n:08}", n % STATIONS), "badge": badge, "centre": CENTRE,
            "day": DAY, "device": format!("station {}", n % STATIONS),
            "occurred_at": "2026-09-28T09:00:00+08:00",
            "card": { "serial": serials[n % serials.len()] }
        })
        .to_string()
    };
    let answered = Mutex::new(Vec::with_capacity(scans));
    let begun = Instant::now();
    let (mut killed, mut back) = (Duration::ZERO, Duration::ZERO);
    std::thread::scope(|scope| {
        for station in 0..STATIONS {
            let (address, answered, body) = (address.as_str(), &answered, &body);
            scope.spawn(move || {
                let mut station_line = Station { address, stream: None };
                for n in (station..scans).step_by(STATIONS) {
                    let due = Duration::from_secs_f64(n as f64 / A_SECOND as f64);
                    std::thread::sleep(due.saturating_sub(begun.elapsed()));
                    let answer = station_line.ask(&body(n));
                    let took = begun.elapsed().saturating_sub(due);
                    let seq = answer["seq"].as_u64().unwrap();
                    answered.lock().unwrap().push(Answered { seq, due, took });
                }
            });
        }
        std::thread::sleep(Duration::from_secs_f64(scans as f64 / A_SECOND as f64 / 2.0));
        killed = begun.elapsed();
        server.kill().unwrap();
        server.wait().unwrap();
        server = world.serve(&address).0;
        back = begun.elapsed() + RECOVERY;
    });
    let answered = answered.into_inner().unwrap();
    let mut seqs: Vec<u64> = answered.iter().map(|one| one.seq).collect();
    seqs.sort_unstable();
    let expected: Vec<u64> = (1..=scans as u64).collect();
    assert!(seqs == expected, "{} answers, {:?} to {:?}", seqs.len(), seqs.first(), seqs.last());

    let again = Station { address: &address, stream: None }.ask(&body(0));
    assert_eq!(again["again"], true, "{again}");
    let found = world.json(&["reconcile", "--centre", CENTRE, "--day", DAY]);
    assert_eq!((&found["chain_intact"], &found["balanced"]), (&json!(true), &json!(true)));
    server.kill().unwrap();
    server.wait().unwrap();

    let outage = |one: &&Answered| one.due + one.took >= killed && one.due <= back;
    let mut took: Vec<Duration> =
        answered.iter().filter(|one| !outage(one)).map(|one| one.took).collect();
    took.sort_unstable();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    let (middle, high, most) = (at(0.5), at(0.99), at(1.0));
    eprintln!(
        "{scans} scans, {} of them during the outage; the others p50 {middle:?}, p99 {high:?}, most {most:?}",
        answered.len() - took.len()
    );
    if measured.is_some() {
        assert!(high < Duration::from_millis(50), "p99 {high:?}");
    }
}
