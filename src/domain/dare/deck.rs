//! The deck: forty dares a level, in the order in which the days walk through them.
//!
//! Each is one sentence that begins with "Ask", says neither you nor I and needs no quoting in a
//! shell, so that the line that logs it is the same sentence in the past. Anyone who is asked can
//! turn it down with a word. No two of an area are within three days of each other.

use super::Area::{self, Art, Friends, Money, Shops, Strangers, Travel, Work};

/// The gentle ones, in the order in which the days walk through them.
pub(super) const GENTLE: [(Area, &str); 40] = [
    (Travel, "Ask at a hotel desk for a room with a better view."),
    (
        Friends,
        "Ask a friend to swap a favourite book until the end of the month.",
    ),
    (Work, "Ask a colleague from another floor to lunch."),
    (Art, "Ask a street musician for the song they never play."),
    (
        Strangers,
        "Ask a stranger to take a photograph and to choose the pose.",
    ),
    (
        Friends,
        "Ask a friend for the song that carries them through bad days.",
    ),
    (
        Money,
        "Ask at a market stall for three for the price of two.",
    ),
    (
        Art,
        "Ask somebody who knits, carves or plays to show how the first step goes.",
    ),
    (Work, "Ask to leave half an hour early on a sunny day."),
    (
        Strangers,
        "Ask a dog walker for the name of the dog and the story behind it.",
    ),
    (
        Shops,
        "Ask a barista to choose the drink and keep it a surprise.",
    ),
    (
        Art,
        "Ask a child in the family to explain one of their drawings.",
    ),
    (
        Travel,
        "Ask at a tourist office for the place they never send anybody to.",
    ),
    (Friends, "Ask a friend to come along on a dull errand."),
    (
        Money,
        "Ask the phone company for a better price than the one on the bill.",
    ),
    (
        Strangers,
        "Ask somebody on a bench whether the seat beside them is free, and how their day has been.",
    ),
    (
        Shops,
        "Ask a florist for the one stem that would be thrown away tonight.",
    ),
    (Art, "Ask a museum guard which work they would take home."),
    (
        Friends,
        "Ask a friend not heard from in a year for a call of ten minutes.",
    ),
    (
        Strangers,
        "Ask somebody in a good coat where they found it.",
    ),
    (
        Travel,
        "Ask a café far from home to stamp a notebook like a passport.",
    ),
    (Work, "Ask for a meeting to be fifteen minutes shorter."),
    (Money, "Ask the bank to take back its latest fee."),
    (
        Shops,
        "Ask a bookseller to read out the first page of their favourite book.",
    ),
    (
        Strangers,
        "Ask the next person in the queue what they would order.",
    ),
    (Friends, "Ask a neighbour for two eggs or a cup of flour."),
    (
        Money,
        "Ask a flea market seller to let something go for two coins less.",
    ),
    (
        Art,
        "Ask a librarian for the strangest book in the building.",
    ),
    (
        Work,
        "Ask a colleague for one honest sentence about the last piece of work.",
    ),
    (
        Shops,
        "Ask a shop assistant for a small discount, for no reason at all.",
    ),
    (
        Travel,
        "Ask a bus driver at the last stop which one on the line they like best.",
    ),
    (
        Strangers,
        "Ask a stranger for a place to eat that no guide knows.",
    ),
    (Art, "Ask a friend to sit still for a five-minute portrait."),
    (
        Work,
        "Ask the newest person at work what they would change first.",
    ),
    (Money, "Ask a subscription service for one month free."),
    (
        Shops,
        "Ask a greengrocer for a taste of a fruit with an unfamiliar name.",
    ),
    (
        Travel,
        "Ask a fellow passenger for a turn in the window seat.",
    ),
    (
        Friends,
        "Ask a friend to cook the dish they are proudest of.",
    ),
    (
        Work,
        "Ask a colleague to walk around the block instead of sitting in a meeting.",
    ),
    (Shops, "Ask a bakery for yesterday's bread at half price."),
];

/// The bold ones, in the order in which the days walk through them.
pub(super) const BOLD: [(Area, &str); 40] = [
    (
        Strangers,
        "Ask somebody who runs the same route to run one lap together.",
    ),
    (Work, "Ask a colleague to trade jobs for a day."),
    (
        Friends,
        "Ask a friend what they would change about this friendship.",
    ),
    (
        Art,
        "Ask a choir to let a newcomer sing along for one rehearsal.",
    ),
    (
        Travel,
        "Ask a farmer along the way for a corner of a field to pitch a tent in for a night.",
    ),
    (Work, "Ask for a raise, with the number in the sentence."),
    (
        Strangers,
        "Ask a passer-by to sing one line of a birthday song down the phone to a friend.",
    ),
    (
        Friends,
        "Ask three friends to spend an evening without screens.",
    ),
    (
        Shops,
        "Ask a café to name a drink after a friend for one day.",
    ),
    (
        Art,
        "Ask a painter for an hour in the studio while they work.",
    ),
    (
        Travel,
        "Ask at check-in for an upgrade, with a smile and without a reason.",
    ),
    (
        Money,
        "Ask for twice the usual price for the next piece of work.",
    ),
    (
        Shops,
        "Ask a baker to let a complete beginner shape one loaf.",
    ),
    (
        Friends,
        "Ask a friend for an introduction to the most interesting person they know.",
    ),
    (Art, "Ask the local paper to print a poem."),
    (
        Travel,
        "Ask a hotel for its last empty room at half price, late in the evening.",
    ),
    (
        Work,
        "Ask another team for ten minutes of its meeting to present an idea.",
    ),
    (
        Friends,
        "Ask an old friend to forgive something small from long ago.",
    ),
    (
        Shops,
        "Ask a chef for the recipe for the best thing on the plate.",
    ),
    (Money, "Ask the boss to pay for a course."),
    (
        Work,
        "Ask an employer who once said no what would make it a yes.",
    ),
    (
        Strangers,
        "Ask a stranger for the best advice they were ever given.",
    ),
    (
        Art,
        "Ask an admired author one question about one sentence.",
    ),
    (
        Money,
        "Ask at the theatre door for an empty seat at half price, five minutes before the curtain.",
    ),
    (
        Friends,
        "Ask the neighbours to a shared supper in the yard or on the pavement.",
    ),
    (
        Travel,
        "Ask a train driver at the end of the line for a look into the cab.",
    ),
    (
        Shops,
        "Ask a shop for its window display once it comes down.",
    ),
    (
        Strangers,
        "Ask a gardener over the fence for a cutting of the loveliest plant.",
    ),
    (Money, "Ask a client for half the fee in advance."),
    (Art, "Ask a hotel pianist for a turn at the keys."),
    (Shops, "Ask a shop to play one song by request."),
    (
        Work,
        "Ask the most senior person in the building for twenty minutes of advice.",
    ),
    (
        Strangers,
        "Ask a stranger for a game of chess, cards or table tennis.",
    ),
    (
        Travel,
        "Ask a local in an unfamiliar town to show the street they grew up in.",
    ),
    (
        Art,
        "Ask a café to hang a home-made picture on its wall for a week.",
    ),
    (
        Shops,
        "Ask a restaurant for a dish that is not on the menu.",
    ),
    (
        Strangers,
        "Ask the people at the next table whether there is room for one more.",
    ),
    (Work, "Ask to work from somewhere else for a week."),
    (
        Friends,
        "Ask a grandparent, or somebody of that age, for a story they have never told.",
    ),
    (
        Money,
        "Ask the landlord for a little less rent, or for one repair instead.",
    ),
];

/// The wild ones, in the order in which the days walk through them.
pub(super) const WILD: [(Area, &str); 40] = [
    (
        Strangers,
        "Ask a whole table of strangers to a picnic on Sunday.",
    ),
    (Art, "Ask the town hall for a bare wall to paint."),
    (
        Travel,
        "Ask an airline for a seat in exchange for a story about the journey.",
    ),
    (
        Money,
        "Ask a buyer for ten times what the last piece of work went for.",
    ),
    (
        Shops,
        "Ask a supermarket for the microphone, to wish everybody a good evening.",
    ),
    (
        Work,
        "Ask somebody at the very top of the field to be a mentor.",
    ),
    (
        Friends,
        "Ask a friend from long ago for a second chance at being friends.",
    ),
    (
        Strangers,
        "Ask a stranger to dance, where music plays and nobody dances.",
    ),
    (Art, "Ask a gallery for one wall for one night."),
    (Work, "Ask for a job that nobody has advertised."),
    (
        Travel,
        "Ask a castle, a lighthouse or a monastery for a night under its roof.",
    ),
    (
        Strangers,
        "Ask a stranger to write a letter that will be opened in a year.",
    ),
    (
        Friends,
        "Ask a friend to spend a weekend wherever a roll of dice decides.",
    ),
    (
        Work,
        "Ask the head of the company to swap desks for a morning.",
    ),
    (
        Money,
        "Ask twenty neighbours for one coin each towards a bench for the street.",
    ),
    (Art, "Ask a museum for an hour inside before it opens."),
    (Friends, "Ask a person admired from afar out for a coffee."),
    (
        Shops,
        "Ask a shop for ten minutes behind its counter before it closes.",
    ),
    (Work, "Ask a competitor for a tour of how they do it."),
    (Art, "Ask a band for one song on the stage with them."),
    (
        Strangers,
        "Ask everybody at a bus stop to sing one verse together.",
    ),
    (
        Travel,
        "Ask a friend of a friend abroad for their sofa and their favourite Sunday walk.",
    ),
    (
        Money,
        "Ask a foundation for a grant that seems far too large.",
    ),
    (
        Friends,
        "Ask ten friends for one sentence each on what they value in the friendship.",
    ),
    (
        Shops,
        "Ask a restaurant for an hour in its kitchen, peeling whatever needs peeling.",
    ),
    (
        Travel,
        "Ask a captain for a crossing in exchange for work on board.",
    ),
    (
        Strangers,
        "Ask at a fire station for a seat in the engine and a story.",
    ),
    (
        Friends,
        "Ask a friend to start something together, a band, a business or a book club.",
    ),
    (Work, "Ask for a four-day week at the same pay."),
    (Money, "Ask an investor for five minutes and an honest no."),
    (Shops, "Ask a chocolate maker to invent a flavour together."),
    (
        Friends,
        "Ask a friend to spend a month teaching the thing they do best.",
    ),
    (Art, "Ask a radio station for three minutes on the air."),
    (
        Money,
        "Ask a company to sponsor an idea that so far exists only on paper.",
    ),
    (
        Travel,
        "Ask the mayor of a town on the way for a handshake and a tour.",
    ),
    (
        Shops,
        "Ask a bed shop for a twenty-minute nap on its best mattress.",
    ),
    (Strangers, "Ask a team in the park for ten minutes in goal."),
    (Art, "Ask a publisher to read ten pages."),
    (
        Work,
        "Ask for a month of unpaid leave for something that cannot wait.",
    ),
    (
        Shops,
        "Ask a bookshop to sell a home-made booklet from its counter.",
    ),
];
