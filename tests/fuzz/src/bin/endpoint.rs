//! Endpoints: what is accepted leads every request to the host that it names, and below its path.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nimbus::fuzzing::endpoint;
use nimbus_fuzz::assert_one_line;
use reqwest::Url;

const PATH: &str = "/api/tenants";

fuzz_target!(|text: &str| {
    let url = Url::parse(text.trim());
    let (base, shown, is_secure, is_exposed) = match endpoint(text) {
        Ok(read) => read,
        Err(reason) => {
            assert_one_line(&reason, 200);
            let password = url.as_ref().ok().and_then(Url::password);
            // A shorter one may be a word of the reason.
            if let Some(password) = password.filter(|password| password.len() > 12) {
                assert!(!reason.contains(password), "{reason}");
            }
            return;
        }
    };
    let url = url.expect("what is accepted is a URL");
    assert!(!base.ends_with('/'), "{base}");
    assert_eq!(shown, base);
    let again = endpoint(&base).expect("what is accepted is accepted again");
    assert_eq!(again, (base.clone(), shown, is_secure, is_exposed));

    let request = Url::parse(&format!("{base}{PATH}")).expect("a path can be appended");
    assert_eq!(request.host(), url.host());
    assert_eq!(request.port_or_known_default(), url.port_or_known_default());
    assert_eq!(request.scheme(), url.scheme());
    let prefix = url.path().trim_end_matches('/');
    assert_eq!(request.path(), format!("{prefix}{PATH}"));
    assert!(request.username().is_empty() && request.password().is_none());
    assert!(request.query().is_none() && request.fragment().is_none());

    assert_eq!(is_secure, url.scheme() == "https");
    if !is_secure && !is_exposed {
        let host = url.host_str().unwrap_or_default();
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        let is_local = match address {
            Ok(address) => address.is_loopback(),
            // With a dot at the end it is the same name.
            Err(_) => host.trim_end_matches('.').rsplit('.').next() == Some("localhost"),
        };
        assert!(is_local, "{host} is another machine");
    }
});
