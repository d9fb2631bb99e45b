//! Page tokens: every page that the server leads to is asked for once, whatever its tokens are, and every item comes
//! once and in order. The input has a line for each page, which is the token that the page leads on with; a first line
//! that begins with `>` is where the caller begins.

#![no_main]

use std::collections::HashSet;
use std::future::poll_fn;
use std::mem::take;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use futures_util::{Stream, StreamExt as _};
use libfuzzer_sys::fuzz_target;
use nimbus::fuzzing::{items, pages};
use nimbus::pagination::Page;
use nimbus::{ErrorKind, Result};
use nimbus_fuzz::within;

/// More pages show nothing new.
const PAGES: usize = 64;

#[derive(Clone)]
struct Leaf {
    items: Vec<usize>,
    next: Option<String>,
}

impl Page for Leaf {
    type Item = usize;

    fn next_page_token(&self) -> Option<&str> {
        self.next.as_deref()
    }

    fn into_items(self) -> Vec<usize> {
        self.items
    }
}

type Fetch = Box<dyn Fn(Option<String>) -> Fetched + Send + Sync>;
type Fetched = Pin<Box<dyn Future<Output = Result<Leaf>> + Send>>;

/// What the server has been asked for.
type Asked = Arc<Mutex<Vec<Option<String>>>>;

fuzz_target!(|text: &str| {
    let mut lines = text.lines().take(PAGES).peekable();
    let first = lines.next_if(|line| line.starts_with('>'));
    let first = first.map(|line| line[1..].to_owned());
    let mut numbers = 0..;
    let nexts = lines.map(|line| Some(line.to_owned())).chain([None]);
    let leaves: Vec<_> = nexts
        .map(|next| Leaf {
            items: numbers
                .by_ref()
                .take(next.as_ref().map_or(1, |next| next.len() % 5))
                .collect(),
            next,
        })
        .collect();
    let (wanted, repeats) = expected(first.clone(), &leaves);
    let reached = leaves[..wanted.len()].iter();
    let listed: Vec<_> = reached.flat_map(|leaf| leaf.items.clone()).collect();

    let asked = Asked::default();
    let (all, ended_well) = drain(pages(first.clone(), fetch(&leaves, &asked)));
    assert_eq!((all.len(), ended_well), (wanted.len(), !repeats));
    assert_eq!(take(&mut *asked.lock().unwrap()), wanted);

    let all = drain(items(pages(first, fetch(&leaves, &asked))));
    assert_eq!(all, (listed, !repeats));
    assert_eq!(*asked.lock().unwrap(), wanted);
});

/// With what the server must be asked, and whether it then leads back.
fn expected(first: Option<String>, leaves: &[Leaf]) -> (Vec<Option<String>>, bool) {
    let mut seen: HashSet<_> = first.iter().cloned().collect();
    let mut wanted = vec![first];
    for leaf in leaves {
        match &leaf.next {
            Some(token) if token.is_empty() => break,
            Some(token) if !seen.insert(token.clone()) => return (wanted, true),
            Some(token) => wanted.push(Some(token.clone())),
            None => break,
        }
    }
    (wanted, false)
}

/// Some pages are there at once, some are waited for.
fn fetch(leaves: &[Leaf], asked: &Asked) -> Fetch {
    let (leaves, asked) = (leaves.to_vec(), asked.clone());
    Box::new(move |token| {
        let mut asked = asked.lock().unwrap();
        let leaf = leaves[asked.len()].clone();
        asked.push(token);
        let mut waits = leaf.items.len() % 2 == 1;
        Box::pin(poll_fn(move |_| match take(&mut waits) {
            true => Poll::Pending,
            false => Poll::Ready(Ok(leaf.clone())),
        }))
    })
}

/// All that a stream gives, and whether it ends without an error, which nothing follows.
fn drain<T>(mut stream: impl Stream<Item = Result<T>> + Unpin) -> (Vec<T>, bool) {
    // Each page is waited for once at most.
    within(PAGES * 2, async {
        let mut all = Vec::new();
        let mut error = None;
        while let Some(item) = stream.next().await {
            assert!(error.is_none(), "an error is the last item");
            match item {
                Ok(item) => all.push(item),
                Err(last) => error = Some(last.kind()),
            }
        }
        assert!(stream.next().await.is_none());
        assert!(matches!(error, None | Some(ErrorKind::UnexpectedResponse)));
        (all, error.is_none())
    })
}
