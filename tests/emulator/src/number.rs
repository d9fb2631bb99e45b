//! Numbers of requests, with the formats that the contract gives them. All of them begin at zero.

use serde::Deserialize;

/// `format: int32`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "i32")]
pub(crate) struct Int32(pub(crate) u32);

/// `format: int64`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "i64")]
pub(crate) struct Int64(pub(crate) u64);

impl TryFrom<i32> for Int32 {
    type Error = std::num::TryFromIntError;

    fn try_from(number: i32) -> Result<Self, Self::Error> {
        number.try_into().map(Self)
    }
}

impl TryFrom<i64> for Int64 {
    type Error = std::num::TryFromIntError;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        number.try_into().map(Self)
    }
}
