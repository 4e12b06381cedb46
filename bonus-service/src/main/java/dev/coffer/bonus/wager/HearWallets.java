package dev.coffer.bonus.wager;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardSagas;
import dev.coffer.bonus.award.AwardState;
import dev.coffer.bonus.award.AwardTallies;
import dev.coffer.bonus.award.Awards;
import dev.coffer.bonus.award.TellAwards;
import dev.coffer.core.events.BatchHandler;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.KeyPolicy;
import dev.coffer.core.events.Received;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hears what happens to wallets and keeps what it means for the bonuses in them: many events in one transaction, a few reads and
 * writes for all of them. The wallet's number of the event says whether it was taken in before. Where nobody has a bonus, a batch costs
 * one read.
 */
final class HearWallets {

    private final Wagers wagers;
    private final Awards awards;
    private final AwardSagas sagas;
    private final TellAwards tell;
    private final AwardTallies tallies;
    private final Currencies currencies;

    HearWallets(
            Wagers wagers,
            Awards awards,
            AwardSagas sagas,
            TellAwards tell,
            AwardTallies tallies,
            Currencies currencies) {
        this.wagers = wagers;
        this.awards = awards;
        this.sagas = sagas;
        this.tell = tell;
        this.tallies = tallies;
        this.currencies = currencies;
    }

    /** What fails keeps the wallet's later events waiting: they mean something else without it. */
    Consumer consumer() {
        BatchHandler<WalletEvent> one = this::hear;
        return Consumer.named("bonus-wallets")
                .from("payment")
                .onBatch(WalletEvent.Credited.TYPE, WalletEvent.Credited.class, one)
                .onBatch(WalletEvent.Locked.TYPE, WalletEvent.Locked.class, one)
                .onBatch(WalletEvent.Closed.TYPE, WalletEvent.Closed.class, one)
                .onBatch(WalletEvent.Placed.TYPE, WalletEvent.Placed.class, one)
                .onBatch(WalletEvent.Settled.TYPE, WalletEvent.Settled.class, one)
                .onBatch(WalletEvent.RolledBack.TYPE, WalletEvent.RolledBack.class, one)
                .whenPoisoned(KeyPolicy.WAIT);
    }

    void hear(List<Received<WalletEvent>> events, UnitOfWork unit) {
        Set<String> walletIds =
                events.stream().map(event -> event.data().walletId()).collect(Collectors.toSet());
        List<BonusWallet> wallets = wagers.wallets(unit, walletIds);
        Set<String> concerned = wallets.stream().map(BonusWallet::walletId).collect(Collectors.toSet());
        events.stream()
                .map(Received::data)
                .filter(WalletEvent.Credited.class::isInstance)
                .forEach(credited -> concerned.add(credited.walletId()));
        List<Received<WalletEvent>> ours = events.stream()
                .filter(event -> concerned.contains(event.data().walletId()))
                .toList();
        if (ours.isEmpty()) {
            return;
        }
        List<WageredBet> bets = wagers.bets(unit, betsOf(ours));
        Collection<Award> loaded = load(unit, concerned, ours, wallets, bets);
        FoldWallets fold = new FoldWallets(new Holdings(wallets, loaded), bets, currencies);
        ours.forEach(event -> fold.apply(event.envelope(), event.data()));
        save(unit, fold);
        tellProgress(unit, loaded, fold.holdings());
    }

    private static Set<WageredBet.Key> betsOf(List<Received<WalletEvent>> events) {
        Set<WageredBet.Key> keys = new HashSet<>();
        for (Received<WalletEvent> event : events) {
            switch (event.data()) {
                case WalletEvent.Placed placed -> keys.add(new WageredBet.Key(placed.walletId(), placed.betId()));
                case WalletEvent.Settled settled -> keys.add(new WageredBet.Key(settled.walletId(), settled.betId()));
                case WalletEvent.RolledBack back -> keys.add(new WageredBet.Key(back.walletId(), back.betId()));
                case WalletEvent.Credited credited -> {}
                case WalletEvent.Locked locked -> {}
                case WalletEvent.Closed closed -> {}
            }
        }
        return keys;
    }

    /** The awards in the wallets, and those over and done with that these events or bets are about. */
    private Collection<Award> load(
            UnitOfWork unit,
            Set<String> walletIds,
            List<Received<WalletEvent>> events,
            List<BonusWallet> wallets,
            List<WageredBet> bets) {
        Map<String, Award> loaded = new HashMap<>();
        awards.inWallets(unit, walletIds).forEach(award -> loaded.put(award.id(), award));
        Set<String> named = new HashSet<>();
        for (Received<WalletEvent> event : events) {
            switch (event.data()) {
                case WalletEvent.Credited credited -> named.add(credited.awardId());
                case WalletEvent.Locked locked -> named.add(locked.awardId());
                case WalletEvent.Closed closed -> named.add(closed.awardId());
                case WalletEvent.Placed placed -> {}
                case WalletEvent.Settled settled -> {}
                case WalletEvent.RolledBack back -> {}
            }
        }
        bets.forEach(bet -> {
            named.addAll(bet.candidates());
            Stream.of(bet.staked(), bet.won(), bet.counted())
                    .flatMap(List::stream)
                    .forEach(share -> named.add(share.awardId()));
        });
        wallets.forEach(wallet ->
                wallet.outOfUse().values().stream().flatMap(List::stream).forEach(share -> named.add(share.awardId())));
        named.removeAll(loaded.keySet());
        named.remove(Share.LOOSE);
        awards.find(unit, named).forEach(award -> loaded.put(award.id(), award));
        return loaded.values();
    }

    private void save(UnitOfWork unit, FoldWallets fold) {
        Holdings holdings = fold.holdings();
        List<Award> given = new ArrayList<>();
        for (Effect effect : fold.effects()) {
            Award award = holdings.award(effect.awardId());
            if (award != null) {
                carryOut(unit, effect, award);
                if (effect instanceof Effect.Credited) {
                    given.add(award);
                }
            }
        }
        tallies.given(unit, given);
        List<Award> changed = new ArrayList<>();
        for (Award award : holdings.changed()) {
            changed.add(mustClose(award) ? sagas.close(unit, award) : award);
        }
        awards.save(unit, changed);
        wagers.saveWallets(unit, holdings.wallets());
        wagers.saveBets(unit, fold.changedBets(), fold::isNew);
        wagers.saveContributions(unit, fold.contributions(), fold::isNew);
    }

    /** Once for a batch, however many bets it has. That all was wagered is told by itself. */
    private void tellProgress(UnitOfWork unit, Collection<Award> before, Holdings holdings) {
        for (Award award : before) {
            Award now = holdings.award(award.id());
            if (now != null
                    && now.isOpen()
                    && now.money().wagered() != award.money().wagered()) {
                tell.progressed(unit, award.percent(), now);
            }
        }
    }

    private void carryOut(UnitOfWork unit, Effect effect, Award award) {
        switch (effect) {
            case Effect.Credited credited -> {
                sagas.credited(unit, award);
                tell.activated(unit, award);
            }
            case Effect.Locked locked -> sagas.locked(unit, award, locked.round(), locked.own(), locked.locked());
            case Effect.Closed closed -> sagas.closed(unit, award, closed.round());
            case Effect.Met met -> tell.requirementsMet(unit, award);
        }
    }

    /** All was wagered, it was taken back before its money came, or something came of it after its end. */
    private static boolean mustClose(Award award) {
        return !award.money().isClosing()
                && (award.state() instanceof AwardState.RequirementsMet
                        || award.state() instanceof AwardState.Locked
                        || award.isOver() && award.money().held() > 0);
    }
}
