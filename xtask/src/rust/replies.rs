//! How the client reads a reply that the operation promises.

use anyhow::{Result, ensure};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, File, parse_quote};

/// Puts the reader of nimbus-api in the place of the generator's, which forgets status and headers of a reply that
/// cannot be decoded: `ResponseValue::from_response(response).await` becomes `crate::reply::decode(response).await`.
pub(crate) fn keep_what_came(file: &mut File) -> Result<()> {
    let mut rewriter = Rewriter { found: 0 };
    rewriter.visit_file_mut(file);
    ensure!(
        rewriter.found > 0,
        "the client has no ResponseValue::from_response to replace"
    );
    Ok(())
}

struct Rewriter {
    found: usize,
}

impl VisitMut for Rewriter {
    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        let Expr::Call(call) = node else { return };
        let Expr::Path(function) = &*call.func else {
            return;
        };
        let names: Vec<_> = function
            .path
            .segments
            .iter()
            .map(|s| s.ident.to_string())
            .collect();
        if names == ["ResponseValue", "from_response"] {
            self.found += 1;
            *call.func = parse_quote!(crate::reply::decode);
        }
    }
}
