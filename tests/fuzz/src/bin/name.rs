//! Names: what passes the check reaches the server as the very same string, on the route of its operation. What does
//! not pass could not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nimbus::fuzzing::path_segment;
use nimbus_api::{Error, ErrorKind};
use nimbus_fuzz::{Canned, assert_one_line, within};
use percent_encoding::percent_decode_str;
use reqwest::Url;

fuzz_target!(|name: &str| {
    let canned = Canned::default();
    let client = canned.client("http://nimbus.example/prefix");
    let asked = || canned.asked.lock().unwrap().take();

    let outcome = within(1, client.services_start("demo", name));
    let wanted = ["api", "tenants", "demo", "services", name, "start"];
    check_route(outcome.err(), asked(), name, &wanted);
    let outcome = within(1, client.sandboxes_get(name, "a"));
    let wanted = ["api", "tenants", name, "sandboxes", "a"];
    check_route(outcome.err(), asked(), name, &wanted);

    let _ = within(1, client.sessions_list(None, Some(name), None, name));
    let url = asked().expect("a query carries everything");
    assert_eq!(url.path(), "/prefix/api/sessions");
    let values: Vec<_> = url.query_pairs().map(|(_, value)| value).collect();
    assert_eq!(values, [name, name]);

    // What the SDK itself refuses, before the generated client sees it.
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
});

fn check_route(error: Option<Error>, url: Option<Url>, name: &str, wanted: &[&str]) {
    let Some(url) = url else {
        let kind = error.map(|error| error.kind);
        assert!(matches!(kind, Some(ErrorKind::InvalidRequest(_))));
        assert!(matches!(name, "" | "." | ".."), "{name:?} could be carried");
        return;
    };
    assert_eq!(url.host_str(), Some("nimbus.example"));
    assert!(url.query().is_none() && url.fragment().is_none(), "{url}");
    let segments = url.path().split('/').skip(2);
    let segments = segments.map(|it| percent_decode_str(it).decode_utf8().unwrap());
    assert_eq!(segments.collect::<Vec<_>>(), wanted);
}
