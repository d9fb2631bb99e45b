//! `NO_PROXY`: which endpoints are reached without the proxy. It is read as curl reads it; ports and addresses in brackets,
//! which curl passes over, mean what they say.

use std::net::IpAddr;

use crate::text::{bounded, printable};

/// What a warning shows of an entry, in bytes.
const SHOWN: usize = 64;

/// Whether one of the entries names the endpoint. When none does, those that nobody understands are warned about: they may
/// have been meant to.
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
        // Before an @ there may be a password.
        let entry = entry.rsplit('@').next().unwrap_or_default();
        tracing::warn!(
            entry = bounded(&printable(entry), SHOWN),
            "an entry of {variable} is passed over, so that the proxy is used: it is neither *, nor a host or domain \
             without *, nor an address or network"
        );
    }
    false
}

/// Whether an entry names the endpoint; none, if it is not understood.
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

/// It may be in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    inner.unwrap_or(text).parse().ok()
}

/// Whether the first bits of both addresses are the same; none, if there are not so many bits.
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

/// Whether the host is this domain, or in it; none, if it is none. Dots at both ends do not count, nor does case.
fn is_below(host: &str, domain: &str) -> Option<bool> {
    let domain = domain.strip_prefix('.').unwrap_or(domain);
    let domain = domain
        .strip_suffix('.')
        .unwrap_or(domain)
        .to_ascii_lowercase();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut labels = domain.split('.');
    // What ends with a number is no name, but the start of an address.
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
