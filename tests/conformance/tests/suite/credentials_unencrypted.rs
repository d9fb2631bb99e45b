//! A credential that others could read on its way is warned about.

use nimbus::Nimbus;
use nimbus::discovery::Environment;
use nimbus_api::reqwest;
use nimbus_conformance::captured::Captured;

#[tokio::test]
async fn a_credential_that_would_be_sent_unencrypted_to_another_machine_is_warned_about() {
    for (endpoint, warns) in [
        ("http://nimbus.invalid/api", true),
        ("https://nimbus.invalid", false),
        ("http://127.0.0.1:1", false),
    ] {
        let logged = Captured::default();
        let _guard = logged.listen();
        let options = Nimbus::builder().environment(Environment::fake());
        // Its own HTTP client, because the SDK may be built without TLS here.
        let options = options.http_client(reqwest::Client::new());
        let options = options.endpoint(endpoint).token("secret");
        options.connect().await.unwrap();
        let text = logged.text();
        let warned = text.contains("sent unencrypted") && text.contains(endpoint);
        assert_eq!(warned, warns, "{text}");
    }
}
