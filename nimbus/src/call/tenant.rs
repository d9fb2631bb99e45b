//! The tenant of a call: its own, or the client's default.

use crate::{Error, Result};

/// Returns the tenant of one call: the call's own if it has one, otherwise the client's.
///
/// # Errors
/// Neither is set, or the one that applies is not a valid tenant id.
pub(crate) fn tenant<'a>(call: Option<&'a str>, client: Option<&'a str>) -> Result<&'a str> {
    match call.or(client) {
        Some(tenant) => tenant_id(tenant),
        None => Err(Error::invalid_input(
            "tenant",
            "no tenant: set one on the call with .tenant(..) or on the client with Nimbus::builder().tenant(..)",
        )),
    }
}

/// Checks a tenant id against the pattern in the contract.
///
/// # Errors
/// The error names the argument `tenant`.
pub(crate) fn tenant_id(value: &str) -> Result<&str> {
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if matches!(value.len(), 1..=128) && value.bytes().all(is_legal) && !value.starts_with('_') {
        return Ok(value);
    }
    Err(Error::invalid_input(
        "tenant",
        "tenant must be 1 to 128 of the characters A-Z, a-z, 0-9, - and _, and must not begin with _",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn call_tenant_beats_client_tenant() {
        assert_eq!(tenant(Some("a"), Some("b")).unwrap(), "a");
        assert_eq!(tenant(None, Some("b")).unwrap(), "b");
    }

    #[test]
    fn a_missing_tenant_names_both_places_to_set_it() {
        let text = tenant(None, None).unwrap_err().to_string();
        assert!(
            text.contains(".tenant(..)") && text.contains("builder()"),
            "{text}"
        );
    }

    #[test]
    fn a_blank_tenant_on_the_call_is_a_mistake_and_not_the_clients_tenant() {
        assert!(tenant(Some(" "), Some("b")).is_err());
    }

    #[test]
    fn a_tenant_is_what_the_contracts_pattern_takes() {
        let longest = "a".repeat(128);
        for good in ["a", "-", "A-b_c", "9_", &longest] {
            assert_eq!(tenant_id(good).unwrap(), good);
        }
        let longer = "a".repeat(129);
        for bad in ["", "_", "_a", "A B", "a/b", "a.b", "a\n", "ü", &longer] {
            let error = tenant_id(bad).unwrap_err();
            assert_eq!(error.argument(), Some("tenant"), "{bad:?}");
        }
    }
}
