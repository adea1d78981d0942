//! The `nos` program: what was typed goes in, an exit status comes out.

fn main() {}
