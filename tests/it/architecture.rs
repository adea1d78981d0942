//! The structure of the source: which layer may use which, and the names of technique.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each layer may use beside itself. A layer that is not named here must not exist.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("json", &[]),
    ("error", &[]),
    ("system", &["domain", "error"]),
    ("journal", &["domain", "error", "json"]),
    ("cli", &["domain", "error"]),
    ("export", &["domain", "json"]),
    ("import", &["domain", "export"]),
    ("render", &["domain", "json"]),
    ("questions", &["error", "render", "system"]),
    (
        "commands",
        &[
            "cli",
            "domain",
            "error",
            "export",
            "import",
            "journal",
            "json",
            "questions",
            "render",
            "screen",
            "system",
        ],
    ),
    (
        "screen",
        &[
            "cli", "commands", "domain", "error", "journal", "render", "system",
        ],
    ),
    ("lib", &["commands"]),
];

/// Words of a private language that technique had before; each has a standard name now.
const OLD_WORDS: &[&str] = &[
    "crew",
    "hands",
    "stretch",
    "glue",
    "wish",
    "tally",
    "sieve",
    "rewording",
    "lets_through",
    "giving_back",
    "where_you_stand",
];

struct Source {
    path: PathBuf,
    /// `crate`, then a name for each module down to this file.
    module: Vec<String>,
    /// Without comments, and without the tests at the end.
    code: String,
}

fn sources() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![top.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let relative = path.strip_prefix(&top).unwrap().to_path_buf();
            let text = fs::read_to_string(&path).unwrap();
            let mut module = vec!["crate".to_owned()];
            module.extend(
                relative
                    .with_extension("")
                    .iter()
                    .map(|part| part.to_str().unwrap().to_owned()),
            );
            if ["mod", "lib"].contains(&module.last().unwrap().as_str()) {
                module.pop();
            }
            sources.push(Source {
                module,
                code: code(&text),
                path: relative,
            });
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 100);
    sources
}

fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_test(source: &Source) -> bool {
    let path = source.path.to_string_lossy();
    path.ends_with("tests.rs")
        || path.contains("/tests/")
        || path.starts_with("domain/laws")
        || path.ends_with("domain/sample.rs")
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Every path of the code that begins with `crate`, `super` or `self`, groups written out.
fn paths(source: &Source) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in source.code.match_indices(root) {
            let (before, rest) = source.code.split_at(at);
            if before.ends_with(|last| is_name(last) || last == ':') {
                continue;
            }
            let statement = before
                .rfind([';', '{', '}'])
                .map_or(before, |end| &before[end + 1..]);
            let declares = statement.trim().starts_with("pub") && statement.contains("use ");
            if !declares {
                expand(rest, &[], &mut found);
            }
        }
    }
    found
        .iter()
        .map(|path| absolute(path, &source.module))
        .collect()
}

/// Reads one path, or the group at its end; answers how many bytes of `text` it took.
fn expand(text: &str, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = prefix.to_vec();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let name = rest.find(|char| !is_name(char)).unwrap_or(rest.len());
        if name > 0 {
            path.push(rest[..name].to_owned());
            at += name;
            if text[at..].starts_with("::") {
                at += 2;
                continue;
            }
        } else if rest.starts_with('{') {
            at += 1;
            while !text[at..].starts_with('}') {
                at += text[at..].len() - text[at..].trim_start_matches([',', ' ', '\n']).len();
                if text[at..].starts_with('}') {
                    break;
                }
                let taken = expand(&text[at..], &path, found);
                at += taken;
                if let Some(alias) = text[at..].strip_prefix(" as ") {
                    at += 4 + alias.find(|char| !is_name(char)).unwrap_or(alias.len());
                }
                if taken == 0 {
                    break;
                }
            }
            return at + 1;
        } else if rest.starts_with('*') {
            at += 1;
        }
        found.push(path);
        return at;
    }
}

fn absolute(path: &[String], module: &[String]) -> Vec<String> {
    let mut here = module.to_vec();
    let mut rest = path;
    match rest.first().map(String::as_str) {
        Some("crate") => return rest.to_vec(),
        Some("self") => rest = &rest[1..],
        _ => {
            while rest.first().is_some_and(|part| part == "super") {
                here.pop();
                rest = &rest[1..];
            }
        }
    }
    here.extend(rest.iter().filter(|part| *part != "self").cloned());
    here
}

/// Which files each file uses.
fn uses(sources: &[Source]) -> BTreeMap<&Path, BTreeSet<&Path>> {
    let files: BTreeMap<&[String], &Path> = sources
        .iter()
        .map(|source| (source.module.as_slice(), source.path.as_path()))
        .collect();
    let owner = |path: &[String]| {
        (1..=path.len())
            .rev()
            .find_map(|length| files.get(&path[..length]))
    };
    sources
        .iter()
        .filter(|source| !is_test(source))
        .map(|source| {
            let used = paths(source)
                .iter()
                .filter_map(|path| owner(path).copied())
                .filter(|used| *used != source.path)
                .collect();
            (source.path.as_path(), used)
        })
        .collect()
}

fn layer(path: &Path) -> String {
    let first = path.iter().next().unwrap();
    Path::new(first)
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

#[test]
fn a_layer_uses_only_the_layers_below_it() {
    let sources = sources();
    let mut wrong = Vec::new();
    for (file, used) in uses(&sources) {
        let from = layer(file);
        if from == "main" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == from) else {
            wrong.push(format!("{}: no layer {from}", file.display()));
            continue;
        };
        for to in used {
            let to = layer(to);
            if to != from && !allowed.contains(&to.as_str()) {
                wrong.push(format!("{} uses {to}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn technique_has_its_standard_names() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !is_test(source)) {
        // Every other part between two quotes is a text, not code.
        let code = source.code.split('"').step_by(2);
        for word in code.flat_map(|code| code.split(|char| !is_name(char))) {
            let lower = word.to_lowercase();
            if OLD_WORDS.contains(&lower.as_str()) {
                found.push(format!("{}: {word}", source.path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_path_a_group_and_an_alias_are_seen() {
    let file = |name: &str, code: &str| Source {
        path: format!("{name}.rs").into(),
        module: vec!["crate".to_owned(), name.to_owned()],
        code: code.to_owned(),
    };
    let sources = [
        file("a", "use crate::{b::{self, Thing}, c::Other as Else};"),
        file("b", "fn x() { crate::a::f(); }"),
        file("c", ""),
    ];
    let edges = uses(&sources);
    let used = |name: &str| {
        edges[Path::new(name)]
            .iter()
            .map(|path| path.to_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(used("a.rs"), ["b.rs", "c.rs"]);
    assert_eq!(used("b.rs"), ["a.rs"]);
    assert!(used("c.rs").is_empty());
}
