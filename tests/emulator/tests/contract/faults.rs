//! Faults, as a client meets them.

use nimbus_emulator::{Emulator, FAULT_HEADER, Fault};
use reqwest::Method;
use serde_json::json;
use tokio::time::{Duration, Instant};

use crate::client::{Api, SERVICES, browser, definition, send};

const HEALTH: &str = "/health";

#[tokio::test]
async fn an_answer_replaces_the_real_one_once() {
    let api = Api::new().await;
    let fault = Fault::next()
        .answer(503)
        .retry_after(7)
        .header("x-edge", "yes");
    api.emulator.fault(fault.body("text/html", "<h1>no</h1>"));
    let reply = api.get(HEALTH).await;
    assert_eq!((reply.status, reply.text.as_str()), (503, "<h1>no</h1>"));
    assert_eq!(reply.headers["retry-after"], "7");
    assert_eq!(reply.headers["x-edge"], "yes");
    assert_eq!(reply.headers["content-type"], "text/html");
    assert_eq!(api.get(HEALTH).await.status, 200);
}

#[tokio::test]
async fn an_answer_prevents_the_request_unless_it_comes_after_handling() {
    let api = Api::new().await;
    api.emulator.fault(Fault::next().answer(502));
    assert_eq!(
        api.post(SERVICES, &definition("a", &browser()))
            .await
            .status,
        502
    );
    api.emulator
        .fault(Fault::next().answer(502).after_handling());
    assert_eq!(
        api.post(SERVICES, &definition("b", &browser()))
            .await
            .status,
        502
    );
    let list = api.get(SERVICES).await.json;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["items"][0]["metadata"]["name"], "b");
}

#[tokio::test]
async fn an_error_is_an_envelope() {
    let api = Api::new().await;
    api.emulator
        .fault(Fault::next().error(503, "service.unavailable", true));
    let reply = api.get(HEALTH).await;
    reply.fails(503, "service.unavailable");
    assert_eq!(reply.json["error"]["retryable"], true);
}

#[tokio::test]
async fn faults_count_match_and_queue() {
    let api = Api::new().await;
    api.emulator
        .fault(Fault::times(2).on("services_list").after(1).answer(503));
    api.emulator.fault(
        Fault::always()
            .when(|line| line.target == HEALTH)
            .answer(500),
    );
    let mut statuses = Vec::new();
    for _ in 0..4 {
        assert_eq!(api.get(HEALTH).await.status, 500);
        statuses.push(api.get(SERVICES).await.status);
    }
    assert_eq!(statuses, [200, 503, 503, 200]);
    api.emulator.clear_faults();
    assert_eq!(api.get(HEALTH).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn latency_takes_time() {
    let api = Api::new().await;
    api.emulator
        .fault(Fault::next().latency(Duration::from_secs(20)));
    let begun = Instant::now();
    assert_eq!(api.get(HEALTH).await.status, 200);
    assert!(begun.elapsed() >= Duration::from_secs(20));
}

#[tokio::test]
async fn a_connection_is_dropped_before_handling() {
    let api = Api::new().await;
    api.emulator
        .fault(Fault::next().on("services_create").drop_before());
    let request = api
        .request(Method::POST, SERVICES)
        .json(&definition("a", &browser()));
    let error = request.send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    let list = api.get(SERVICES).await.json;
    assert_eq!(list["items"], json!([]));
    assert_eq!(api.emulator.requests()[0].status, None);
}

#[tokio::test]
async fn a_connection_is_dropped_after_handling() {
    let api = Api::new().await;
    api.emulator
        .fault(Fault::next().on("services_create").drop_after());
    let request = api
        .request(Method::POST, SERVICES)
        .json(&definition("a", &browser()));
    assert!(request.send().await.is_err());
    let list = api.get(SERVICES).await.json;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_body_is_cut_short() {
    let api = Api::new().await;
    api.emulator.fault(Fault::next().truncated());
    let response = api.request(Method::GET, HEALTH).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.content_length(), Some(11));
    let error = response.bytes().await.unwrap_err();
    assert!(error.is_body() || error.is_decode(), "{error:?}");
}

#[tokio::test]
async fn a_content_type_is_wrong() {
    let api = Api::new().await;
    api.emulator.fault(Fault::next().content_type("text/html"));
    let reply = api.get(HEALTH).await;
    assert_eq!(reply.headers["content-type"], "text/html");
    assert_eq!(reply.text, r#"{"ok":true}"#);
}

#[tokio::test(start_paused = true)]
async fn a_body_comes_slowly() {
    let api = Api::new().await;
    api.emulator
        .fault(Fault::next().slow_body(4, Duration::from_secs(1)));
    let begun = Instant::now();
    assert_eq!(api.get(HEALTH).await.text, r#"{"ok":true}"#);
    assert!(begun.elapsed() >= Duration::from_secs(3));
}

#[tokio::test]
async fn a_header_that_is_no_header_is_a_visible_mistake() {
    let api = Api::new().await;
    api.emulator.fault(Fault::next().header("not a name", "x"));
    let reply = api.get(HEALTH).await;
    assert_eq!(reply.status, 500);
    assert!(reply.text.contains("not a name"));
    api.violates(&["health_get, 500: reply content type: "]);
}

#[tokio::test(start_paused = true)]
async fn a_request_can_ask_for_its_own_fault() {
    let api = Api::with(Emulator::builder()).await;
    let ask = |fault: &str| api.request(Method::GET, HEALTH).header(FAULT_HEADER, fault);
    let reply = send(ask("status=503; retry-after=1")).await;
    assert_eq!((reply.status, reply.text.as_str()), (503, ""));
    assert_eq!(reply.headers["retry-after"], "1");
    let reply = send(ask("status=429; code=rate.limited; retryable")).await;
    reply.fails(429, "rate.limited");
    assert_eq!(reply.json["error"]["retryable"], true);
    let begun = Instant::now();
    let reply = send(ask("latency=2s; slow=4/100; content-type=text/html")).await;
    assert_eq!(reply.headers["content-type"], "text/html");
    assert!(begun.elapsed() >= Duration::from_millis(2300));
    for fault in ["drop=before", "drop=after"] {
        assert!(ask(fault).send().await.is_err(), "{fault}");
    }
    let response = ask("truncate").send().await.unwrap();
    assert!(response.bytes().await.is_err());
    for mistake in [
        "set=/ok",
        "set=/ok:yes",
        "status=many",
        "latency=soon",
        "drop=never",
        "slow=4",
        "explode",
    ] {
        send(ask(mistake)).await.is_plain(400);
    }
}

#[tokio::test]
async fn a_real_answer_can_carry_values_that_no_server_of_today_sends() {
    let api = Api::new().await;
    api.declare("web", &browser()).await;
    let fault = r#"set=/items/0/status/health:"dizzy"; set=/items/0/status/mood:{"a":[1]}"#;
    let request = api.request(Method::GET, SERVICES);
    let reply = send(request.header(FAULT_HEADER, fault)).await;
    assert_eq!(reply.status, 200);
    let status = &reply.json["items"][0]["status"];
    assert_eq!(
        (&status["health"], &status["mood"], &status["readiness"]),
        (&json!("dizzy"), &json!({ "a": [1] }), &json!("unknown"))
    );
    assert_eq!(
        api.get(SERVICES).await.json["items"][0]["status"]["health"],
        "unknown"
    );
}
