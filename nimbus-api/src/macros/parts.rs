/// Reads the field of this name in what is only sent.
macro_rules! part {
    ($name:ident = $wire:literal) => {
        pub(super) fn $name<'de, T, D>(deserializer: D) -> Result<T, D::Error>
        where
            T: ::serde::Deserialize<'de>,
            D: ::serde::Deserializer<'de>,
        {
            $crate::sent::part($wire, deserializer)
        }
    };
}

/// The same for values of enumerations, which must be known.
macro_rules! value {
    ($name:ident = $wire:literal) => {
        pub(super) fn $name<'de, T, D>(deserializer: D) -> Result<T, D::Error>
        where
            T: ::serde::Deserialize<'de> + $crate::sent::Values,
            D: ::serde::Deserializer<'de>,
        {
            $crate::sent::value($wire, deserializer)
        }
    };
}
