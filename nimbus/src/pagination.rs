//! Lists as streams of pages and of items, whatever is listed.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};
use tracing::{Instrument as _, Span};

use crate::http::tracing::{record_error, work_span};
use crate::{BoxFuture, Error, Result};

/// One page of a list: [`ServiceDefinitionCollection`](crate::types::ServiceDefinitionCollection),
/// [`SandboxCollection`](crate::types::SandboxCollection) or
/// [`SessionCollection`](crate::types::SessionCollection).
pub trait Page: Send + Unpin + 'static {
    /// The type of the items.
    type Item: Send + Unpin;

    /// Returns the token of the next page, or `None` on the last page.
    fn next_page_token(&self) -> Option<&str>;

    /// Returns the items of the page, in the order of the list.
    fn into_items(self) -> Vec<Self::Item>;
}

/// Requests the page with this token, or the first page without one.
pub(crate) type Fetch<P> =
    Box<dyn Fn(Option<String>) -> BoxFuture<'static, Result<P>> + Send + Sync>;

/// The pages of a list, as a stream. A page is requested only when the stream is polled for it.
///
/// An error is the last item, and the pages before it are valid. To continue after an error, list again from the
/// `next_page_token` of the last page.
#[must_use = "a stream does nothing until polled"]
pub struct Pages<P>(BoxStream<'static, Result<P>>);

struct Cursor<P> {
    /// The name of the stream in traces.
    name: &'static str,
    /// Created with the first page.
    span: Option<Span>,
    fetch: Fetch<P>,
    next: Next,
    /// The hashes of all tokens so far, 8 bytes per page.
    tokens: HashSet<u64>,
    hasher: RandomState,
}

enum Next {
    Page(Option<String>),
    Error(Error),
    End,
}

impl<P: Page> Pages<P> {
    /// Creates a stream that begins with the page of this token, or with the first page.
    pub(crate) fn new(name: &'static str, token: Option<String>, fetch: Fetch<P>) -> Self {
        let mut cursor = Cursor {
            name,
            span: None,
            fetch,
            next: Next::Page(None),
            tokens: HashSet::new(),
            hasher: RandomState::new(),
        };
        if let Some(token) = token {
            cursor.lead_to(token);
        }
        Self(stream::unfold(cursor, Cursor::step).fuse().boxed())
    }

    /// Returns the next page, or `None` at the end and after an error. This is `StreamExt::next` of the crate
    /// `futures`, without the import.
    ///
    /// # Errors
    /// The errors of the list call, and [`UnexpectedResponse`](crate::ErrorKind::UnexpectedResponse) if the server
    /// returns a page token for the second time.
    pub async fn next(&mut self) -> Option<Result<P>> {
        self.0.next().await
    }
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<P>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<P>>> {
        self.0.poll_next_unpin(context)
    }
}

impl<P: Page> Cursor<P> {
    async fn step(mut self) -> Option<(Result<P>, Self)> {
        let next = std::mem::replace(&mut self.next, Next::End);
        let span = self.span.get_or_insert_with(|| work_span(self.name));
        let page = match next {
            Next::Page(token) => (self.fetch)(token).instrument(span.clone()).await,
            Next::Error(error) => Err(error),
            Next::End => return None,
        };
        let page = page.inspect_err(|error| record_error(span, error));
        let next = page.as_ref().ok().and_then(P::next_page_token);
        // The server treats an empty token as no token and would start again with the first page.
        if let Some(token) = next.filter(|token| !token.is_empty()) {
            self.lead_to(token.to_owned());
        }
        Some((page, self))
    }

    fn lead_to(&mut self, token: String) {
        let is_new = self.tokens.insert(self.hasher.hash_one(&token));
        self.next = match is_new {
            true => Next::Page(Some(token)),
            false => Next::Error(Error::repeated_page()),
        };
    }
}

/// The items of a list, as a stream over all its pages. The next page is requested while the second half of the current
/// page is being read. At most one page is requested ahead.
///
/// An error is the last item, after all items that were listed before it. Dropping the stream cancels a request that is
/// in progress.
#[must_use = "a stream does nothing until polled"]
pub struct Items<P: Page> {
    pages: Pages<P>,
    page: std::vec::IntoIter<P::Item>,
    /// The next page is requested when no more items than this are left of the current one.
    half: usize,
    /// The outcome of the request for the next page.
    ahead: Option<Option<Result<P>>>,
}

impl<P: Page> Items<P> {
    pub(crate) fn new(pages: Pages<P>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            half: 0,
            ahead: None,
        }
    }

    /// Returns the next item, or `None` at the end and after an error. This is `StreamExt::next` of the crate
    /// `futures`, without the import.
    ///
    /// # Errors
    /// The errors of [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<P::Item>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item>>> {
        loop {
            if self.ahead.is_none()
                && self.page.len() <= self.half
                && let Poll::Ready(page) = self.pages.0.poll_next_unpin(context)
            {
                self.ahead = Some(page);
            }
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let ahead = match self.ahead.take() {
                Some(ahead) => ahead,
                None => return Poll::Pending,
            };
            match ahead.transpose() {
                Ok(Some(page)) => {
                    self.page = page.into_items().into_iter();
                    self.half = self.page.len() / 2;
                }
                Ok(None) => {
                    self.ahead = Some(None);
                    return Poll::Ready(None);
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<P::Item>>> {
        self.poll(context)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

/// Implements the streams of a list call, which has a field `page_token` and an `async fn run(self)`.
macro_rules! streamed {
    ($list:ident => $page:ty, $item:ty, $name:literal) => {
        impl $crate::pagination::Page for $page {
            type Item = $item;

            fn next_page_token(&self) -> Option<&str> {
                self.metadata.next_page_token.as_deref()
            }

            fn into_items(self) -> Vec<$item> {
                self.items
            }
        }

        impl $list {
            /// Returns all pages from here on, as a stream. Each page is one call.
            pub fn pages(self) -> $crate::pagination::Pages<$page> {
                let first = self.page_token.clone();
                let fetch = move |page_token| {
                    let mut list = self.clone();
                    list.page_token = page_token;
                    ::std::future::IntoFuture::into_future(list)
                };
                $crate::pagination::Pages::new($name, first, Box::new(fetch))
            }

            /// Returns all items from here on, as a stream over all pages.
            pub fn items(self) -> $crate::pagination::Items<$page> {
                $crate::pagination::Items::new(self.pages())
            }
        }
    };
}

pub(crate) use streamed;
