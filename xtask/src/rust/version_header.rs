//! The header `api-version`, of which the contract knows nothing.

use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, File, Local, Pat, Stmt};

/// Removes the statement that adds the header, and with it the map of headers where nothing else uses it.
pub(crate) fn remove(file: &mut File) {
    Remover.visit_file_mut(file);
}

struct Remover;

impl VisitMut for Remover {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let before = block.stmts.len();
        block.stmts.retain(|statement| !adds_version(statement));
        if block.stmts.len() < before && !block.stmts.iter().any(adds_header) {
            block.stmts.retain(|statement| !declares_headers(statement));
            HeadersRemover.visit_block_mut(block);
        }
        visit_mut::visit_block_mut(self, block);
    }
}

/// Turns `.headers(header_map).build()` into `.build()`.
struct HeadersRemover;

impl VisitMut for HeadersRemover {
    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        if let Expr::MethodCall(call) = node
            && call.method == "headers"
        {
            *node = (*call.receiver).clone();
        }
    }
}

fn adds_version(statement: &Stmt) -> bool {
    adds_header(statement)
        && statement
            .to_token_stream()
            .to_string()
            .contains("\"api-version\"")
}

fn adds_header(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(Expr::MethodCall(call), _)
        if call.receiver.to_token_stream().to_string() == "header_map")
}

fn declares_headers(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(Local { pat: Pat::Ident(name), .. }) if name.ident == "header_map")
}
