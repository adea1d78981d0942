//! What outcomes are called, each word as [`super::plain`] leaves it.

use crate::domain::outcome::Outcome;

/// The words for each outcome.
pub(super) const OUTCOMES: [(Outcome, &str); 4] = [
    (Outcome::No, NO),
    (Outcome::Yes, YES),
    (Outcome::Ghosted, GHOSTED),
    (Outcome::Pending, PENDING),
];

/// The words of a list.
pub(super) fn each(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim)
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
    declined by company, declined by employer, declined by funder,
    denied, denial, refused, refusal, a they passed on,
    turned down, turned me down, turn down, shot down, not accepted, not approved,
    not awarded, not booked, not cast, not chosen, not funded, not hired, not interested,
    not a fit, not a good fit, not moving forward, not progressing, not proceeding,
    not selected, not successful, not for us, not right for us, no offer, no interest,
    no deal, no sale, unsuccessful, failed, fail, lost, closed lost, disqualified,
    didnt get it, did not get it, didnt book, didnt get the job, didnt get the part,
    eliminated, cut, hung up, position filled, went with someone else,
    regret, regrets, unfavorable, unfavourable, negative, vetoed,
    auto reject, not selected for interview, position closed, role closed, job closed,
    position cancelled, position canceled, position was filled, triaged, discussed not funded,
    unqualified, not qualified, not shortlisted, not longlisted, not a match, not hiring,
    no thank you letter, didnt pass, did not pass, not pursued, they declined, they rejected,
    got declined, offer rescinded, rescinded, closed not interested, rejected by email
";

const YES: &str = "
    closed won, yes, y, yep, yeah, yes please, said yes, they said yes, got a yes, a yes, accepted,
    accept, acceptance, accepted published, accepted and published, got accepted,
    was accepted, agreed, approved, approval, awarded, award, booked, booked it, booking,
    cast, chosen, closed deal, deal closed, funded, got it, got in, got the job,
    got the part, got the role, granted, hired, job offer, offer, offered, offer accepted,
    offer declined, offer extended, offer made, offer of representation, offer received,
    offer signed, offer turned down, accepted offer, declined offer, received offer,
    turned down offer, verbal offer, placed, positive, favorable, favourable, published,
    representation, sale, signed, sold, succeeded, success, successful, win,
    winner, won,
    admitted, admit, accepted with funding, second place, first place, third place,
    runner up, yes with conditions, conditional offer, offer in hand, contract signed,
    signed contract, rejected offer, rejected the offer, won award, committed, enrolled
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
    non responsive,
    no feedback received, never got back, never got back to me, didnt hear back,
    did not hear back, no word, no contact, nothing heard, heard nothing, closed ghosted,
    no callback, no call back
";

const PENDING: &str = "
    pending, pending response, pending reply, pending decision, applied, already applied,
    application sent, application submitted, applied online, active, asked, acknowledged,
    application at acquisitions, audition, auditioned, awaiting, awaiting answer,
    awaiting decision, awaiting reply, awaiting response, being considered, contacted, editable,
    emailed, full, full out, held, in consideration, in conversation, in process, in progress,
    in review, left message, left voicemail, no answer yet, no decision yet, no reply yet,
    no response yet, not yet, open, out, out on submission, outstanding, pitched, processing,
    queried, query sent, requested, sent, still pending, still waiting, submitted, tbd, tbc,
    unanswered, under consideration, under review, unresolved, voicemail, waiting,
    waiting for answer, waiting for reply, waiting for response, waiting on response,
    waiting to hear, waiting to hear back, email sent, message sent, request sent, proposal sent,
    invite sent, connection sent, letter sent, cv sent, resume sent, ongoing, application viewed,
    viewed, opened, submitted application, awaiting feedback, waiting for feedback,
    interviewing in progress, qualified, deferred, applied awaiting, considering, reviewing,
    reviewed, in discussion, in talks, under evaluation, evaluation, shortlisting, in touch,
    replied, responded, application in progress, application under review, in the works,
    hiring process
";

/// What happened before an answer, which is still to come.
pub(super) const STEPS: &str = "
    assessment, assessments, avail, availability check, avail check, on avail, first refusal,
    background check, call back, callback, call scheduled, case study, coding challenge,
    coding test, final round, finalist, follow up, followed up, following up, full requested,
    full request, full manuscript requested, hold request, hr interview, hr screen, interview,
    interviewed, interviewing, interview scheduled, interview completed, interview requested,
    longlist, longlisted, negotiating, negotiation, on on site, onsite, on site interview,
    onsite interview, partial request, partial requested, phone interview, phone screen,
    phone screening, pinned, on pin, recruiter call, recruiter screen, revise and resubmit,
    revise resubmit, r r, rewrite request, rewrite requested, screen, screening, screen test,
    self tape, short list, shortlist, shortlisted, take home, take home test,
    take home assignment, technical interview, technical screen, technical test, tech interview,
    test task, video interview, wait list, waitlist, waitlisted, oa, online assessment, oa sent,
    oa received, oa completed, screening call, screening interview, initial screening,
    initial interview, reference check, references, technical round, hr round, final interview,
    panel interview, team match, team matching, virtual onsite, interview invite,
    interview invited, interview invitation, invited to interview, interview pending,
    demo scheduled, demo booked, meeting booked, meeting scheduled, wait listed, waiting list,
    phone call, phone call scheduled, recruiter screening, recruiter phone screen,
    hiring manager interview, follow up sent, followed up once, followed up twice,
    second interview, homework, take home challenge, coding interview, live coding, hirevue
";

/// What a number or an ordinal may be beside: an interview is still no answer.
pub(super) const ROUNDS: &str = "
    interview, interviewing, interview round, round, round interview, call back, callback,
    audition, technical interview, phone interview, phone screen, screening, stage, follow up,
    followed up, technical round, interview stage, tech interview, online assessment, oa
";

/// What says that nothing was asked yet.
pub(super) const NOT_YET: &str = "
    bookmarked, draft, idea, ideas, not applied, not applied yet, not asked, not asked yet,
    not sent, not sent yet, not started, not submitted, not submitted yet, planned,
    preparing, ready to submit, researching, saved, someday, to apply, to ask, to contact,
    to do, to query, to send, to submit, todo, want to apply, wish list, wishlist,
    wishlisted,
    ready to apply, didnt apply yet,
    havent applied, have not applied, havent asked, found, identified, watching, lead, new,
    new lead, to be applied, to be sent, to be contacted, to be asked, will apply, will ask,
    interested in, applying, to contact later, not contacted, not contacted yet, backlog,
    prospect, prospecting, on the list, plan to apply, plan, plans
";

/// What says that nothing was asked, and leaves it at that.
pub(super) const NOT_ASKED: &str = "did not apply, didnt apply, did didnt apply, never applied";

/// What comes beside `passed` where it is said of a test.
pub(super) const BESIDE_PASSED: &str = "failed, fail, didnt pass, did not pass, not passed";

/// What comes beside `selected` where it says that one was chosen.
pub(super) const BESIDE_SELECTED: &str =
    "not selected, not chosen, unsuccessful, declined, waitlisted, not successful";

/// What comes beside `received` where it says that a submission arrived.
pub(super) const BESIDE_RECEIVED: &str =
    "in progress, accepted, under review, in review, being reviewed, withdrawn, editable";

/// What writers say of queries and submissions.
pub(super) const QUERYING: &str = "
    query sent, queried, full request, full requested, full manuscript requested, full,
    full out, partial request, partial requested, form rejection, form reject, form rejected,
    rejected form, cnr, closed no response, r r, revise and resubmit, offer of representation,
    request, pages requested
";

/// What actors say of auditions.
pub(super) const AUDITIONING: &str = "
    avail, on avail, avail check, availability check, pinned, on pin, first refusal, booked,
    booked it, callback, call back, self tape, cast, not cast, didnt book, audition, auditioned
";
