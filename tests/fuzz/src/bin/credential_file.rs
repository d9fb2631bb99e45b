//! The credential file: what is found is what stands in the field that is named as its origin, and an error quotes
//! nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nimbus::discovery::{DiscoveryErrorKind, Environment, Origin, Origins};
use nimbus::fuzzing::discovered;
use nimbus_fuzz::{acts, within};
use serde_json::Value;

const PATH: &str = "/credentials.json";

/// Values with this in them can be told from the words of an error.
const MARK: &str = "canary";

fuzz_target!(|data: &[u8]| {
    let environment = Environment::fake()
        .var("NIMBUS_APPLICATION_CREDENTIALS", PATH)
        .file(PATH, data);
    match within(1, discovered(&environment.into())) {
        Ok((origins, endpoint, header, shown)) => {
            assert!(
                !format!("{origins} {shown}").contains(MARK),
                "{origins} {shown}"
            );
            let header = header.expect("a fixed credential is there");
            assert!(header.is_sensitive());
            let header = header.to_str().expect("what is sent is ASCII");
            check_found(data, &origins, &endpoint, header);
        }
        Err(error) => {
            let text = error.to_string();
            let shown = format!("{text} {error:?} {error:#?}");
            assert!(!shown.contains(MARK), "{shown}");
            let is_broken = error.kind() == DiscoveryErrorKind::BrokenSource;
            assert!(text.len() < if is_broken { 400 } else { 4000 }, "{text}");
            assert!(!text.replace('\n', " ").contains(acts), "{text:?}");
        }
    }
});

fn check_found(data: &[u8], origins: &Origins, endpoint: &str, header: &str) {
    // Fields that are not read may hold what this reader refuses, as numbers beyond its own.
    let Ok(file) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    assert_eq!(field(&file, &origins.endpoint), endpoint);
    let secret = field(&file, &origins.credential);
    assert_eq!(secret, header.strip_prefix("Bearer ").unwrap_or(header));
}

/// What stands in the field that the origin names.
fn field<'a>(file: &'a Value, origin: &Origin) -> &'a str {
    let Origin::CredentialFile { field, .. } = origin else {
        panic!("there is nothing but the file: {origin}");
    };
    let pointer = format!("/{}", field.replace('.', "/"));
    let value = file.pointer(&pointer).and_then(Value::as_str);
    let value = value.unwrap_or_else(|| panic!("no text at {pointer}"));
    value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}
