//! A body that does not arrive as it should.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use tokio::time::Sleep;

use crate::fault::Shape;

enum Part {
    Chunk(Bytes),
    Pause(Duration),
    /// Lets hyper send what it has before the next part.
    Flush,
    /// Ends the connection in the middle of the body.
    Break,
}

/// The parts of a body, one after the other. The length is not known from it; it has to be in the
/// headers.
pub(crate) struct ShapedBody {
    parts: VecDeque<Part>,
    pause: Option<Pin<Box<Sleep>>>,
}

impl ShapedBody {
    pub(crate) fn new(bytes: Bytes, shape: &Shape) -> Self {
        let mut parts = VecDeque::new();
        match shape {
            Shape::Whole => parts.push_back(Part::Chunk(bytes)),
            Shape::Truncated => {
                parts.push_back(Part::Chunk(bytes.slice(..bytes.len() / 2)));
                parts.push_back(Part::Flush);
                parts.push_back(Part::Break);
            }
            Shape::Slow { chunk, pause } => {
                let mut rest = bytes;
                while !rest.is_empty() {
                    parts.push_back(Part::Pause(*pause));
                    parts.push_back(Part::Chunk(rest.split_to((*chunk).min(rest.len()))));
                }
            }
        }
        Self { parts, pause: None }
    }
}

impl Body for ShapedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                match pause.as_mut().poll(context) {
                    Poll::Ready(()) => self.pause = None,
                    Poll::Pending => return Poll::Pending,
                }
            }
            match self.parts.pop_front() {
                // An empty chunk would only be an empty write.
                Some(Part::Chunk(bytes)) if bytes.is_empty() => {}
                Some(Part::Chunk(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Part::Pause(time)) => {
                    self.pause = Some(Box::pin(tokio::time::sleep(time)));
                }
                Some(Part::Flush) => {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Some(Part::Break) => {
                    let error = io::Error::other("a fault that was asked for");
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
            }
        }
    }
}
