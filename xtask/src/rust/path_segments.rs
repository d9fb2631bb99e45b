//! Arguments in paths.

use anyhow::{Result, anyhow};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, File, Macro, Token, parse_quote};

/// Puts the checked encoding of nimbus-api in the place of the generator's, which lets `..` climb to another
/// route: `encode_path(&name.to_string())` becomes `crate::path::segment("name", ..)`, whose error is a request
/// that is not made.
pub(crate) fn check(file: &mut File) -> Result<()> {
    let mut rewriter = Rewriter { failure: None };
    rewriter.visit_file_mut(file);
    rewriter.failure.map_or(Ok(()), Err)
}

struct Rewriter {
    failure: Option<anyhow::Error>,
}

impl VisitMut for Rewriter {
    /// The calls are arguments of `format!`, which the syntax tree keeps as mere tokens.
    fn visit_macro_mut(&mut self, node: &mut Macro) {
        if !node.path.is_ident("format") {
            return;
        }
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        match parser.parse2(node.tokens.clone()) {
            Ok(mut arguments) => {
                for argument in &mut arguments {
                    self.visit_expr_mut(argument);
                }
                node.tokens = quote::quote!(#arguments);
            }
            Err(error) => self.failure = Some(error.into()),
        }
    }

    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        let Expr::Call(call) = &*node else { return };
        let Expr::Path(function) = &*call.func else {
            return;
        };
        if !function.path.is_ident("encode_path") {
            return;
        }
        match call.args.first().and_then(name) {
            Some(name) => {
                let arguments = &call.args;
                *node = parse_quote!(
                    crate::path::segment(#name, #arguments).map_err(Error::InvalidRequest)?
                );
            }
            None => self.failure = Some(anyhow!("unknown form of encode_path in the client")),
        }
    }
}

/// The name in `&name.to_string()`.
fn name(argument: &Expr) -> Option<String> {
    let Expr::Reference(reference) = argument else {
        return None;
    };
    let Expr::MethodCall(call) = &*reference.expr else {
        return None;
    };
    let Expr::Path(path) = &*call.receiver else {
        return None;
    };
    path.path.get_ident().map(ToString::to_string)
}
