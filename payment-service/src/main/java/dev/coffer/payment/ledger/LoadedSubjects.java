package dev.coffer.payment.ledger;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch is about, as the store had it. @param reversed ids of transfers that were taken back */
record LoadedSubjects(Map<String, Hold> holds, Map<String, Transfer> transfers, Set<String> reversed)
        implements Subjects {

    static final LoadedSubjects NONE = new LoadedSubjects(Map.of(), Map.of(), Set.of());

    @Override
    public @Nullable Hold hold(String holdId) {
        return holds.get(holdId);
    }

    @Override
    public @Nullable Transfer transfer(String transferId) {
        return transfers.get(transferId);
    }

    @Override
    public boolean isReversed(String transferId) {
        return reversed.contains(transferId);
    }
}
