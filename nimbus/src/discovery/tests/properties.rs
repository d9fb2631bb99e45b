//! Whatever the file contains, there is no panic, and an error has no more of it than a position and a reason.

use proptest::prelude::*;

use super::*;

/// Any bytes, text that looks like JSON, or JSON with the fields that are read.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        Just("null".to_owned()),
        Just("7e9".to_owned()),
        Just("true".to_owned()),
        Just(r#""canary\u0000""#.to_owned()),
        Just(r#""canary""#.to_owned()),
        Just(r#"["canary"]"#.to_owned()),
        Just(r#"{"kind":"canary","token":"canary"}"#.to_owned()),
        Just(r#"{"type":"apiKey","api_key":["canary"]}"#.to_owned()),
        Just(r#"{"token":"canary""#.to_owned()),
    ];
    let name = prop::sample::select(vec![
        "endpoint",
        "token",
        "access_token",
        "apiKey",
        "api_key",
        "credential",
        "canary",
    ]);
    let fields = prop::collection::vec((name, value), 0..5).prop_map(|fields| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", fields.join(",")).into_bytes()
    });
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        r#"[\[\]{}",:a-z0-9\\ \n]{0,100}"#.prop_map(String::into_bytes),
        fields,
    ]
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused_without_a_quote(content in content()) {
        // Marked, so that quoted content can be told from a word that the error also uses.
        let mut marked = content.clone();
        marked.extend_from_slice(b"canary");
        for bytes in [content, marked] {
            let environment = Environment::from(home().file(FILE, bytes));
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            if let Err(error) = runtime.block_on(discover(&Explicit::default(), &environment, LIMIT)) {
                let shown = format!("{error} {error:#} {error:?} {error:#?}");
                prop_assert!(!shown.contains("canary"), "{}", shown);
                let longest = if error.kind() == DiscoveryErrorKind::BrokenSource { 400 } else { 4000 };
                prop_assert!(error.to_string().len() < longest, "{}", error);
            }
        }
    }
}
