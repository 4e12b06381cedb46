package dev.coffer.auth.audit;

import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the first entry of a tenant's chain that is not as it was chained, or is not there; a bounded part at a time. */
final class VerifyAuditLog {

    static final int PART = 10_000;
    private static final int BATCH = 1_000;

    private final AuditLog log;
    private final AuditChain chain;
    private final Transactions transactions;

    VerifyAuditLog(AuditLog log, AuditChain chain, Transactions transactions) {
        this.log = log;
        this.chain = chain;
        this.transactions = transactions;
    }

    /** What is wrong with an entry. */
    enum Flaw {
        CHANGED,
        MISSING,
        END_CHANGED
    }

    /** @param entryId of what stands there; null where nothing does */
    record Found(Flaw kind, long seq, @Nullable String entryId) {}

    /**
     * What was found.
     *
     * @param checked entries that are as they were chained
     * @param head the end of the chain when the look began
     * @param flaw the first one; null where there is none in this part
     * @param next where the next part begins; null where this was the last one, or a flaw was found
     */
    record Report(
            int checked,
            Link head,
            @Nullable Found flaw,
            @Nullable Long next) {}

    /**
     * @param from the first place to look at; the hash before it is taken as it is stored
     * @throws CodedException INVALID_INPUT for a place that no chain has
     */
    Report verify(String tenantId, long from) {
        if (from < 1) {
            throw CodedException.invalid("from", "The first entry of a chain has the number 1, not " + from + ".");
        }
        // Read first: what is chained meanwhile lies beyond it.
        Link head = transactions.inTransaction(unit -> log.head(unit, tenantId));
        Link last = from == 1 ? Link.NONE : before(tenantId, from);
        if (last == null) {
            return new Report(0, head, new Found(Flaw.MISSING, from - 1, null), null);
        }
        return verify(tenantId, head, last);
    }

    private Report verify(String tenantId, Link head, Link before) {
        Link last = before;
        int checked = 0;
        while (last.seq() < head.seq() && checked < PART) {
            int most = (int) Math.min(BATCH, head.seq() - last.seq());
            List<SealedEntry> stored = log.chained(tenantId, last.seq() + 1, most);
            if (stored.isEmpty()) {
                return new Report(checked, head, new Found(Flaw.MISSING, last.seq() + 1, null), null);
            }
            for (SealedEntry one : stored) {
                Found flaw = look(last, one);
                if (flaw != null) {
                    return new Report(checked, head, flaw, null);
                }
                last = Objects.requireNonNull(one.seal());
                checked++;
            }
        }
        return last.seq() < head.seq()
                ? new Report(checked, head, null, last.seq() + 1)
                : new Report(checked, head, lookAtEnd(tenantId, head, last), null);
    }

    private @Nullable Found look(Link last, SealedEntry stored) {
        long expected = last.seq() + 1;
        Link seal = stored.seal();
        if (seal == null || seal.seq() != expected) {
            return new Found(Flaw.MISSING, expected, null);
        }
        AuditEntry entry = stored.entry();
        boolean isTrue =
                entry != null && entry.hasTrueAside() && chain.next(last, entry).equals(seal);
        return isTrue ? null : new Found(Flaw.CHANGED, expected, stored.id());
    }

    /** Entries beyond the end are those that were chained while we looked, or the end was set back. */
    private @Nullable Found lookAtEnd(String tenantId, Link head, Link last) {
        boolean isSetBack = !log.chained(tenantId, head.seq() + 1, 1).isEmpty()
                && head.equals(transactions.inTransaction(unit -> log.head(unit, tenantId)));
        return last.equals(head) && !isSetBack ? null : new Found(Flaw.END_CHANGED, head.seq(), null);
    }

    private @Nullable Link before(String tenantId, long from) {
        List<SealedEntry> found = log.chained(tenantId, from - 1, 1);
        Link link = found.isEmpty() ? null : found.getFirst().seal();
        return link != null && link.seq() == from - 1 ? link : null;
    }
}
