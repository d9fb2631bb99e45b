//! The emulator as an object: its life, its clock, what it has seen.

use nimbus_emulator::{Clock, Emulator};
use reqwest::Method;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::client::{Api, SERVICES, browser, definition, send};

#[tokio::test]
async fn a_dropped_emulator_refuses_connections() {
    let emulator = Emulator::builder().start().await.unwrap();
    let address = emulator.address();
    assert!(TcpStream::connect(address).await.is_ok());
    drop(emulator);
    let error = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[tokio::test]
async fn a_dropped_emulator_ends_open_connections() {
    let emulator = Emulator::builder().start().await.unwrap();
    let mut stream = TcpStream::connect(emulator.address()).await.unwrap();
    let request = b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    drop(emulator);
    let mut rest = Vec::new();
    // Either an end or a reset, but no further answer.
    let _ = stream.write_all(request).await;
    let _ = stream.read_to_end(&mut rest).await;
    assert!(!String::from_utf8_lossy(&rest).contains("HTTP/1.1"));
}

#[tokio::test]
async fn many_run_side_by_side() {
    let mut apis = Vec::new();
    for _ in 0..20 {
        apis.push(Api::new().await);
    }
    apis[0].declare("tab", &browser()).await;
    for (index, api) in apis.iter().enumerate() {
        let items = api.get(SERVICES).await.json["items"].take();
        assert_eq!(items.as_array().unwrap().len(), usize::from(index == 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_from_many_threads_do_not_lose_each_other() {
    let api = Arc::new(Api::new().await);
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        let api = Arc::clone(&api);
        tasks.spawn(async move {
            for call in 0..10 {
                api.declare(&format!("s{task}-{call}"), &browser()).await;
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    let list = api.get(SERVICES).await.json;
    assert_eq!(list["items"].as_array().unwrap().len(), 80);
    assert_eq!(api.emulator.requests().len(), 81);
}

#[tokio::test]
async fn a_busy_port_is_an_error() {
    let first = Emulator::builder().start().await.unwrap();
    let second = Emulator::builder().listen(first.address()).start().await;
    assert_eq!(second.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn every_exchange_is_recorded() {
    let api = Api::new().await;
    let body = definition("tab", &browser());
    api.post(SERVICES, &body).await;
    api.get(&format!("{SERVICES}/a%2Fb?x=%20y")).await;
    api.get("/nowhere").await;
    let seen = api.emulator.requests();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[0].method, Method::POST);
    assert_eq!(seen[0].operation, Some("services_create"));
    assert_eq!(seen[0].body, body.to_string());
    assert_eq!(seen[0].status, Some(201));
    assert_eq!(seen[0].response_headers["content-type"], "application/json");
    assert!(seen[0].response_body.starts_with(b"{"));
    assert_eq!(seen[0].header("content-type"), Some("application/json"));
    assert_eq!(seen[1].path(), "/api/tenants/demo/services/a%2Fb");
    assert_eq!(seen[1].query(), Some("x=%20y"));
    assert_eq!((seen[2].operation, seen[2].status), (None, Some(404)));
    api.emulator.clear_requests();
    assert!(api.emulator.requests().is_empty());
}

#[tokio::test]
async fn a_recorded_credential_does_not_print() {
    let api = Api::new().await;
    let request = api.request(Method::GET, SERVICES);
    send(request.header("x-nimbus-admin-token", "nimbus-emulator")).await;
    let seen = api.emulator.requests();
    assert_eq!(
        seen[0].header("authorization"),
        Some("Bearer nimbus-emulator")
    );
    assert!(!format!("{seen:?}").contains("nimbus-emulator"));
}

#[tokio::test]
async fn an_exchange_that_nobody_wants_is_not_kept() {
    let emulator = Emulator::builder().record(false).start().await.unwrap();
    let health = format!("{}/health", emulator.endpoint());
    assert_eq!(reqwest::get(health).await.unwrap().status(), 200);
    assert!(emulator.requests().is_empty());
}

#[tokio::test]
async fn a_fixed_clock_moves_only_when_told() {
    let start = "2026-01-01T00:00:00.123456Z".parse().unwrap();
    let clock = Clock::fixed(start);
    let api = Api::with(Emulator::builder().clock(clock.clone())).await;
    let tab = api.declare("tab", &browser()).await;
    assert_eq!(tab["metadata"]["createdAt"], "2026-01-01T00:00:00.123Z");
    clock.advance(Duration::from_millis(1500));
    let web = api.declare("web", &browser()).await;
    assert_eq!(web["metadata"]["createdAt"], "2026-01-01T00:00:01.623Z");
    assert_eq!(api.emulator.clock().now(), clock.now());
}

#[tokio::test]
async fn http_2_works_with_prior_knowledge() {
    let emulator = Emulator::builder().start().await.unwrap();
    let mut stream = TcpStream::connect(emulator.address()).await.unwrap();
    // The preface and an empty SETTINGS frame; the server answers with SETTINGS of its own.
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .await
        .unwrap();
    stream
        .write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0])
        .await
        .unwrap();
    let mut frame = [0; 9];
    stream.read_exact(&mut frame).await.unwrap();
    assert_eq!(frame[3], 4);
}
