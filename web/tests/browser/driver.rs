//! A real Chromium, driven over WebDriver (W3C): what people type, what they see.
//!
//! Needs Debian's `chromium-driver`. Everything blocks; waiting is for a state of the page, never for a while.
//! The crates that speak this protocol bring forty others and a second ICU; the few calls that the tests need are
//! JSON over HTTP.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What does not show within this never will.
const PATIENCE: Duration = Duration::from_secs(30);
/// Enter as WebDriver names it.
const ENTER: char = '\u{e007}';

const CONTROL: char = '\u{e009}';

/// What Chromium is started with; as root it has no sandbox.
const ARGUMENTS: &str = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --autoplay-policy=no-user-gesture-required";

/// A browser with a profile of its own, which ends with it.
pub(crate) struct Browser {
    port: u16,
    /// `/session/…`, once there is one.
    session: String,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one with a window of `width` × `height`.
    pub(crate) fn start(width: u32, height: u32) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("T901 缺少程序 chromedriver。安装后再测试：apt-get install chromium-driver");
        let said = BufReader::new(driver.stdout.take().unwrap());
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let port = line.split_once("started successfully on port ")?.1;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = port.expect("chromedriver says its port");
        let profile = tempfile::tempdir().unwrap();
        let mut arguments: Vec<String> = ARGUMENTS.split_whitespace().map(str::to_owned).collect();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        arguments.push(format!("--window-size={width},{height}"));
        let mut browser = Self { port, session: String::new(), driver, _profile: profile };
        let options = json!({ "goog:chromeOptions": { "args": arguments } });
        let made = browser.command(
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": options } }),
        );
        browser.session = format!("/session/{}", made["sessionId"].as_str().unwrap());
        // The window's edges are not the page's.
        let edges = browser.run("return [outerWidth - innerWidth, outerHeight - innerHeight]");
        let edge = |n: usize| edges[n].as_u64().unwrap() as u32;
        let size = json!({ "width": width + edge(0), "height": height + edge(1) });
        browser.tell("/window/rect", &size);
        browser
    }

    /// What the driver answers; a test stops where it refuses.
    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let told = self.exchange(method, path, body).unwrap();
        assert!(told["value"]["error"].is_null(), "{method} {path}: {}", told["value"]);
        told["value"].clone()
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(2 * PATIENCE))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all((head + &body).as_bytes())?;
        // The driver leaves the connection open, whatever it is asked.
        let mut stream = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while stream.read_line(&mut line)? > 2 {
            let head = line.to_ascii_lowercase();
            if let Some(told) = head.strip_prefix("content-length:") {
                length = told.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        let mut told = vec![0; length];
        stream.read_exact(&mut told)?;
        Ok(serde_json::from_slice(&told)?)
    }

    fn tell(&self, what: &str, body: &Value) -> Value {
        self.command("POST", &format!("{}{what}", self.session), body)
    }

    /// Opens a page.
    pub(crate) fn open(&self, url: &str) {
        self.tell("/url", &json!({ "url": url }));
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) {
        self.tell("/refresh", &json!({}));
    }

    /// Types `text` as a keyboard or a scanner does, to whatever has the focus.
    pub(crate) fn keys(&self, text: &str) {
        let press =
            |key: char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        let actions: Vec<Value> = text.chars().flat_map(press).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.tell("/actions", &json!({ "actions": [keyboard] }));
    }

    /// Holds Ctrl and types `key`.
    pub(crate) fn with_control(&self, key: char) {
        let at = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let actions =
            [at("keyDown", CONTROL), at("keyDown", key), at("keyUp", key), at("keyUp", CONTROL)];
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.tell("/actions", &json!({ "actions": [keyboard] }));
    }

    /// Where the first element of `css` is, as a share of its width and in the middle of its height.
    fn point(&self, css: &str, share: f64) -> (i64, i64) {
        let at = self.run(&format!(
            "const box = document.querySelector({}).getBoundingClientRect(); \
             return [box.left + box.width * {share}, box.top + box.height / 2]",
            json!(css)
        ));
        (at[0].as_f64().unwrap() as i64, at[1].as_f64().unwrap() as i64)
    }

    /// Presses the mouse on `from` and moves it, as a hand does, to the left part of `to`; it stays pressed.
    pub(crate) fn drag(&self, from: &str, to: &str) {
        let ((x, y), (to_x, to_y)) = (self.point(from, 0.5), self.point(to, 0.2));
        let go = |x: i64, y: i64| json!({ "type": "pointerMove", "x": x, "y": y, "duration": 80 });
        self.pointer(&[
            go(x, y),
            json!({ "type": "pointerDown", "button": 0 }),
            go(x + 8, y + 6),
            go((x + to_x) / 2, (y + to_y) / 2),
            go(to_x + 4, to_y),
            go(to_x, to_y),
        ]);
    }

    /// Lets the mouse go.
    pub(crate) fn release(&self) {
        self.pointer(&[json!({ "type": "pointerUp", "button": 0 })]);
    }

    fn pointer(&self, actions: &[Value]) {
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": actions,
            "parameters": { "pointerType": "mouse" } });
        self.tell("/actions", &json!({ "actions": [mouse] }));
    }

    /// Clicks the first element of `css`, scrolled to where it is seen.
    pub(crate) fn click(&self, css: &str) {
        self.wait_for(css);
        self.run(&format!(
            "document.querySelector({}).scrollIntoView({{ block: 'nearest' }})",
            json!(css)
        ));
        let (x, y) = self.point(css, 0.5);
        self.pointer(&[
            json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 }),
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
        ]);
    }

    /// Types `line` and Enter.
    pub(crate) fn scan(&self, line: &str) {
        self.keys(&format!("{line}{ENTER}"));
    }

    /// Waits until something on the page fits the CSS selector.
    pub(crate) fn wait_for(&self, css: &str) {
        self.wait_until(&format!("document.querySelector({}) !== null", json!(css)));
    }

    /// Waits until the text that people see in `css` holds `words`.
    pub(crate) fn wait_for_text(&self, css: &str, words: &str) {
        let text = format!("document.querySelector({})?.innerText", json!(css));
        self.wait_until(&format!("{text}?.includes({})", json!(words)));
    }

    /// Waits until a condition in JavaScript holds, also while another page takes the place of this one: it is asked
    /// at once each time, for an answer that is waited for would go with its page.
    pub(crate) fn wait_until(&self, condition: &str) {
        let begun = Instant::now();
        let script = json!({ "script": format!("return Boolean({condition})"), "args": [] });
        while self.tell("/execute/sync", &script) != json!(true) {
            assert!(
                begun.elapsed() < PATIENCE,
                "this does not come: {condition}; the page says: {}",
                self.text("body")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The text that people see in the first element of `css`.
    pub(crate) fn text(&self, css: &str) -> String {
        let text = self.run(&format!("return document.querySelector({})?.innerText", json!(css)));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// What the body of an asynchronous function gives: `return await …`.
    pub(crate) fn run(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => {{ {body} }})().then((v) => done({{ v }}), (e) => done({{ e: String(e) }}))"
        );
        let told = self.tell("/execute/async", &json!({ "script": script, "args": [] }));
        assert!(told["e"].is_null(), "{body}: {}", told["e"]);
        told["v"].clone()
    }

    /// Writes a picture of the window as `NAME.png` into the folder `FENJIAN_PICTURES`, where somebody wants to look.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("FENJIAN_PICTURES") else { return };
        let file = Path::new(&folder).join(format!("{name}.png"));
        let picture = self.command("GET", &format!("{}/screenshot", self.session), &json!({}));
        std::fs::write(file, STANDARD.decode(picture.as_str().unwrap()).unwrap()).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closing the session ends Chromium; the driver alone would leave it behind.
        let _ = self.exchange("DELETE", &self.session, &json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
