/// Reads the field with this name in a type that is only sent.
macro_rules! part {
    ($name:ident = $wire:literal) => {
        field!($name = $wire, part, T: ::serde::Deserialize<'de>);
    };
}

/// The same for values of open enums, which must be known.
macro_rules! value {
    ($name:ident = $wire:literal) => {
        field!($name = $wire, value, T: ::serde::Deserialize<'de> + $crate::sent::Values);
    };
}

/// The same for a field that may contain a secret, which no error shows.
macro_rules! secret {
    ($name:ident = $wire:literal) => {
        field!($name = $wire, secret, T: ::serde::Deserialize<'de>);
    };
}

macro_rules! field {
    ($name:ident = $wire:literal, $read:ident, T: $($bound:tt)*) => {
        pub(super) fn $name<'de, T, D>(deserializer: D) -> Result<T, D::Error>
        where
            T: $($bound)*,
            D: ::serde::Deserializer<'de>,
        {
            $crate::sent::$read($wire, deserializer)
        }
    };
}
