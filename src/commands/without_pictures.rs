//! What a nos that was built without pictures says where one is wanted.

use crate::error::Failure;

/// The refusal, with a line that tells what the picture would have shown.
pub(super) fn refusal(instead: &str) -> Failure {
    Failure::usage(
        "this nos was built without pictures; `cargo install --path .` in its source builds one \
         that draws them",
    )
    .hint(instead)
}
