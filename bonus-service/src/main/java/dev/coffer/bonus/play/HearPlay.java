package dev.coffer.bonus.play;

import dev.coffer.bonus.competition.ScoreBets;
import dev.coffer.bonus.competition.ScoreTurn;
import dev.coffer.bonus.loyalty.EarnPoints;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.Period;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.TemplateContent;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.events.BatchHandler;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.KeyPolicy;
import dev.coffer.core.events.Received;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Hears bets and keeps what they come to, many in one transaction. Where no published template of the tenant asks, a batch costs one
 * read, and another where it has rollbacks. Whoever has played as much as a template asks for gets its bonus in the same transaction.
 */
final class HearPlay {

    private final Plays plays;
    private final RunningTemplates templates;
    private final GiveOffers offers;
    private final Players players;
    private final Calendars calendars;
    private final EarnPoints earnPoints;
    private final ScoreBets scoreBets;
    private final GiveForBets giveForBets;
    private final Currencies currencies;

    HearPlay(
            Plays plays,
            RunningTemplates templates,
            GiveOffers offers,
            Players players,
            Calendars calendars,
            EarnPoints earnPoints,
            ScoreBets scoreBets,
            GiveForBets giveForBets,
            Currencies currencies) {
        this.plays = plays;
        this.templates = templates;
        this.offers = offers;
        this.players = players;
        this.calendars = calendars;
        this.earnPoints = earnPoints;
        this.scoreBets = scoreBets;
        this.giveForBets = giveForBets;
        this.currencies = currencies;
    }

    /** What fails keeps the wallet's later events waiting: a settled bet is nothing without its stake. */
    Consumer consumer() {
        BatchHandler<PlayEvent> one = this::hear;
        return Consumer.named("bonus-play")
                .from("payment")
                .onBatch(PlayEvent.Placed.TYPE, PlayEvent.Placed.class, one)
                .onBatch(PlayEvent.Settled.TYPE, PlayEvent.Settled.class, one)
                .onBatch(PlayEvent.RolledBack.TYPE, PlayEvent.RolledBack.class, one)
                .whenPoisoned(KeyPolicy.WAIT);
    }

    void hear(List<Received<PlayEvent>> events, UnitOfWork unit) {
        Map<String, List<Received<PlayEvent>>> byTenant = events.stream()
                .collect(
                        Collectors.groupingBy(event -> event.envelope().tenantId(), TreeMap::new, Collectors.toList()));
        byTenant.forEach((tenantId, ours) -> hear(unit, tenantId, ours));
    }

    private void hear(UnitOfWork unit, String tenantId, List<Received<PlayEvent>> told) {
        List<RunningTemplate> asking = templates.triggeredBy(unit, tenantId, Trigger.OF_BETS);
        // What is rolled back takes back also what a template gave that asks no more.
        List<Received<PlayEvent>> events = !asking.isEmpty() || earnPoints.isOn(tenantId)
                ? told
                : told.stream()
                        .filter(event -> event.data() instanceof PlayEvent.RolledBack)
                        .toList();
        if (events.isEmpty()) {
            return;
        }
        Set<Period> asked = EnumSet.noneOf(Period.class);
        asking.stream()
                .filter(template -> template.content().play() != null)
                .forEach(template -> asked.add(play(template).period()));
        Set<PlayedBet.Key> keys = events.stream()
                .map(event ->
                        new PlayedBet.Key(event.data().walletId(), event.data().betId()))
                .collect(Collectors.toSet());
        FoldPlay fold = new FoldPlay(plays.bets(unit, keys), currencies, scoreBets.worth(tenantId, asking));
        events.forEach(event -> fold.apply(event.envelope(), event.data(), asked, calendars.zone(tenantId)));
        plays.save(unit, fold.changed());
        plays.add(unit, fold.added());
        Instant at = events.getLast().envelope().timestamp();
        scoreBets.take(unit, tenantId, scoreTurns(fold.turns()));
        earn(unit, tenantId, fold.turns(), at);
        giveForBets.take(unit, tenantId, asking, fold.turns());
        for (RunningTemplate template : asking) {
            if (template.content().triggers().contains(Trigger.PLAY)) {
                give(unit, template, at, fold.grown());
            }
        }
    }

    private static List<ScoreTurn> scoreTurns(List<FoldPlay.Turn> turns) {
        return turns.stream()
                .filter(turn -> !turn.bet().scored().isEmpty())
                .map(turn -> new ScoreTurn(
                        name(turn.bet()), turn.bet().userId(), turn.bet().scored(), turn.isUndone(), turn.at()))
                .toList();
    }

    private static String name(PlayedBet bet) {
        return bet.key().walletId() + '/' + bet.key().betId();
    }

    private void earn(UnitOfWork unit, String tenantId, List<FoldPlay.Turn> turns, Instant at) {
        if (earnPoints.isOn(tenantId)) {
            Map<String, List<EarnPoints.Played>> byUser = turns.stream()
                    .collect(Collectors.groupingBy(
                            turn -> turn.bet().userId(),
                            TreeMap::new,
                            Collectors.mapping(this::played, Collectors.toList())));
            byUser.forEach((userId, bets) -> earnPoints.take(unit, tenantId, userId, bets, at));
        }
    }

    private EarnPoints.Played played(FoldPlay.Turn turn) {
        PlayedBet bet = turn.bet();
        return new EarnPoints.Played(
                name(bet),
                bet.gameId(),
                new Money(bet.sum().ownStaked(), currencies.get(bet.currency())),
                turn.isUndone());
    }

    private static TemplateContent.Play play(RunningTemplate template) {
        return Objects.requireNonNull(template.content().play(), "what a template counts that asks for play");
    }

    /** One period and user at a time, however many games of it have grown. */
    private void give(UnitOfWork unit, RunningTemplate template, Instant at, Collection<Sum.Key> grown) {
        TemplateContent.Play play = play(template);
        grown.stream()
                .filter(key -> key.period().startsWith(play.period().name() + ':'))
                .filter(key ->
                        key.currency().equals(template.content().currency().code()))
                .filter(key -> play.counts(key.gameId()))
                .map(key -> new Sum.Key(key.tenantId(), key.period(), key.currency(), key.userId(), ""))
                .distinct()
                .forEach(key -> give(unit, template, at, key));
    }

    private void give(UnitOfWork unit, RunningTemplate template, Instant at, Sum.Key key) {
        String occasion = "play:" + key.period() + ':' + key.userId();
        Sum sum = total(play(template), plays.of(unit, key.tenantId(), key.period(), key.currency(), key.userId()));
        if (isReached(play(template), sum) && !offers.isGiven(unit, key.tenantId(), occasion, template)) {
            offers.once(
                    unit,
                    players.hold(unit, key.tenantId(), key.userId()),
                    new Occasion(Trigger.PLAY, occasion, at, null, false),
                    template);
        }
    }

    static Sum total(TemplateContent.Play play, Map<String, Sum> games) {
        return games.entrySet().stream()
                .filter(game -> play.counts(game.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Sum.NONE, Sum::plus);
    }

    private static boolean isReached(TemplateContent.Play play, Sum sum) {
        boolean hasBets = play.bets() == null || sum.bets() >= play.bets();
        boolean hasStakes =
                play.staked() == null || sum.staked() >= play.staked().minor();
        return hasBets && hasStakes;
    }
}
