//! Whole events on a line that cannot be read: an event that was written right behind a torn one.
//!
//! Pure.

use serde::de::IgnoredAny;

use super::codec;

/// How many beginnings are tried on one line; a line of ours has fewer.
const MOST_TRIES: usize = 1_000;

/// The whole events on a line, in order. An event inside another value is not one of them.
pub fn whole_events(line: &[u8]) -> Vec<&[u8]> {
    let mut events = Vec::new();
    let mut rest = line;
    for _ in 0..MOST_TRIES {
        let Some(start) = rest.iter().position(|&byte| byte == b'{') else {
            break;
        };
        let (_, value_on) = rest.split_at(start);
        let mut values = serde_json::Deserializer::from_slice(value_on).into_iter::<IgnoredAny>();
        rest = match values.next() {
            Some(Ok(IgnoredAny)) => {
                let (value, after) = value_on.split_at(values.byte_offset());
                if codec::read(value).is_ok() {
                    events.push(value);
                }
                after
            }
            _ => value_on.get(1..).unwrap_or_default(),
        };
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: &str = r#"{"v":1,"id":"a-2","at":"2026-03-04T12:31:40+01:00","kind":"ask","n":1,"text":"{\"v\":1}","on":"2026-03-04"}"#;
    const REMOVE: &str =
        r#"{"v":1,"id":"a-3","at":"2026-03-04T12:31:40+01:00","kind":"remove","ask":"a-2"}"#;

    fn found(line: &str) -> Vec<String> {
        whole_events(line.as_bytes())
            .into_iter()
            .map(|event| String::from_utf8(event.to_vec()).unwrap())
            .collect()
    }

    #[test]
    fn an_event_behind_a_torn_one_is_found_wherever_the_other_was_torn() {
        for torn in (1..ASK.len()).filter_map(|length| ASK.get(..length)) {
            assert_eq!(found(&format!("{torn}{REMOVE}")), [REMOVE], "{torn}");
        }
    }

    #[test]
    fn several_events_on_one_line_are_all_found() {
        assert_eq!(found(&format!("x{ASK}{REMOVE} {{")), [ASK, REMOVE]);
    }

    #[test]
    fn an_event_inside_another_value_is_not_one() {
        assert!(found(&format!("{{\"kept\":{ASK}}}")).is_empty());
        assert!(found("nothing at all").is_empty());
    }
}
