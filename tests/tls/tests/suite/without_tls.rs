//! No TLS in the build.

use crate::program::{Program, is_error};

#[tokio::test]
async fn without_tls_in_the_build_https_is_refused_and_the_features_are_named() {
    let lines = Program::trusting_nobody()
        .run("https://127.0.0.1:1", &["call"])
        .await;
    let parts = ["https://127.0.0.1:1 is https", "`rustls`", "`native-tls`"];
    is_error(
        &lines[0],
        "InvalidInput, sent No, lasting, 0 attempts",
        &parts,
    );
    assert_eq!(lines[1], "not set up");
}
