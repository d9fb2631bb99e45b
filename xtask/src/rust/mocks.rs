//! The mocks of the conformance crate.

use anyhow::Result;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprCall, File, Token, parse_quote};

/// Lets a mock for the path argument `a.b` match `a.b` and nothing else. The generator puts the value as it is
/// into a regular expression, which is then compared with the encoded path.
pub(crate) fn match_paths_literally(file: &mut File) -> Result<()> {
    let mut rewriter = Rewriter { failure: None };
    rewriter.visit_file_mut(file);
    rewriter.failure.map_or(Ok(()), |error| Err(error.into()))
}

struct Rewriter {
    failure: Option<syn::Error>,
}

impl VisitMut for Rewriter {
    /// Looks for `Regex::new(&format!(pattern, value))`.
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        let Some(Expr::Reference(argument)) = call.args.first_mut() else {
            return;
        };
        let Expr::Macro(format) = &mut *argument.expr else {
            return;
        };
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        match parser.parse2(format.mac.tokens.clone()) {
            Ok(mut arguments) => {
                for value in arguments.iter_mut().skip(1) {
                    *value = parse_quote!(::regex::escape(&::nimbus_api::path::encode(&#value)));
                }
                format.mac.tokens = quote::quote!(#arguments);
            }
            Err(error) => self.failure = Some(error),
        }
    }
}
