//! What clap has against the words that were typed, told as nos tells it.
