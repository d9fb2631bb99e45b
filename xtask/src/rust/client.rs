//! The client's own items.

use anyhow::{Context, Result};
use syn::visit_mut::{self, VisitMut};
use syn::{File, ImplItem, Item, Path, UseTree, Visibility};

/// Takes a module out of the file and hands out its items.
pub(crate) fn take_module(file: &mut File, name: &str) -> Result<Vec<Item>> {
    let position = file
        .items
        .iter()
        .position(|item| matches!(item, Item::Mod(module) if module.ident == name))
        .with_context(|| format!("the generated client has no module `{name}`"))?;
    let Item::Mod(module) = file.items.remove(position) else {
        return Ok(Vec::new());
    };
    Ok(module.content.map(|(_, items)| items).unwrap_or_default())
}

/// Removes `Client::new`: it reads the machine's certificates and panics where there are none.
pub(crate) fn drop_ambient_constructor(file: &mut File) {
    for item in &mut file.items {
        if let Item::Impl(block) = item
            && block.trait_.is_none()
        {
            block
                .items
                .retain(|item| !matches!(item, ImplItem::Fn(method) if method.sig.ident == "new"));
        }
    }
}

/// Keeps the imports to the module, whose crate re-exports what is public, and removes those that later steps leave
/// without use: `encode_path`, and the encoding of forms.
pub(crate) fn trim_imports(file: &mut File) {
    for item in &mut file.items {
        let Item::Use(import) = item else { continue };
        import.vis = Visibility::Inherited;
        let UseTree::Path(path) = &mut import.tree else {
            continue;
        };
        let UseTree::Group(group) = &mut *path.tree else {
            continue;
        };
        let unused = ["encode_path", "ByteStream", "RequestBuilderExt"];
        group.items = std::mem::take(&mut group.items)
            .into_iter()
            .filter(|tree| {
                !matches!(tree, UseTree::Name(name) if unused.iter().any(|unused| name.ident == unused))
            })
            .collect();
    }
}

/// Names types from inside their crate: `::nimbus_api::types::X` becomes `types::X`.
pub(crate) fn localize_types(file: &mut File) {
    Localizer.visit_file_mut(file);
}

struct Localizer;

impl VisitMut for Localizer {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path
            .segments
            .first()
            .is_some_and(|segment| segment.ident == "nimbus_api")
        {
            path.leading_colon = None;
            path.segments = std::mem::take(&mut path.segments)
                .into_iter()
                .skip(1)
                .collect();
        }
    }
}
