package dev.coffer.bonus.play;

import dev.coffer.bonus.competition.OverBet;
import dev.coffer.bonus.competition.Scored;
import dev.coffer.bonus.selection.SelectionInput;
import dev.coffer.bonus.template.Period;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Takes events of bets in, in the order of their wallets. Pure: what comes out follows from what was loaded. Used once. */
final class FoldPlay {

    private final Currencies currencies;
    private final Function<OverBet, List<Scored>> worth;
    private final Map<PlayedBet.Key, PlayedBet> bets = new HashMap<>();
    private final Map<PlayedBet.Key, PlayedBet> changed = new LinkedHashMap<>();
    private final Map<Sum.Key, Sum> added = new LinkedHashMap<>();
    private final Set<Sum.Key> grown = new LinkedHashSet<>();
    private final List<Turn> turns = new ArrayList<>();

    /** A bet that counts from now on, or counts no more. */
    record Turn(PlayedBet bet, boolean isUndone, Instant at) {}

    /** @param worth what a bet that is closed is worth in competitions */
    FoldPlay(Collection<PlayedBet> known, Currencies currencies, Function<OverBet, List<Scored>> worth) {
        this.currencies = currencies;
        this.worth = worth;
        known.forEach(bet -> bets.put(bet.key(), bet));
    }

    /** @param asked which periods somebody asks for @param zone of the tenant's calendar */
    void apply(EventEnvelope envelope, PlayEvent event, Set<Period> asked, ZoneId zone) {
        PlayedBet bet = bets.get(new PlayedBet.Key(event.walletId(), event.betId()));
        if (bet == null) {
            if (event instanceof PlayEvent.Placed placed) {
                put(placed(envelope, placed));
            }
            return;
        }
        if (envelope.seq() <= bet.seq()) {
            return;
        }
        switch (event) {
            // A bet is placed once.
            case PlayEvent.Placed placed -> {}
            case PlayEvent.Settled settled -> settled(envelope, bet, settled, asked, zone);
            case PlayEvent.RolledBack back -> {
                bet.periods().forEach(period -> add(bet.in(period), bet.sum().negated()));
                if (bet.isOver()) {
                    turns.add(new Turn(bet, true, envelope.timestamp()));
                }
                put(bet.rolledBack(envelope.seq()));
            }
        }
    }

    private PlayedBet placed(EventEnvelope envelope, PlayEvent.Placed placed) {
        long stake = minor(placed.stake(), placed.currency());
        long own = stake - minor(placed.bonusStake(), placed.currency());
        return new PlayedBet(
                new PlayedBet.Key(placed.walletId(), placed.betId()),
                envelope.tenantId(),
                placed.userId(),
                placed.gameId(),
                placed.currency(),
                envelope.seq(),
                new Sum(1, stake, own, 0),
                0,
                List.of(),
                List.of(),
                SelectionInput.read("selections", placed.selections()),
                false,
                envelope.timestamp());
    }

    private void settled(
            EventEnvelope envelope, PlayedBet bet, PlayEvent.Settled settled, Set<Period> asked, ZoneId zone) {
        if (bet.isOver()) {
            return;
        }
        long win = minor(settled.win(), settled.currency());
        long own = win - minor(settled.bonusWin(), settled.currency());
        PlayedBet won = bet.won(envelope.seq(), win, own);
        if (settled.closed()) {
            LocalDate day = envelope.timestamp().atZone(zone).toLocalDate();
            won = won.closed(
                    asked.stream().map(period -> period.label(day)).toList(),
                    worth.apply(won.over(envelope.timestamp())));
            turns.add(new Turn(won, false, envelope.timestamp()));
            for (String period : won.periods()) {
                add(won.in(period), won.sum());
                grown.add(won.in(period));
            }
        }
        put(won);
    }

    private long minor(String amount, String currency) {
        return Money.parse(amount, currencies.get(currency)).minor();
    }

    private void add(Sum.Key key, Sum sum) {
        added.merge(key, sum, Sum::plus);
    }

    private void put(PlayedBet bet) {
        bets.put(bet.key(), bet);
        changed.put(bet.key(), bet);
    }

    Collection<PlayedBet> changed() {
        return changed.values();
    }

    /** In order. */
    List<Turn> turns() {
        return turns;
    }

    /** What is to be added to the stored sums; less than zero for what was rolled back. */
    Map<Sum.Key, Sum> added() {
        return added;
    }

    /** The sums in which something was played to its end. */
    Set<Sum.Key> grown() {
        return grown;
    }
}
