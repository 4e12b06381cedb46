package dev.coffer.bonus.wager;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardState;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes events of wallets in, in their order. Pure: what comes out follows from what was loaded. Used once. */
final class FoldWallets {

    private final Holdings holdings;
    private final Currencies currencies;
    private final Map<WageredBet.Key, WageredBet> bets = new HashMap<>();
    private final Set<WageredBet.Key> known = new HashSet<>();
    private final Set<String> firstContributions = new HashSet<>();
    private final Map<WageredBet.Key, WageredBet> changedBets = new LinkedHashMap<>();
    private final Map<String, Contribution> contributions = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();

    FoldWallets(Holdings holdings, Collection<WageredBet> stored, Currencies currencies) {
        this.holdings = holdings;
        this.currencies = currencies;
        for (WageredBet bet : stored) {
            bets.put(bet.key(), bet);
            known.add(bet.key());
        }
    }

    /** @param envelope with the wallet as key, numbered by it: what was taken in before changes nothing */
    void apply(EventEnvelope envelope, WalletEvent event) {
        BonusWallet wallet = holdings.wallet(event.walletId());
        if (wallet == null && event instanceof WalletEvent.Credited credited) {
            wallet = BonusWallet.of(credited.walletId(), envelope.tenantId(), credited.userId());
        }
        if (wallet == null || envelope.seq() <= wallet.seq()) {
            return;
        }
        holdings.put(at(wallet, envelope.seq(), wallet.outOfUse()));
        switch (event) {
            case WalletEvent.Credited credited -> credited(envelope, credited);
            case WalletEvent.Placed placed -> placed(envelope, wallet, placed);
            case WalletEvent.Settled settled -> settled(envelope, settled);
            case WalletEvent.RolledBack back -> rolledBack(envelope, back);
            case WalletEvent.Locked locked -> locked(envelope, locked);
            case WalletEvent.Closed closed -> closed(envelope, closed);
        }
    }

    private static BonusWallet at(BonusWallet wallet, long seq, Map<String, List<Share>> outOfUse) {
        return new BonusWallet(wallet.walletId(), wallet.tenantId(), wallet.userId(), seq, wallet.loose(), outOfUse);
    }

    private long minor(String amount, String currency) {
        return Money.parse(amount, currencies.get(currency)).minor();
    }

    private void credited(EventEnvelope envelope, WalletEvent.Credited event) {
        Award award = holdings.award(envelope.tenantId(), event.awardId());
        boolean isBonusMoney = event.pocket().equals("BONUS");
        if (award == null || !(award.state() instanceof AwardState.Pending pending)) {
            holdings.give(
                    event.walletId(),
                    isBonusMoney
                            ? List.of(new Share(Share.LOOSE, minor(event.amount(), event.currency())))
                            : List.of());
            return;
        }
        Instant now = envelope.timestamp();
        Award given = award.with(award.money()
                .credited(
                        event.walletId(), envelope.seq(), isBonusMoney ? minor(event.amount(), event.currency()) : 0));
        holdings.change(
                isBonusMoney
                        ? given.with(pending.arrived(now.plus(award.terms().validFor())))
                        : given.with(pending.claimed(now)));
        effects.add(new Effect.Credited(award.id()));
        if (isBonusMoney) {
            meet(event.awardId());
        }
    }

    private void placed(EventEnvelope envelope, BonusWallet wallet, WalletEvent.Placed event) {
        List<String> candidates = holdings.of(event.walletId()).stream()
                .filter(Award::isOpen)
                .map(Award::id)
                .toList();
        List<Share> staked = holdings.take(event.walletId(), minor(event.bonusStake(), event.currency()));
        put(new WageredBet(
                envelope.tenantId(),
                event.walletId(),
                event.betId(),
                wallet.userId(),
                event.gameId(),
                envelope.seq(),
                minor(event.stake(), event.currency()),
                staked,
                List.of(),
                List.of(),
                candidates,
                WageredBet.Status.OPEN,
                envelope.timestamp()));
    }

    private void put(WageredBet bet) {
        bets.put(bet.key(), bet);
        changedBets.put(bet.key(), bet);
    }

    private void settled(EventEnvelope envelope, WalletEvent.Settled event) {
        WageredBet bet = bets.get(new WageredBet.Key(event.walletId(), event.betId()));
        List<Share> won =
                Share.inProportion(bet == null ? List.of() : bet.staked(), minor(event.bonusWin(), event.currency()));
        holdings.give(event.walletId(), won);
        if (bet != null && !won.isEmpty()) {
            bet = bet.withWon(won);
            put(bet);
        }
        if (event.closed()) {
            count(envelope, event, bet);
        }
    }

    private void count(EventEnvelope envelope, WalletEvent.Settled event, @Nullable WageredBet bet) {
        List<Share> counts = new ArrayList<>();
        for (Award award : holdings.of(event.walletId())) {
            boolean isConcerned =
                    award.isOpen() || bet != null && bet.candidates().contains(award.id());
            if (isConcerned && award.terms().wagering() != null) {
                Contribution one = CountBet.count(award, event, bet, envelope.timestamp());
                contributions.put(one.id(), one);
                if (bet != null && bet.status() == WageredBet.Status.OPEN) {
                    firstContributions.add(one.id());
                }
                if (one.reason() == null) {
                    counts.add(new Share(award.id(), one.counted()));
                    add(award, one.counted());
                }
            }
        }
        if (bet != null) {
            put(bet.closed(counts));
        }
    }

    private void add(Award award, long counted) {
        long sum = award.money().wagered() + counted;
        Award more = award.with(award.money().withWagered(sum < 0 ? Long.MAX_VALUE : sum));
        holdings.change(
                counted > 0 && award.state() instanceof AwardState.Active active ? more.with(active.wagered()) : more);
        meet(award.id());
    }

    private void meet(String awardId) {
        Award award = holdings.award(awardId);
        if (award != null && award.state() instanceof AwardState.Open open && award.isMet()) {
            holdings.change(award.with(open.met()));
            effects.add(new Effect.Met(awardId));
        }
    }

    /** First the stake comes back, so that it can serve for what is taken. */
    private void rolledBack(EventEnvelope envelope, WalletEvent.RolledBack event) {
        WageredBet bet = bets.get(new WageredBet.Key(event.walletId(), event.betId()));
        if (bet == null || bet.status() == WageredBet.Status.ROLLED_BACK) {
            return;
        }
        holdings.give(event.walletId(), bet.staked());
        holdings.takeBack(event.walletId(), bet.won());
        Map<String, Long> counted = new TreeMap<>();
        bet.candidates().forEach(awardId -> counted.put(awardId, 0L));
        bet.counted().forEach(share -> counted.put(share.awardId(), share.minor()));
        counted.forEach((awardId, minor) -> uncount(envelope, bet, awardId, minor));
        put(bet.rolledBack());
    }

    /** What was wagered of an award that is being closed, or is over, stays so. */
    private void uncount(EventEnvelope envelope, WageredBet bet, String awardId, long minor) {
        Award award = holdings.award(envelope.tenantId(), awardId);
        if (award == null || !award.isOpen()) {
            return;
        }
        holdings.change(
                award.with(award.money().withWagered(Math.max(0, award.money().wagered() - minor))));
        Contribution none = new Contribution(
                bet.tenantId(),
                awardId,
                bet.walletId(),
                bet.betId(),
                bet.gameId(),
                bet.stake(),
                award.terms().wagering() == null
                        ? 0
                        : CountBet.percent(award.terms().wagering(), bet.gameId()),
                0,
                Uncounted.ROLLED_BACK,
                envelope.timestamp());
        contributions.put(none.id(), none);
    }

    /** At this place of the order it is known what of the money was the award's, and whose the rest is. */
    private void locked(EventEnvelope envelope, WalletEvent.Locked event) {
        Award award = holdings.award(envelope.tenantId(), event.awardId());
        long amount = minor(event.amount(), event.currency());
        long own = award == null ? 0 : holdings.takeOwn(award, amount);
        List<Share> others = holdings.take(event.walletId(), amount - own);
        Map<String, List<Share>> outOfUse = outOfUse(event.walletId());
        outOfUse.put(place(event.awardId(), event.round()), others);
        keep(event.walletId(), envelope.seq(), outOfUse);
        if (award != null) {
            effects.add(new Effect.Locked(award.id(), event.round(), own, amount));
        }
    }

    private void closed(EventEnvelope envelope, WalletEvent.Closed event) {
        Map<String, List<Share>> outOfUse = outOfUse(event.walletId());
        List<Share> others = outOfUse.remove(place(event.awardId(), event.round()));
        long restored = minor(event.restored(), event.currency());
        keep(event.walletId(), envelope.seq(), outOfUse);
        holdings.give(event.walletId(), Share.inProportion(others == null ? List.of() : others, restored));
        if (holdings.award(envelope.tenantId(), event.awardId()) != null) {
            effects.add(new Effect.Closed(event.awardId(), event.round()));
        }
    }

    private Map<String, List<Share>> outOfUse(String walletId) {
        BonusWallet wallet = holdings.wallet(walletId);
        return wallet == null ? new HashMap<>() : new HashMap<>(wallet.outOfUse());
    }

    private void keep(String walletId, long seq, Map<String, List<Share>> outOfUse) {
        BonusWallet wallet = holdings.wallet(walletId);
        if (wallet != null) {
            holdings.put(at(wallet, seq, outOfUse));
        }
    }

    private static String place(String awardId, int round) {
        return awardId + ':' + round;
    }

    Holdings holdings() {
        return holdings;
    }

    Collection<WageredBet> changedBets() {
        return changedBets.values();
    }

    Collection<Contribution> contributions() {
        return contributions.values();
    }

    /** Whether nothing is stored of it. */
    boolean isNew(WageredBet bet) {
        return !known.contains(bet.key());
    }

    /** Whether nothing is stored of it for sure: a bet counts, or does not, when it is closed, and was open before. */
    boolean isNew(Contribution contribution) {
        return firstContributions.contains(contribution.id());
    }

    /** In the order in which they came up. */
    List<Effect> effects() {
        return effects;
    }
}
