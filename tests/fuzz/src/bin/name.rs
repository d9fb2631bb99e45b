//! Names: what passes the check reaches the server as the very same string, on the route of its operation. What does
//! not pass could not.

#![no_main]

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use nimbus::fuzzing::path_segment;
use nimbus_api::{
    Client, Error, ErrorKind, Request, Response, Transport, TransportError, TransportHandle,
};
use nimbus_fuzz::{assert_one_line, at_once};
use reqwest::Url;

const BASE: &str = "http://nimbus.example/prefix";

/// Keeps where a request was to go, and sends nothing.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Option<Url>>>);

impl Transport for Recorder {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>> {
        // As a server would read it.
        let url =
            Url::parse(request.to_reqwest().url().as_str()).expect("it has been a URL before");
        *self.0.lock().expect("nobody panics with it") = Some(url);
        Box::pin(async { Err(TransportError::new(std::fmt::Error)) })
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));

fn check(data: &[u8]) {
    let Ok(name) = str::from_utf8(data) else {
        return;
    };
    let recorder = Recorder::default();
    let client = Client::new(
        BASE.parse().expect("it is a URL"),
        TransportHandle::new(recorder.clone()),
    );
    let taken = || recorder.0.lock().expect("nobody panics with it").take();

    let outcome = at_once(client.services_start("demo", name)).map(|_| ());
    let wanted = ["api", "tenants", "demo", "services", name, "start"];
    check_route(outcome, taken(), name, &wanted);
    let outcome = at_once(client.sandboxes_get(name, "a")).map(|_| ());
    let wanted = ["api", "tenants", name, "sandboxes", "a"];
    check_route(outcome, taken(), name, &wanted);

    let _ = at_once(client.sessions_list(None, Some(name), None, name));
    let url = taken().expect("a query carries everything");
    assert_eq!(url.path(), "/prefix/api/sessions");
    let values: Vec<_> = url.query_pairs().map(|(_, value)| value).collect();
    assert_eq!(values, [name, name]);

    check_refusal(name);
}

fn check_route(outcome: Result<(), Error>, url: Option<Url>, name: &str, wanted: &[&str]) {
    let Some(url) = url else {
        assert!(
            matches!(outcome, Err(error) if matches!(error.kind, ErrorKind::InvalidRequest(_)))
        );
        assert!(matches!(name, "" | "." | ".."), "{name:?} could be carried");
        return;
    };
    assert_eq!(url.host_str(), Some("nimbus.example"));
    assert!(url.query().is_none() && url.fragment().is_none(), "{url}");
    let segments: Vec<_> = url.path().split('/').skip(2).map(decode).collect();
    assert_eq!(segments, wanted);
}

/// What the SDK itself refuses, before the generated client sees it.
fn check_refusal(name: &str) {
    let is_blank = name.trim().is_empty();
    let is_dots = matches!(name, "." | "..");
    let bad = is_blank || is_dots || name.contains(char::is_control);
    match path_segment(name) {
        Ok(kept) => assert!(kept == name && !bad, "{name:?} is let through"),
        Err(error) => {
            assert!(bad, "{name:?} is refused");
            assert_eq!(error.argument(), Some("name"));
            assert_one_line(&error.to_string(), 200);
        }
    }
}

/// A plus sign stands for itself in a path, and for a space in the query that decodes it here.
fn decode(segment: &str) -> String {
    let query = format!("http://h/?{}=", segment.replace('+', "%2B"));
    let url = Url::parse(&query).expect("it has been part of a URL");
    let name = url.query_pairs().next().map(|(name, _)| name.into_owned());
    name.unwrap_or_default()
}
