//! An event as a line of the log: the keys in the order of the format.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::domain::ask::{Odds, Rating, Tag};
use crate::domain::day::weekday_name;
use crate::domain::goal::Target;
use crate::domain::tags::Tags;
use crate::journal::event::{AskEvent, Changes, Event, EventKind, GoalSet, Id, Planned};
use crate::json::{self, Escapes};

/// The highest version of a line that is wholly understood.
pub(super) const NEWEST: u64 = 2;

/// The version that an event is written with: 2 where version 1 as first published would call the
/// line unreadable.
fn version(event: &Event<'_>) -> u64 {
    match event.what {
        // Without an `ask` that version found them unreadable.
        EventKind::EditPlan(_) | EventKind::RemovePlan { .. } | EventKind::PurgePlan { .. } => {
            return 2;
        }
        // It knew none of these kinds and looked no further.
        EventKind::Plan(_) | EventKind::Step(_) | EventKind::Rest(_) => return 1,
        _ => {}
    }
    let names_a_variant = |id: &Id<'_>| id.variant.is_some();
    let mut named = event.what.named().iter().chain(&event.batch);
    let is_of_version_1 = |tags: &Tags<'_>| tags.iter().all(Tag::is_of_version_1);
    if named.any(names_a_variant) || !tags(&event.what).is_none_or(is_of_version_1) {
        2
    } else {
        1
    }
}

/// The tags that an event about an ask names.
fn tags<'e>(what: &'e EventKind<'e>) -> Option<&'e Tags<'e>> {
    match what {
        EventKind::Ask(asked) => Some(&asked.tags),
        EventKind::Edit(edited) => edited.set.tags.as_ref()?.as_ref(),
        EventKind::Answer(_)
        | EventKind::Plan(_)
        | EventKind::EditPlan(_)
        | EventKind::RemovePlan { .. }
        | EventKind::PurgePlan { .. }
        | EventKind::Step(_)
        | EventKind::Rest(_)
        | EventKind::Remove { .. }
        | EventKind::Goal(_)
        | EventKind::Undo { .. }
        | EventKind::Redo { .. }
        | EventKind::Purge { .. } => None,
    }
}

/// The line of an event, without its newline: the keys in the order of the format, those
/// without a value left out.
///
/// # Errors
/// If the event has no JSON form, which none of ours lacks.
pub fn write(event: &Event<'_>) -> serde_json::Result<String> {
    json::to_line(&Wire(event), Escapes::Controls)
}

/// An event as the log has it.
struct Wire<'a>(&'a Event<'a>);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Event {
            id,
            at,
            batch,
            what,
        } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("v", &version(self.0))?;
        map.serialize_entry("id", &id.to_string())?;
        map.serialize_entry("at", at)?;
        map.serialize_entry("kind", what.kind().name())?;
        some(&mut map, "batch", batch.as_ref().map(Id::to_string))?;
        match what {
            EventKind::Ask(asked) => write_asked(&mut map, asked)?,
            EventKind::Answer(answered) => {
                map.serialize_entry("ask", &answered.ask.to_string())?;
                map.serialize_entry("outcome", answered.outcome.name())?;
                map.serialize_entry("on", &answered.on.to_string())?;
                some(&mut map, "note", answered.note.as_ref())?;
                some(&mut map, "sting", answered.sting.map(Rating::get))?;
            }
            EventKind::Edit(edited) => {
                map.serialize_entry("ask", &edited.ask.to_string())?;
                map.serialize_entry("set", &WireChanges(&edited.set))?;
            }
            EventKind::Remove { ask } => map.serialize_entry("ask", &ask.to_string())?,
            EventKind::Goal(goal) => write_goal(&mut map, goal)?,
            EventKind::Undo { of } | EventKind::Redo { of } => {
                let ids: Vec<String> = of.iter().map(Id::to_string).collect();
                map.serialize_entry("of", &ids)?;
            }
            EventKind::Purge { ask, number } => {
                map.serialize_entry("ask", &ask.to_string())?;
                map.serialize_entry("n", number)?;
            }
            EventKind::Plan(plan) => write_planned(&mut map, plan)?,
            EventKind::EditPlan(edited) => {
                map.serialize_entry("plan", &edited.plan.to_string())?;
                map.serialize_entry("set", &WireChanges(&edited.set))?;
            }
            EventKind::RemovePlan { plan } => map.serialize_entry("plan", &plan.to_string())?,
            EventKind::PurgePlan { plan, number } => {
                map.serialize_entry("plan", &plan.to_string())?;
                map.serialize_entry("p", number)?;
            }
            EventKind::Step(stepped) => {
                map.serialize_entry("ask", &stepped.ask.to_string())?;
                map.serialize_entry("step", &stepped.step)?;
                map.serialize_entry("on", &stepped.on.to_string())?;
                some(&mut map, "due", stepped.due.map(|day| day.to_string()))?;
                some(&mut map, "note", stepped.note.as_ref())?;
            }
            EventKind::Rest(rested) => {
                map.serialize_entry("from", &rested.span.from.to_string())?;
                map.serialize_entry("to", &rested.span.to.to_string())?;
                some(&mut map, "note", rested.note.as_ref())?;
                some(&mut map, "off", rested.off.then_some(true))?;
            }
        }
        map.end()
    }
}

fn some<M: SerializeMap>(
    map: &mut M,
    name: &str,
    value: Option<impl Serialize>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, &value))
}

fn write_asked<M: SerializeMap>(map: &mut M, asked: &AskEvent<'_>) -> Result<(), M::Error> {
    let answer = asked.outcome.is_answered().then(|| asked.outcome.name());
    let tags = (!asked.tags.is_empty()).then(|| listed(&asked.tags));
    map.serialize_entry("n", &asked.number)?;
    map.serialize_entry("text", &asked.text)?;
    map.serialize_entry("on", &asked.on.to_string())?;
    some(map, "to", asked.to.as_ref())?;
    some(map, "tags", tags)?;
    some(map, "note", asked.note.as_ref())?;
    some(map, "fear", asked.fear.map(Rating::get))?;
    some(map, "odds", asked.odds.map(Odds::percent))?;
    some(map, "outcome", answer)?;
    some(map, "answered", asked.answered.map(|day| day.to_string()))?;
    some(map, "sting", asked.sting.map(Rating::get))?;
    some(map, "pull", asked.pull.map(Rating::get))?;
    some(map, "plan", asked.plan.as_ref().map(Id::to_string))?;
    some(map, "src", asked.src.map(|src| src.to_string()))
}

fn write_planned<M: SerializeMap>(map: &mut M, plan: &Planned<'_>) -> Result<(), M::Error> {
    let tags = (!plan.tags.is_empty()).then(|| listed(&plan.tags));
    map.serialize_entry("p", &plan.number)?;
    map.serialize_entry("text", &plan.text)?;
    some(map, "to", plan.to.as_ref())?;
    some(map, "tags", tags)?;
    some(map, "note", plan.note.as_ref())?;
    some(map, "fear", plan.fear.map(Rating::get))?;
    some(map, "odds", plan.odds.map(Odds::percent))?;
    some(map, "pull", plan.pull.map(Rating::get))?;
    some(map, "by", plan.by.map(|day| day.to_string()))?;
    some(map, "src", plan.src.map(|src| src.to_string()))
}

fn listed<'t>(tags: &'t Tags<'_>) -> Vec<&'t str> {
    tags.iter().collect()
}

fn write_goal<M: SerializeMap>(map: &mut M, goal: &GoalSet) -> Result<(), M::Error> {
    let rest: Vec<&str> = goal.rest.weekdays().map(weekday_name).collect();
    map.serialize_entry("target", &goal.target.map(Target::get))?;
    map.serialize_entry("counts", goal.counts.name())?;
    map.serialize_entry("from", &goal.span.from.to_string())?;
    map.serialize_entry("to", &goal.span.to.to_string())?;
    some(map, "rest", (!rest.is_empty()).then_some(rest))
}

/// The changed fields of an edit; what is cleared is `null`.
struct WireChanges<'a>(&'a Changes<'a>);

impl Serialize for WireChanges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let set = self.0;
        let outcome = set
            .outcome
            .map(|outcome| outcome.is_answered().then(|| outcome.name()));
        let answered = set.answered.map(|day| day.map(|day| day.to_string()));
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "text", set.text.as_ref())?;
        some(&mut map, "on", set.on.map(|day| day.to_string()))?;
        some(&mut map, "to", set.to.as_ref())?;
        let tags = set.tags.as_ref();
        some(&mut map, "tags", tags.map(|tags| tags.as_ref().map(listed)))?;
        some(&mut map, "note", set.note.as_ref())?;
        some(&mut map, "fear", set.fear.map(|fear| fear.map(Rating::get)))?;
        some(
            &mut map,
            "odds",
            set.odds.map(|odds| odds.map(Odds::percent)),
        )?;
        some(
            &mut map,
            "sting",
            set.sting.map(|sting| sting.map(Rating::get)),
        )?;
        some(&mut map, "outcome", outcome)?;
        some(&mut map, "answered", answered)?;
        some(&mut map, "pull", set.pull.map(|pull| pull.map(Rating::get)))?;
        let by = set.by.map(|day| day.map(|day| day.to_string()));
        some(&mut map, "by", by)?;
        map.end()
    }
}
