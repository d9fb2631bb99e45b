//! The return type of the closures that decide about a change.

use crate::Result;

/// The return type of the closures of [`Services::update_with`](crate::Services::update_with) and
/// [`delete_with`](crate::Services::delete_with): either `()`, or a `Result` whose error cancels the change and is
/// returned as it is.
pub trait UpdateOutcome: sealed::Sealed {
    /// The error of the whole call.
    type Error: From<crate::Error>;

    #[doc(hidden)]
    fn into_result(self) -> Result<(), Self::Error>;
}

impl UpdateOutcome for () {
    type Error = crate::Error;

    fn into_result(self) -> Result<()> {
        Ok(())
    }
}

impl<E: From<crate::Error>> UpdateOutcome for Result<(), E> {
    type Error = E;

    fn into_result(self) -> Self {
        self
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for () {}
    impl<E> Sealed for Result<(), E> {}
}
