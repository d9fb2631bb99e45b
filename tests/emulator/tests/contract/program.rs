//! The emulator as a program.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nimbus-emulator"));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn fails(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn it_announces_itself_serves_and_ends_cleanly() {
    for signal in ["INT", "TERM"] {
        let arguments = [
            "--listen",
            "127.0.0.1:0",
            "--token",
            "one",
            "--token",
            "two",
        ];
        let mut child = program().args(arguments).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = || lines.next().unwrap().unwrap();
        let endpoint = line().strip_prefix("listening on ").unwrap().to_owned();
        assert_eq!(line(), format!("export NIMBUS_ENDPOINT={endpoint}"));
        assert_eq!(line(), "export NIMBUS_TOKEN=one");
        assert_eq!(line(), format!("reference on {endpoint}/docs"));
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = http
            .get(format!("{endpoint}/api/tenants"))
            .bearer_auth("two");
        assert_eq!(request.send().await.unwrap().status(), 200);
        let id = child.id().to_string();
        let sent = Command::new("kill")
            .args(["-s", signal, id.as_str()])
            .status()
            .unwrap();
        assert!(sent.success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{signal}");
        let log = String::from_utf8(output.stderr).unwrap();
        assert!(log.starts_with("GET /api/tenants 200 "), "{log}");
        assert_eq!(log.lines().count(), 1);
        assert!(!log.contains("two"));
    }
}

#[test]
fn a_busy_port_is_one_line_and_status_1() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = fails(&["--listen", &address]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains(&address), "{text}");
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn a_bad_address_is_one_line_and_status_1() {
    let output = fails(&["--listen", "nowhere"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains("nowhere"));
}

#[test]
fn wrong_usage_is_status_2() {
    for arguments in [
        ["--colour", "red"],
        ["--start-delay", "soon"],
        ["--backend", "vm"],
    ] {
        assert_eq!(fails(&arguments).status.code(), Some(2), "{arguments:?}");
    }
}
