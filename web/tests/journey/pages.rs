//! The pages over HTTP: what they show, whom they refuse, how they stop.

use crate::program::{DAYS, Program};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

/// All that comes on `stream` until it ends.
pub(crate) fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// A running server.
pub(crate) struct Served {
    child: Child,
    address: String,
    /// Reads what it logs while it runs: a full pipe would make it wait.
    logs: JoinHandle<String>,
}

impl Served {
    pub(crate) fn start(program: &Program) -> Self {
        let mut command = program.command(&["serve", "--listen", "127.0.0.1:0", "--json"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = answer["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut stderr = child.stderr.take().unwrap();
        let logs = std::thread::spawn(move || {
            let mut logs = String::new();
            stderr.read_to_string(&mut logs).unwrap();
            logs
        });
        Self { child, address, logs }
    }

    /// The whole answer to a request with `host`.
    fn ask(&self, method: &str, path: &str, host: &str, body: &str) -> String {
        let form = "Content-Type: application/x-www-form-urlencoded";
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{form}\r\n\
             Content-Length: {length}\r\n\r\n"
        );
        rest(self.send(&(head + body)))
    }

    /// A connection on which `request` was sent; what does not come in a minute never does.
    pub(crate) fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let answer = self.ask("GET", path, &self.address, "");
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", &answer[..60.min(answer.len())]);
        answer
    }

    /// The answer to a request, whatever its status.
    pub(crate) fn any(&self, path: &str) -> String {
        self.ask("GET", path, &self.address, "")
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> String {
        self.ask("POST", path, &self.address, body)
    }

    /// Asks it to stop and gives what it logged.
    pub(crate) fn stop(mut self) -> String {
        let pid = self.child.id().to_string();
        let killed = std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(killed.success());
        let logs = self.logs.join().unwrap();
        assert!(self.child.wait().unwrap().success(), "{logs}");
        logs
    }
}

#[test]
fn pages_show_the_day_and_refuse_strangers() {
    let program = Program::new();
    program.import_sample(DAYS[0], "1", "600");
    let day = format!("/days/640000/{}", DAYS[0]);
    let plan = program.day("plan", DAYS[0], &["--iterations", "100"]);
    let served = Served::start(&program);
    assert!(served.get("/health").ends_with("ok\n"));
    assert!(served.get("/ready").ends_with("ready\n"));
    assert!(served.get("/").contains(&format!("第 {} 版草稿", plan["revision"])));
    assert!(served.get(&format!("{day}/manifests?kind=load-list")).contains("草稿"));

    program.day("publish", DAYS[0], &[]);
    let page = served.get(&day);
    assert!(page.contains("平衡合拢") && page.contains("640000-260928-R01"));
    let sheets = served.get(&format!("{day}/manifests?kind=load-list&subject=640000-260928-R01"));
    assert!(sheets.contains("装车单") && !sheets.contains("草稿"));
    let pouch = served.post("/search", "q=640000-260928-P0001");
    assert!(pouch.contains("640000-260928-R"), "{pouch}");

    assert!(served.ask("GET", "/", "example.com", "").starts_with("HTTP/1.1 403"));
    assert!(served.ask("GET", "/nowhere", &served.address, "").starts_with("HTTP/1.1 404"));
    let unknown = served.ask("GET", "/days/640000/2020-01-01", &served.address, "");
    assert!(unknown.starts_with("HTTP/1.1 404"), "{unknown}");
    served.stop();
}
