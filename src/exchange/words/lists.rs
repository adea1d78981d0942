//! What outcomes are called, each word as [`super::plain`] leaves it.

use crate::domain::outcome::Outcome;

/// The words for each outcome.
pub(super) const OUTCOMES: [(Outcome, &str); 4] = [
    (Outcome::No, NO),
    (Outcome::Yes, YES),
    (Outcome::Ghosted, GHOSTED),
    (Outcome::Pending, PENDING),
];

/// Whether a word stands in a list.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split(',').any(|one| one.trim() == word)
}

const NO: &str = "
    no, n, nope, nah, said no, they said no, got a no, a no, hard no, soft no, no thanks,
    no thank you, rejected, rejection, got rejected, was rejected, reject, auto rejected,
    auto rejection, automatic rejection, rejected auto, rejected form, rejected personal,
    rejected by company, rejected by employer, rejected after interview,
    rejected after phone screen, rejected after screening, rejected after final round,
    rejected before interview, rejected post interview, rejected without interview,
    rejected no interview, rejected resume, rejection form, rejection personal,
    rejection standard, rejection higher tier, rejection upper tier, rejection letter,
    rejection email, rejection received, form, form no, form letter, form reject,
    form rejected, form rejection, form response, standard rejection, tiered rejection,
    higher tier, higher tier rejection, upper tier rejection, champagne rejection,
    personal no, personal reject, personal rejection, personalised rejection,
    personalized rejection, email rejection, interview rejected, rejected interview,
    declined, decline, declined by company, declined by employer, declined by funder,
    denied, denial, refused, refusal, passed, pass, a pass, they passed, passed on,
    turned down, turned me down, turn down, shot down, not accepted, not approved,
    not awarded, not booked, not cast, not chosen, not funded, not hired, not interested,
    not a fit, not a good fit, not moving forward, not progressing, not proceeding,
    not selected, not successful, not for us, not right for us, no offer, no interest,
    no deal, no sale, unsuccessful, failed, fail, lost, closed lost, disqualified,
    didnt get it, did not get it, didnt book, didnt get the job, didnt get the part,
    dropped, eliminated, released, cut, hung up, position filled, went with someone else,
    regret, regrets, unfavorable, unfavourable, negative, vetoed
";

const YES: &str = "
    yes, y, yep, yeah, yes please, said yes, they said yes, got a yes, a yes, accepted,
    accept, acceptance, accepted published, accepted and published, got accepted,
    was accepted, agreed, approved, approval, awarded, award, booked, booked it, booking,
    cast, chosen, closed won, deal, deal closed, funded, got it, got in, got the job,
    got the part, got the role, granted, hired, job offer, offer, offered, offer accepted,
    offer declined, offer extended, offer made, offer of representation, offer received,
    offer signed, offer turned down, accepted offer, declined offer, received offer,
    turned down offer, verbal offer, placed, positive, favorable, favourable, published,
    representation, sale, selected, signed, sold, succeeded, success, successful, win,
    winner, won
";

const GHOSTED: &str = "
    ghosted, ghost, ghosting, got ghosted, was ghosted, ghosted me, ghosted after interview,
    closed no response, closed no reply, closed due to no response, cnr, assumed rejected,
    assumed rejection, assumed no, presumed rejected, presumed rejection, implied rejection,
    considered rejected, rejected no response, no response means no, crickets, ignored,
    ignored me, left on read, never answered, never heard, never heard back, never replied,
    never responded, never got a response, did not respond, didnt respond, didnt reply,
    didnt answer, no answer, no reply, no response, no reply received, no response received,
    nonresponse, non response, radio silence, silence, silent, timed out, unresponsive,
    non responsive
";

const PENDING: &str = "
    pending, pending response, pending reply, pending decision, applied, already applied,
    application sent, application submitted, applied online, active, asked, assessment,
    assessments, acknowledged, application received, at acquisitions, audition, auditioned,
    avail, availability check, avail check, on avail, first refusal, awaiting,
    awaiting answer, awaiting decision, awaiting reply, awaiting response, background check,
    being considered, call back, callback, call scheduled, case study, coding challenge,
    coding test, contacted, editable, emailed, final round, finalist, follow up,
    followed up, following up, full, full requested, full request,
    full manuscript requested, full out, held, hold, hold request, hr interview, hr screen,
    in consideration, in conversation, in process, in progress, in review, interview,
    interviewed, interviewing, interview scheduled, interview completed,
    interview requested, left message, left voicemail, longlist, longlisted, negotiating,
    negotiation, no answer yet, no decision yet, no reply yet, no response yet, not yet,
    on hold, on site, onsite, on site interview, onsite interview, open, out,
    out on submission, outstanding, partial, partial request, partial requested,
    phone interview, phone screen, phone screening, pinned, on pin, pitched, processing,
    queried, query sent, received, recruiter call, recruiter screen, requested,
    revise and resubmit, revise resubmit, r r, rewrite request, rewrite requested, screen,
    screening, screen test, self tape, sent, short list, shortlist, shortlisted,
    still pending, still waiting, submitted, take home, take home test,
    take home assignment, tbd, tbc, technical interview, technical screen, technical test,
    tech interview, test task, unanswered, under consideration, under review, unresolved,
    video interview, voicemail, wait list, waiting, waiting for answer, waiting for reply,
    waiting for response, waiting on response, waiting to hear, waiting to hear back,
    waitlist, waitlisted
";

/// What a number or an ordinal may stand beside: an interview is still no answer.
pub(super) const ROUNDS: &str = "
    interview, interviewing, interview round, round, round interview, call back, callback,
    audition, technical interview, phone interview, phone screen, screening, stage
";

/// What says that nothing was asked yet.
pub(super) const NOT_YET: &str = "
    bookmarked, draft, idea, ideas, not applied, not applied yet, not asked, not asked yet,
    not sent, not sent yet, not started, not submitted, not submitted yet, planned,
    preparing, ready to submit, researching, saved, someday, to apply, to ask, to contact,
    to do, to query, to send, to submit, todo, want to apply, wish list, wishlist,
    wishlisted
";
