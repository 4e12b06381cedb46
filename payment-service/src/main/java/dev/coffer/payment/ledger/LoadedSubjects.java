package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch is about, as the store had it. @param reversed ids of transfers that were taken back */
record LoadedSubjects(
        Map<String, Hold> holds,
        Map<String, Transfer> transfers,
        Set<String> reversed,
        Map<KnownBet.Key, KnownBet> bets,
        Map<UsageKey, Usage> usages)
        implements Subjects {

    static final LoadedSubjects NONE = new LoadedSubjects(Map.of(), Map.of(), Set.of(), Map.of());

    @Override
    public @Nullable KnownBet bet(KnownBet.Key key) {
        return bets.get(key);
    }

    LoadedSubjects(
            Map<String, Hold> holds,
            Map<String, Transfer> transfers,
            Set<String> reversed,
            Map<KnownBet.Key, KnownBet> bets) {
        this(holds, transfers, reversed, bets, Map.of());
    }

    LoadedSubjects with(Map<UsageKey, Usage> loaded) {
        return new LoadedSubjects(holds, transfers, reversed, bets, loaded);
    }

    @Override
    public @Nullable Hold hold(String holdId) {
        return holds.get(holdId);
    }

    @Override
    public @Nullable Transfer transfer(String transferId) {
        return transfers.get(transferId);
    }

    @Override
    public @Nullable Usage usage(UsageKey user) {
        return usages.get(user);
    }

    @Override
    public boolean isReversed(String transferId) {
        return reversed.contains(transferId);
    }
}
