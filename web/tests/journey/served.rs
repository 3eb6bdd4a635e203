//! A running server, asked over plain HTTP.

use crate::program::Program;
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
    logs: Option<JoinHandle<String>>,
}

impl Served {
    pub(crate) fn start(program: &Program) -> Self {
        Self::start_at(program, "127.0.0.1:0")
    }

    /// Starts where one was before: `listen` is its address.
    pub(crate) fn start_at(program: &Program, listen: &str) -> Self {
        let mut command = program.command(&["serve", "--listen", listen, "--json"]);
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
        Self { child, address, logs: Some(logs) }
    }

    /// The whole answer to a request with `host`.
    pub(crate) fn ask(&self, method: &str, path: &str, host: &str, body: &str) -> String {
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

    /// Kills it: nothing is finished, nothing tidied.
    pub(crate) fn kill(&self) {
        let pid = self.child.id().to_string();
        let killed = std::process::Command::new("kill").args(["-KILL", &pid]).status().unwrap();
        assert!(killed.success());
    }

    /// Asks it to stop and gives what it logged.
    pub(crate) fn stop(mut self) -> String {
        let pid = self.child.id().to_string();
        let killed = std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(killed.success());
        let logs = self.logs.take().unwrap().join().unwrap();
        assert!(self.child.wait().unwrap().success(), "{logs}");
        logs
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
