//! Which exchanges are judged, and how; every rule of the contract checker is broken once, here and in the modules
//! beside this one.

use nimbus_conformance::contract::{Checked, check};
use serde_json::json;

use super::contract_exchanges::{
    SERVICES, TENANTS, WEB, breaks, empty, envelope, keeps, no_services, reply, reply_json,
    request, request_json, service,
};

#[test]
fn what_the_document_describes_is_no_violation() {
    keeps(&request("GET", WEB), &reply_json(200, &service()));
    keeps(
        &request("POST", &format!("{WEB}/start")),
        &reply_json(429, &envelope()),
    );
    let create = request_json("POST", TENANTS, &json!({ "id": "demo" }));
    keeps(&create, &reply_json(201, &json!({ "id": "demo" })));
    keeps(
        &create,
        &reply(415, "text/plain; charset=utf-8", "not JSON"),
    );
    keeps(&request("DELETE", "/api/tenants/demo"), &empty(204));
    let list = format!("{SERVICES}?limit=2&pageToken=a+b");
    keeps(&request("GET", &list), &reply_json(200, &no_services()));
}

#[test]
fn an_exchange_without_a_reply_is_not_judged() {
    assert!(check(&request("BREW", "/coffee"), None).is_empty());
}

#[test]
fn a_path_that_is_not_documented_is_answered_404_with_nothing() {
    let request = request("GET", "/api/coffee");
    keeps(&request, &empty(404));
    breaks(&request, &empty(200), &["GET /api/coffee", "200", "so 404"]);
    breaks(&request, &reply(404, "text/plain", "no"), &["reply body"]);
}

#[test]
fn an_empty_segment_is_no_parameter() {
    keeps(&request("GET", "/api/tenants//services"), &empty(404));
    keeps(&request("GET", "/api/tenants/"), &empty(404));
}

#[test]
fn a_method_that_is_not_documented_is_answered_405_with_nothing() {
    let request = request("PATCH", WEB);
    keeps(&request, &empty(405));
    breaks(&request, &empty(404), &["PATCH", "so 405"]);
    breaks(&request, &reply(405, "text/plain", "no"), &["reply body"]);
}

#[tokio::test]
#[should_panic(expected = "GET /api/coffee, 200: reply status")]
async fn an_exchange_that_breaks_the_document_fails_the_test() {
    let emulator = Checked::start().await;
    // Not through the checked emulator, which would exempt the reply.
    let fault = nimbus_emulator::Fault::next().answer(200);
    nimbus_emulator::Emulator::fault(&emulator, fault.when(|line| line.target == "/api/coffee"));
    let endpoint = emulator.endpoint();
    reqwest::get(format!("{endpoint}/api/coffee"))
        .await
        .unwrap();
}

#[tokio::test]
#[should_panic(expected = "GET /api/coffee, 200: reply status")]
async fn exchanges_are_checked_before_they_are_forgotten() {
    let emulator = Checked::start().await;
    nimbus_emulator::Emulator::fault(&emulator, nimbus_emulator::Fault::next().answer(200));
    let endpoint = emulator.endpoint();
    reqwest::get(format!("{endpoint}/api/coffee"))
        .await
        .unwrap();
    emulator.clear_requests();
}

#[tokio::test]
async fn a_reply_that_a_fault_had_a_hand_in_is_exempt() {
    let emulator = Checked::start().await;
    emulator.fault(nimbus_emulator::Fault::next().answer(418));
    let endpoint = emulator.endpoint();
    let answer = reqwest::get(format!("{endpoint}/health")).await.unwrap();
    assert_eq!(answer.status(), 418);
    let fault = reqwest::Client::new().get(format!("{endpoint}/health"));
    let answer = fault.header(nimbus_emulator::FAULT_HEADER, "status=299");
    assert_eq!(answer.send().await.unwrap().status(), 299);
}
