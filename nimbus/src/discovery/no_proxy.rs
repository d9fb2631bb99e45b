//! `NO_PROXY`: the endpoints that are reached without the proxy. It is read as by curl, except that ports and addresses
//! in brackets, which curl ignores, are supported.

use std::net::IpAddr;

use crate::text::{bounded, printable};

/// The part of an entry that a warning shows, in bytes.
const SHOWN: usize = 64;

/// Whether one of the entries matches the endpoint. If none does, entries that are not valid are logged as warnings,
/// because they may have been meant to match.
pub(super) fn names(list: &str, variable: &str, host: &str, port: u16) -> bool {
    let entries = list.split(|c: char| c == ',' || c.is_whitespace());
    let mut unclear = Vec::new();
    for entry in entries.filter(|entry| !entry.is_empty()) {
        match is_named(entry, host, port) {
            Some(true) => return true,
            Some(false) => {}
            None => unclear.push(entry),
        }
    }
    for entry in unclear {
        // There may be a password before an `@`.
        let entry = entry.rsplit('@').next().unwrap_or_default();
        tracing::warn!(
            entry = bounded(&printable(entry), SHOWN),
            "an entry of {variable} is ignored, so the proxy is used: it is neither *, nor a host or domain \
             without *, nor an address or network"
        );
    }
    false
}

/// Whether an entry matches the endpoint, or `None` if it is not valid.
fn is_named(entry: &str, host: &str, port: u16) -> Option<bool> {
    if entry == "*" {
        return Some(true);
    }
    let own = address(host);
    if let Some((network, bits)) = entry.split_once('/') {
        return is_within(own, address(network)?, bits.parse().ok()?);
    }
    if let Some(address) = address(entry) {
        return Some(own == Some(address));
    }
    let (entry, is_port) = match entry.rsplit_once(':') {
        Some((entry, number)) => (entry, number.parse::<u16>().ok()? == port),
        None => (entry, true),
    };
    let is_host = match address(entry) {
        Some(address) => own == Some(address),
        None => own.is_none() && is_below(host, entry)?,
    };
    Some(is_port && is_host)
}

/// Parses an address, which may be in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    inner.unwrap_or(text).parse().ok()
}

/// Whether the first bits of both addresses are the same, or `None` if there are not that many bits.
fn is_within(own: Option<IpAddr>, network: IpAddr, count: u32) -> Option<bool> {
    let bits = |address| match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32_u32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    let (network, width) = bits(network);
    let rest = width.checked_sub(count)?;
    let is_same = |own| u128::checked_shr(own ^ network, rest).unwrap_or_default() == 0;
    let own = own.map(bits);
    Some(own.is_some_and(|(own, own_width)| own_width == width && is_same(own)))
}

/// Whether the host is in this domain, or `None` if it is not a domain. Dots at both ends and case are ignored.
fn is_below(host: &str, domain: &str) -> Option<bool> {
    let domain = domain.strip_prefix('.').unwrap_or(domain);
    let domain = domain
        .strip_suffix('.')
        .unwrap_or(domain)
        .to_ascii_lowercase();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut labels = domain.split('.');
    // A text that ends with a number is not a name but the start of an address.
    let is_number = labels
        .clone()
        .next_back()
        .is_some_and(|label| label.parse::<u64>().is_ok());
    if is_number || !labels.all(|label| !label.is_empty() && label.chars().all(is_word)) {
        return None;
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    let before = host.strip_suffix(domain.as_str());
    Some(before.is_some_and(|before| before.is_empty() || before.ends_with('.')))
}
