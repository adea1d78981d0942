//! The names that columns have in people's spreadsheets and in what trackers export.
//!
//! Each as [`super::key`] leaves it, the most telling first.

use super::super::incoming::ImportField;
use crate::domain::outcome::Outcome;

/// The names that a field goes by.
pub(super) fn names_of(field: ImportField) -> impl Iterator<Item = &'static str> {
    let names = match field {
        ImportField::Text => TEXT,
        ImportField::To => TO,
        ImportField::Outcome => OUTCOME,
        ImportField::AskedOn => ASKED_ON,
        ImportField::AnsweredOn => ANSWERED_ON,
        ImportField::Tags => TAGS,
        ImportField::Note => NOTE,
        ImportField::Fear => FEAR,
        ImportField::Odds => ODDS,
        ImportField::Sting => STING,
        ImportField::Pull => PULL,
        ImportField::Step => STEP,
        ImportField::Due => DUE,
    };
    names.split_whitespace()
}

const STEP: &str = "step laststep lastround";

const DUE: &str = "
    due nextfollowup nextfollowupdate followupdate followupon nextfollowupon
";

const TEXT: &str = "
    text ask theask myask whatiasked whatiaskedfor whatdidiask whatdidiaskfor
    whatdidyouask whatdidyouaskfor askedfor iaskedfor question request therequest what
    rejection rejectionattempt attempt challenge dare jobtitle titleofjob position
    positiontitle positionname jobposition positionappliedfor role roletitle rolename
    jobrole job jobname vacancy piece piecetitle titleofpiece nameofpiece titleofwork
    worktitle work works workssubmitted piecessubmitted storytitle titleofstory story
    poemtitle poem poems essay manuscript manuscripttitle booktitle novel paper papertitle
    submission submissiontitle title pitch proposal proposaltitle grant grantname
    granttitle fellowship residency program programme programname scholarship audition
    project projecttitle projectname production opportunity opportunityname application
    favour favor offermade scholarshipname scholarshiptitle fellowshipname residencyname
    contestname awardname award dealname deal internship internshiptitle internshiprole
    roleappliedfor positionapplied positionapplyingfor roleapplied appliedfor
    jobappliedfor jobposting opening show film gig song songtitle article articletitle
    query whattoask myrequest projectrole part opportunitytitle listing listingtitle
    posting event eventname subject activity name description desc message
";

const TO: &str = "
    to who whom askee towhom whomiasked whomdidiask whomdidyouask whoiasked whodidiask whodidyouask whoasked askedwho askedwhom
    askedof person personasked company companyname nameofcompany employer employername
    publisher publishername market marketname journal journalname magazine magazinename
    publication publicationname publishermagazine magazinepublisher litmag
    literarymagazine castingdirector castingdirectors castingoffice castingcompany casting
    cd agent agentname literaryagent agency agencyname organisation organization
    organisationname organizationname org institution institutionname university college
    school schoolname funder fundername foundation grantmaker fundingbody sponsor investor
    investorname fund firm gallery venue festival theatre theater productioncompany studio
    contest competition press editor client clientname customer customername prospect
    prospectname lead leadname account accountname business businessname brand store shop
    recipient target contact contactname contactperson recruiter recruitername
    hiringmanager interviewer appliedto hiringcompany companyapplied provider institute
    lab pi professor professorname supervisor outlet podcast podcasthost podcastname host
    fullname firstname nameofperson personname handle username promoter label venuename
    curator teacher doctor landlord neighbour neighbor stranger guest partner vendor
    supplier rejectionfrom rejectedby from name
";

const OUTCOME: &str = "
    outcome result decision finaldecision finaloutcome finalresult yesno yesorno noyes
    applicationstatus submissionstatus querystatus jobstatus currentstatus finalstatus
    status statusname stage currentstage pipelinestage dealstage calloutcome callresult
    disposition verdict whatdidtheysay theysaid answer theiranswer response responsetype theirresponse reply
    results yn acceptedrejected rejectedaccepted calldisposition
    leadstatus outreachstatus replystatus responsestatus wonlost callback winlose winloss
    statusofapplication appstatus resultstatus offerstatus list listname
";

const ASKED_ON: &str = "
    askedon dateasked dateofask askdate askedat asked dateapplied applieddate
    dateofapplication applicationdate appliedon appliedat applied datesent sentdate
    dateofsending senton sentat sent datesubmitted submitteddate submissiondate
    dateofsubmission datesubmission submittedon submittedat submitted datequeried
    querydate dateofquery querysent queriedon queried auditiondate dateofaudition
    dateauditioned auditionedon calldate dateofcall datecalled calledon contactdate
    datecontacted dateofcontact contactedon datepitched pitchdate pitchedon daterequested
    requestdate requestedon dateofrequest date day when datetime dateandtime timestamp
    time createdat createdon createddate createdtime datecreated creationdate created
    dateadded addedon addedat added loggedat loggedon datelogged entrydate applydate
    dateofapply appdate appsubmitteddate applicationsubmitted applicationsubmitteddate
    createdate callat calledat firstcontact firstcontactdate datefirstcontacted
    outreachdate dateoutreach datereachedout reachedout reachedouton startdate dueon
    appliedtime datemessaged messagedon emailedon dateemailed emaildate askingdate
    dayasked
";

const ANSWERED_ON: &str = "
    answeredon answeredat dateanswered answerdate dateofanswer responsedate dateofresponse
    dateresponse dateresponded respondeddate respondedon respondedat responded
    responsereceived responsereceivedon dateresponsereceived replydate dateofreply
    datereplied repliedon replied resultdate dateofresult dateresult decisiondate
    dateofdecision datedecided datedecision decidedon decidedat outcomedate dateofoutcome
    dateoutcome rejectiondate dateofrejection daterejected rejecteddate rejectedon
    rejectedat datereturned returneddate returnedon returned datereceived receiveddate
    receivedon dateheardback heardbackon heardback dateheard notificationdate datenotified
    notifiedon dateresolved resolveddate resolvedon resolvedat dateclosed closeddate
    closedate closedon closedat statusdate dateofstatus statusupdatedon statusupdatedat
    statusupdated statusupdate statusupdatedate statuschangedon statuschangedat
    statuschanged laststatuschange laststatusupdate dateaccepted accepteddate
    acceptancedate offerdate dateoffered dateofoffer dateofstatuschange lastcontact
    lastcontactdate lastupdated lastupdate updatedat updatedon updated lastmodified
    lastmodifiedon modifiedat
";

const TAGS: &str = "
    tags tag labels label keywords categories category asktype typeofask typeofrejection
    rejectiontype jobtype roletype submissiontype projecttype type kind genre area
    areaoflife theme topic
";

const NOTE: &str = "
    note notes mynotes comment comments mycomments remark remarks lesson lessons
    lessonlearned lessonslearned lessonlearnt lessonslearnt whatilearned whatilearnt
    whatdidilearn whatdidyoulearn learning learnings takeaway takeaways reflection
    reflections thoughts feedback memo howitwent howdiditgo whathappened
";

const FEAR: &str = "
    fear fearbefore fearlevel fearrating fearscore howscary howscarywasit howscared howscaredwereyou howscaredwasi scary scariness
    anxietybefore anxietylevelbefore preanxiety preaskanxiety nervousness nervousbefore
    nerves nervesbefore discomfort discomfortlevel discomfortbefore sudsbefore presuds
    distressbefore beforerating difficulty difficultylevel anxiety anxietylevel suds
";

const ODDS: &str = "
    odds oddsofyes oddsofayes chance chances chanceofyes chanceofayes chanceofsuccess
    probability probabilityofyes likelihood likelihoodofyes expectedchance
";

const STING: &str = "
    sting stinglevel stingrating howmuchithurt howmuchdidithurt hurt pain painlevel
    anxietyafter anxietylevelafter postanxiety postaskanxiety fearafter discomfortafter
    nervesafter sudsafter postsuds distressafter afterrating
";

const PULL: &str = "
    pull pulllevel pullrating want wantlevel wantrating howmuchiwantit howmuchiwantedit
    howmuchdoiwantit howmuchdidiwantit howmuchdoyouwantit desire desirelevel excitement
    excitementlevel excitementrating howexcited interestlevel interestrating
";

/// The columns that say that an answer came rather than which one.
pub(super) const REPLIES: &str = "
    response reply replystatus responsestatus callback theirresponse responsetype
    responsereceived heardback answered
";

/// The names of days that say what happened on them.
pub(super) const DAYS_OF: [(Outcome, &str); 2] = [
    (
        Outcome::No,
        "rejectiondate dateofrejection daterejected rejecteddate rejectedon rejectedat",
    ),
    (
        Outcome::Yes,
        "dateaccepted accepteddate acceptancedate offerdate dateoffered dateofoffer",
    ),
];

/// The columns that are ticked when the outcome is the one that they are called by.
pub(super) const MARKS: [(Outcome, &str); 3] = [
    (
        Outcome::No,
        "rejected rejection rejections gotrejected wasrejected denied isrejected saidno turneddown no",
    ),
    (
        Outcome::Yes,
        "accepted accept offer offers offered gotoffer offerreceived receivedoffer booked won hired
         awarded funded gotit saidyes isaccepted yes",
    ),
    (
        Outcome::Ghosted,
        "ghosted noresponse noreply ghost isghosted",
    ),
];
